import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { turnedAxes } from "../pose.ts";
import { type ExportFrame, Losses, writeDepth, writeInstances, writePicture } from "./frame.ts";
import type { Exporter } from "./types.ts";

const UNITS_PER_METRE = 1000;

/** docs/captures.md describes the format. */
export const writeNerfstudio: Exporter = async ({ capture, frames, folder, done }) => {
  const folders = ["images", ...(capture.hasDepth ? ["depth"] : []), ...(capture.instances ? ["instances"] : [])];
  for (const part of folders) await mkdir(path.join(folder, part));
  const losses = new Losses();
  const entries: object[] = [];
  for (const [i, frame] of frames.entries()) {
    const name = `frame_${String(i).padStart(4, "0")}`;
    const picture = await writePicture(path.join(folder, "images"), name, frame);
    if (capture.hasDepth) await writeDepth(path.join(folder, `depth/${name}.png`), frame, UNITS_PER_METRE, losses);
    if (capture.instances) await writeInstances(path.join(folder, `instances/${name}.png`), frame);
    entries.push({
      file_path: `images/${picture}`,
      ...(capture.hasDepth ? { depth_file_path: `depth/${name}.png` } : {}),
      ...(capture.instances ? { instances_file_path: `instances/${name}.png` } : {}),
      ...(frame.source.seconds === null ? {} : { time: frame.source.seconds }),
      ...intrinsicsOf(frame),
      transform_matrix: rows(turnedAxes(frame.geometry.c2w ?? [])),
    });
    done();
  }
  const json = {
    camera_model: "PINHOLE",
    up: capture.up,
    ...(capture.hasDepth ? { depth_unit_scale_factor: 1 / UNITS_PER_METRE } : {}),
    ...(capture.instances ? { instances: capture.instances } : {}),
    frames: entries,
  };
  await writeFile(path.join(folder, "transforms.json"), `${JSON.stringify(json, null, 1)}\n`);
  return losses.lines(65535 / UNITS_PER_METRE);
};

function intrinsicsOf({ camera: { fx, fy, cx, cy, width, height } }: ExportFrame): object {
  return { fl_x: fx, fl_y: fy, cx, cy, w: width, h: height };
}

function rows(matrix: readonly number[]): number[][] {
  return [0, 4, 8, 12].map((r) => matrix.slice(r, r + 4));
}
