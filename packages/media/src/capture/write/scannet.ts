import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { FROM_CENTRE } from "../tum/calibration.ts";
import { Losses, writeDepth, writeInstances, writePicture } from "./frame.ts";
import { levelled } from "./level.ts";
import { oneCamera } from "./one-camera.ts";
import type { Exporter } from "./types.ts";

const UNITS_PER_METRE = 1000;

/** Folders as ScanNet's exporter writes them. */
export const writeScannet: Exporter = async ({ capture, frames, folder, done }) => {
  const { fx, fy, cx, cy } = oneCamera(frames, "scannet");
  const level = levelled(capture.up);
  const parts = ["color", "pose", "intrinsic", ...(capture.hasDepth ? ["depth"] : [])];
  for (const part of [...parts, ...(capture.instances ? ["instance-filt"] : [])]) await mkdir(path.join(folder, part));
  const losses = new Losses();
  for (const [i, frame] of frames.entries()) {
    await writePicture(path.join(folder, "color"), String(i), frame);
    await writeFile(path.join(folder, `pose/${i}.txt`), matrixText(level(frame.geometry.c2w ?? [])));
    if (capture.hasDepth) await writeDepth(path.join(folder, `depth/${i}.png`), frame, UNITS_PER_METRE, losses);
    if (capture.instances) await writeInstances(path.join(folder, `instance-filt/${i}.png`), frame);
    done();
  }
  const camera = matrixText([fx, 0, cx - FROM_CENTRE, 0, 0, fy, cy - FROM_CENTRE, 0, 0, 0, 1, 0, 0, 0, 0, 1]);
  await writeFile(path.join(folder, "intrinsic/intrinsic_color.txt"), camera);
  if (capture.hasDepth) await writeFile(path.join(folder, "intrinsic/intrinsic_depth.txt"), camera);
  if (capture.instances) {
    const segGroups = capture.instances.map(({ id, label }) => ({ objectId: id - 1, label }));
    await writeFile(path.join(folder, "capture.aggregation.json"), `${JSON.stringify({ segGroups }, null, 1)}\n`);
  }
  const timed = frames.some(({ source }) => source.seconds !== null);
  return [
    ...(timed ? ["the format has no times: those of the frames are left out"] : []),
    ...losses.lines(65535 / UNITS_PER_METRE),
  ];
};

function matrixText(m: readonly number[]): string {
  return `${[0, 4, 8, 12].map((r) => m.slice(r, r + 4).join(" ")).join("\n")}\n`;
}
