// A perception of one's own: here the capture's, with every mask a little too small.
import { openScene, type Perception } from "spatialclaw";
import { choosePerception } from "spatialclaw/perception";

await using scene = await openScene("test/fixtures/room", {
  perception(input): Perception {
    const exact = choosePerception(input);
    return {
      name: `${exact.name}, masks eroded`,
      maxFrames: exact.maxFrames,
      reconstruct: (frames, options) => exact.reconstruct(frames, options),
      async segment(frames, prompt, options) {
        const found = await exact.segment(frames, prompt, options);
        const eroded = found.objects.map((object) => ({
          ...object,
          masks: new Map([...object.masks].map(([frame, mask]) => [frame, mask.erode(2)])),
        }));
        return { ...found, objects: eroded };
      },
      close: () => exact.close(),
    };
  },
});
const recon = await scene.reconstruct();
const door = await scene.findObject("door");
console.log(`door: ${door?.seg.points(recon).extent("y", { q: 0.01 }).size.toFixed(2)} m tall`);
