import { chmod, mkdir, mkdtemp, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import type { Reporter } from "../../progress.ts";
import { InputError, type MediaInput } from "../../types.ts";
import { writeColmap } from "./colmap.ts";
import { exportFrame } from "./frame.ts";
import { writeNerfstudio } from "./nerfstudio.ts";
import { writeScannet } from "./scannet.ts";
import { writeTum } from "./tum.ts";
import type { Exporter } from "./types.ts";

const EXPORTERS = { nerfstudio: writeNerfstudio, tum: writeTum, scannet: writeScannet, colmap: writeColmap } as const;

export type CaptureFormatName = keyof typeof EXPORTERS;

export const CAPTURE_FORMATS = Object.keys(EXPORTERS) as readonly CaptureFormatName[];

/**
 * Writes an opened capture into a new folder, in another format. The folder appears whole or not at all. Resolves with
 * what the format cannot hold, one line each; rejects with InputError when the capture cannot be written in it.
 */
export async function convertCapture(
  input: MediaInput,
  folder: string,
  to: CaptureFormatName,
  { onProgress, signal }: { onProgress?: Reporter | undefined; signal?: AbortSignal | undefined } = {},
): Promise<string[]> {
  const { capture, frames, name } = input;
  if (!capture) throw new InputError(`${name} is no capture; name a capture folder (docs/captures.md)`);
  if (capture.hasPoses === false && to !== "tum")
    throw new InputError(`${name} has no poses, and ${to} wants them; only tum can hold depth alone`);
  const target = path.resolve(folder);
  if (await stat(target).catch(() => null))
    throw new InputError(`${folder} exists already; name a folder that does not`);
  const draft = await newFolder(target, folder);
  let written = 0;
  const done = (): void => {
    signal?.throwIfAborted();
    onProgress?.({ task: `writing ${folder}`, done: ++written, total: frames.length, unit: "frames" });
  };
  try {
    const write: Exporter = EXPORTERS[to];
    const lost = await write({ capture, frames: frames.map(exportFrame), folder: draft, done });
    // A folder from mkdtemp is its owner's alone; a capture is as open as other folders.
    await chmod(draft, 0o755);
    await rename(draft, target);
    return lost;
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw error;
  }
}

async function newFolder(target: string, given: string): Promise<string> {
  try {
    await mkdir(path.dirname(target), { recursive: true });
    return await mkdtemp(`${target}.draft-`);
  } catch (error) {
    throw new InputError(
      `${given} cannot be written (${(error as NodeJS.ErrnoException).code}); name a folder that can`,
      "environment",
    );
  }
}
