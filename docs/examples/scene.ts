// The tools without a model: the types and numbers of the cell API in an ordinary program.
import { openScene } from "spatialclaw";

await using scene = await openScene("test/fixtures/room", { onNote: (note) => console.error(note) });
const recon = await scene.reconstruct();
const [heater, door] = await scene.findObject(["heater", "door"]);
if (!heater || !door) throw new Error("not found");

const gap = scene.closest(heater.seg.points(recon), door.seg.points(recon));
console.log(`gap: ${gap?.distance.toFixed(3)} ${recon.scale.metric ? "m" : "units"}`);

// Whatever else the cell API has, written as in a cell: synchronous.
const side = await scene.run(({ tools }) => {
  const [at, toward] = [heater.seg.centroid(recon), door.seg.centroid(recon)];
  const sofa = tools.SAM3.findObject(scene.frames, "sofa")?.seg.centroid(recon);
  return at && toward && sofa ? tools.Geometry.heading({ at, facing: { toward } }).locate(sofa).side8 : "unknown";
});
console.log(`from the heater, facing the door, the sofa is: ${side}`);
