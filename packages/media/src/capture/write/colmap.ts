import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { Pose } from "@spatialclaw/geometry";
import { quaternionOf } from "../rigid.ts";
import { writePicture } from "./frame.ts";
import type { Exporter } from "./types.ts";

/** A text model in sparse/0 beside the pictures: cameras and poses, no points. */
export const writeColmap: Exporter = async ({ capture, frames, folder, done }) => {
  await mkdir(path.join(folder, "images"));
  const model = path.join(folder, "sparse/0");
  await mkdir(model, { recursive: true });
  const cameras = new Map<string, number>();
  const images: string[] = ["# IMAGE_ID QW QX QY QZ TX TY TZ CAMERA_ID NAME"];
  for (const [i, frame] of frames.entries()) {
    const { fx, fy, cx, cy, width, height } = frame.camera;
    const line = `PINHOLE ${width} ${height} ${fx} ${fy} ${cx} ${cy}`;
    const camera = cameras.get(line) ?? cameras.size + 1;
    cameras.set(line, camera);
    const name = await writePicture(path.join(folder, "images"), `frame_${String(i).padStart(4, "0")}`, frame);
    const { matrix } = Pose.fromMatrix(frame.geometry.c2w ?? []).inverse();
    const [x, y, z, w] = quaternionOf(matrix);
    // The second line of a picture lists its points.
    images.push([i + 1, w, x, y, z, matrix[3], matrix[7], matrix[11], camera, name].join(" "), "");
    done();
  }
  const lines = [...cameras].map(([line, id]) => `${id} ${line}`);
  await writeFile(
    path.join(model, "cameras.txt"),
    `${["# CAMERA_ID MODEL WIDTH HEIGHT PARAMS", ...lines].join("\n")}\n`,
  );
  await writeFile(path.join(model, "images.txt"), `${images.join("\n")}\n`);
  await writeFile(path.join(model, "points3D.txt"), "# no points: converted from a capture\n");
  const lost = [...(capture.hasDepth ? ["depth"] : []), ...(capture.instances ? ["object masks"] : [])];
  return lost.length > 0 ? [`the format has no ${lost.join(" and no ")}: left out`] : [];
};
