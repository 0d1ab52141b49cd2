import { writeFile } from "node:fs/promises";
import path from "node:path";
import { encodeGrey16 } from "../../images.ts";
import type { DepthMap, FrameGeometry, Intrinsics, SourceFrame } from "../../types.ts";

/** A frame of a capture as exporters write it: depth and ids as large as the picture, and the camera of that size. */
export interface ExportFrame {
  readonly source: SourceFrame;
  readonly geometry: FrameGeometry;
  readonly camera: Intrinsics;
}

/** What was left out or changed on the way; one line each goes to the user. */
export class Losses {
  /** Depth that the format's units cannot hold, in pixels. */
  tooFar = 0;
  resized = 0;

  lines(mostMetres: number): string[] {
    const lines: string[] = [];
    if (this.tooFar > 0)
      lines.push(
        `${this.tooFar} pixels are farther than ${mostMetres.toFixed(1)} m, which the format cannot hold: they count as not measured`,
      );
    if (this.resized > 0)
      lines.push(`depth of ${this.resized} frames was resized to the size of the pictures, by the nearest pixel`);
    return lines;
  }
}

export function exportFrame(source: SourceFrame): ExportFrame {
  const geometry = source.geometry as FrameGeometry;
  const { width, height } = source;
  const { fx, fy, cx, cy, width: w, height: h } = geometry.intrinsics;
  const camera = {
    fx: (fx * width) / w,
    fy: (fy * height) / h,
    cx: (cx * width) / w,
    cy: (cy * height) / h,
    width,
    height,
  };
  return { source, geometry, camera };
}

/** Writes the picture under that name and an ending of its own, which it returns. */
export async function writePicture(folder: string, name: string, { source }: ExportFrame): Promise<string> {
  const { mime, bytes } = await source.encoded();
  const file = `${name}.${mime === "image/jpeg" ? "jpg" : mime.slice("image/".length)}`;
  await writeFile(path.join(folder, file), bytes);
  return file;
}

/** As 16-bit PNG; true when the frame has depth. */
export async function writeDepth(
  file: string,
  frame: ExportFrame,
  unitsPerMetre: number,
  losses: Losses,
): Promise<boolean> {
  const depth = await frame.geometry.depth();
  if (!depth) return false;
  const { width, height } = frame.camera;
  if (depth.width !== width || depth.height !== height) losses.resized++;
  const units = new Uint16Array(width * height);
  for (let i = 0; i < units.length; i++) {
    const value = Math.round(nearest(depth, i, width, height) * unitsPerMetre);
    if (value > 65535) losses.tooFar++;
    else if (value > 0) units[i] = value;
  }
  await writeFile(file, await encodeGrey16(width, height, units));
  return true;
}

export async function writeInstances(file: string, { geometry }: ExportFrame): Promise<void> {
  const map = await geometry.instances();
  if (map) await writeFile(file, await encodeGrey16(map.width, map.height, map.data));
}

function nearest({ width: w, height: h, data }: DepthMap, i: number, width: number, height: number): number {
  const [x, y] = [i % width, Math.floor(i / width)];
  return data[Math.floor(((y + 0.5) * h) / height) * w + Math.floor(((x + 0.5) * w) / width)] as number;
}
