import { chmod, mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import sharp from "sharp";
import type { RenderedFrame, Scene } from "./types.ts";

/**
 * Writes a scene's frames as a capture folder: transforms.json (nerfstudio's convention), colour as JPEG, depth as
 * 16-bit PNG in millimetres, instance ids as 8-bit PNG. The folder appears whole or not at all, in place of an older
 * one. What is true of the scene beyond that is not in it.
 */
export async function writeCapture(folder: string, scene: Scene, frames: readonly RenderedFrame[]): Promise<void> {
  const target = path.resolve(folder);
  await mkdir(path.dirname(target), { recursive: true });
  const draft = await mkdtemp(`${target}.draft-`);
  try {
    for (const part of ["images", "depth", "instances"]) await mkdir(path.join(draft, part));
    for (const [i, frame] of frames.entries()) await writeFrame(draft, names(i), frame);
    await writeFile(path.join(draft, "transforms.json"), `${JSON.stringify(transforms(scene, frames), null, 1)}\n`);
    // A folder from mkdtemp is its owner's alone; a capture is as open as other folders.
    await chmod(draft, 0o755);
    await rm(target, { recursive: true, force: true });
    await rename(draft, target);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw error;
  }
}

interface FrameNames {
  readonly image: string;
  readonly depth: string;
  readonly instances: string;
}

function names(index: number): FrameNames {
  const name = `frame_${String(index).padStart(3, "0")}`;
  return { image: `images/${name}.jpg`, depth: `depth/${name}.png`, instances: `instances/${name}.png` };
}

function transforms(scene: Scene, frames: readonly RenderedFrame[]): object {
  const first = scene.cameras[0];
  if (!first) throw new Error(`scene ${scene.seed} has no cameras: a capture needs at least one`);
  const { fx, fy, cx, cy, width, height } = first.intrinsics;
  return {
    fl_x: fx,
    fl_y: fy,
    cx,
    cy,
    w: width,
    h: height,
    up: [0, 0, 1],
    instances: scene.objects.map(({ id, label }) => ({ id, label })),
    frames: frames.map((_, i) => {
      const { image, depth, instances } = names(i);
      const { c2w: m, seconds } = scene.cameras[i]!;
      return {
        file_path: image,
        transform_matrix: [0, 4, 8, 12].map((row) => m.slice(row, row + 4)),
        depth_file_path: depth,
        instances_file_path: instances,
        ...(seconds === undefined ? {} : { time: seconds }),
      };
    }),
  };
}

async function writeFrame(folder: string, to: FrameNames, frame: RenderedFrame): Promise<void> {
  const { width, height } = frame;
  await sharp(frame.rgb, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 92 })
    .toFile(path.join(folder, to.image));
  await writeGrey16(path.join(folder, to.depth), Uint16Array.from(frame.depth, millimetres), width, height);
  await sharp(Uint8Array.from(frame.ids, byte), { raw: { width, height, channels: 1 } })
    .toColourspace("b-w")
    .png({ compressionLevel: 9 })
    .toFile(path.join(folder, to.instances));
}

/** A 16-bit greyscale PNG; sharp takes the depth of the samples from the array's type. */
export async function writeGrey16(file: string, values: Uint16Array, width: number, height: number): Promise<void> {
  await sharp(values, { raw: { width, height, channels: 1 } })
    .toColourspace("grey16")
    .png({ compressionLevel: 9, adaptiveFiltering: true })
    .toFile(file);
}

function millimetres(metres: number): number {
  const value = Math.round(metres * 1000);
  if (value > 65535) throw new Error(`depth ${metres} m does not fit 16 bits of millimetres, 65.535 m at most`);
  return value;
}

function byte(id: number): number {
  if (id > 255) throw new Error(`instance id ${id} does not fit 8 bits, 255 at most`);
  return id;
}
