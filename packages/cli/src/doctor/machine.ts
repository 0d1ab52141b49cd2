import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { statfs } from "node:fs/promises";
import { totalmem } from "node:os";
import path from "node:path";
import { type Check, fail, ok, warn } from "./types.ts";

const GB = 1e9;
const OLDEST_NODE = 24;
/** One session with room for its pictures. */
const ENOUGH_MEMORY = 1.5 * GB;
const ENOUGH_DISK = 1 * GB;

export function checkNode(): Check {
  const name = "node";
  const { version } = process;
  const details = { version, platform: process.platform, arch: process.arch, execPath: process.execPath };
  const message = `${version} on ${process.platform}-${process.arch}`;
  if (Number.parseInt(process.versions.node, 10) >= OLDEST_NODE) return ok(name, message, details);
  return fail(name, message, `install Node ${OLDEST_NODE} or newer`, details);
}

/** What this process may still take, also in a container. */
export function checkMemory(): Check {
  const name = "memory";
  const free = process.availableMemory();
  const limit = process.constrainedMemory();
  const total = limit > 0 && limit < totalmem() ? limit : totalmem();
  const message = `${gigabytes(free)} free of ${gigabytes(total)}`;
  const details = { freeBytes: free, totalBytes: total };
  if (free >= ENOUGH_MEMORY) return ok(name, message, details);
  return warn(name, message, `a session may take ${gigabytes(ENOUGH_MEMORY)}: close other programs`, details);
}

/**
 * Whether a run's folder can be made, and the room on that disk.
 * @param out The folder of a run, or the folder that holds them; it need not exist.
 */
export async function checkDisk(out: string): Promise<Check> {
  const name = "output folder";
  const folder = path.resolve(out);
  const existing = firstExisting(folder);
  try {
    rmSync(mkdtempSync(path.join(existing, ".spatialclaw-doctor-")), { recursive: true });
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? String(error.code) : String(error);
    return fail(name, `cannot write to ${existing} (${reason})`, "name a folder you may write to with --out", {
      folder,
    });
  }
  const { bavail, bsize } = await statfs(existing);
  const free = bavail * bsize;
  const message = `${folder} can be written, ${gigabytes(free)} free`;
  if (free >= ENOUGH_DISK) return ok(name, message, { folder, freeBytes: free });
  return warn(name, message, "make room, or name a folder on another disk with --out", { folder, freeBytes: free });
}

function firstExisting(folder: string): string {
  let at = folder;
  while (!existsSync(at) && path.dirname(at) !== at) at = path.dirname(at);
  return at;
}

function gigabytes(bytes: number): string {
  return `${(bytes / GB).toFixed(1)} GB`;
}
