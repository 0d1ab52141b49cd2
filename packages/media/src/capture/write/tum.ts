import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { quaternionOf } from "../rigid.ts";
import { FROM_CENTRE } from "../tum/calibration.ts";
import { UNITS_PER_METRE } from "../tum/open.ts";
import { Losses, writeDepth, writeInstances, writePicture } from "./frame.ts";
import { levelled } from "./level.ts";
import { oneCamera } from "./one-camera.ts";
import type { Exporter } from "./types.ts";

/** The TUM RGB-D benchmark's lists, with the camera in calibration.txt as ETH3D writes it. */
export const writeTum: Exporter = async ({ capture, frames, folder, done }) => {
  const { fx, fy, cx, cy } = oneCamera(frames, "tum");
  const level = levelled(capture.up);
  for (const part of ["rgb", ...(capture.hasDepth ? ["depth"] : []), ...(capture.instances ? ["instances"] : [])])
    await mkdir(path.join(folder, part));
  const losses = new Losses();
  const [rgb, depth, ids, poses]: string[][] = [
    ["# timestamp filename"],
    ["# timestamp filename"],
    ["# timestamp filename"],
    ["# timestamp tx ty tz qx qy qz qw"],
  ];
  const isTimed = frames.every(({ source }) => source.seconds !== null);
  for (const [i, frame] of frames.entries()) {
    const at = (isTimed ? (frame.source.seconds as number) : i).toFixed(6);
    rgb?.push(`${at} rgb/${await writePicture(path.join(folder, "rgb"), at, frame)}`);
    if (capture.hasDepth && (await writeDepth(path.join(folder, `depth/${at}.png`), frame, UNITS_PER_METRE, losses)))
      depth?.push(`${at} depth/${at}.png`);
    if (capture.instances) {
      await writeInstances(path.join(folder, `instances/${at}.png`), frame);
      ids?.push(`${at} instances/${at}.png`);
    }
    if (frame.geometry.c2w) {
      const m = level(frame.geometry.c2w);
      poses?.push([at, m[3], m[7], m[11], ...quaternionOf(m)].join(" "));
    }
    done();
  }
  const write = (name: string, lines: readonly string[] = []) =>
    writeFile(path.join(folder, name), `${lines.join("\n")}\n`);
  await write("rgb.txt", rgb);
  if (capture.hasDepth) await write("depth.txt", depth);
  if (capture.hasPoses !== false) await write("groundtruth.txt", poses);
  if (capture.instances) {
    await write("instances.txt", ids);
    await write("instances.json", [JSON.stringify(capture.instances, null, 1)]);
  }
  await write("calibration.txt", [[fx, fy, cx - FROM_CENTRE, cy - FROM_CENTRE].join(" ")]);
  const timeless = isTimed ? [] : ["the frames have no times, which the format wants: they are one second apart"];
  return [...timeless, ...losses.lines(65535 / UNITS_PER_METRE)];
};
