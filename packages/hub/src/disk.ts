import { statfs } from "node:fs/promises";
import path from "node:path";
import { InputError } from "@spatialclaw/media";
import type { Advice } from "./wanted.ts";

/** Rejects with InputError when a disk cannot take so many bytes more. */
export async function noRoom(file: string, bytes: number, { disk }: Advice): Promise<void> {
  const folder = path.dirname(file);
  const free = await statfs(folder)
    .then(({ bavail, bsize }) => bavail * bsize)
    .catch(() => Number.POSITIVE_INFINITY);
  if (free < bytes)
    throw new InputError(
      `${folder} has room for ${megabytes(free)} more, ${megabytes(bytes)} are needed; make room, or ${disk}`,
      "environment",
    );
}

/** A failed write as one line; what was written stays, to be continued. */
export function writeFailure(error: unknown, file: string, { disk }: Advice): Error {
  const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
  const folder = path.dirname(file);
  if (code === "ENOSPC" || code === "EDQUOT" || code === "EFBIG")
    return new InputError(
      `${folder} takes no more bytes (${code}): make room, or ${disk}; the same command then goes on`,
      "environment",
    );
  return new InputError(`cannot write ${file}: ${code}`, "environment");
}

export function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
