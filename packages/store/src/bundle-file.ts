import { randomUUID } from "node:crypto";
import { mkdir, open, readFile, rename, rm } from "node:fs/promises";
import path from "node:path";
import { packed, unpacked } from "./bundle-format.ts";

/**
 * Writes a plain value with typed arrays to a file, which is there whole or not at all; folders above it are created.
 * Throws TypeError for what is no plain value; rejects with the system's error when the disk refuses it.
 */
export async function writeBundle(file: string, value: unknown): Promise<void> {
  const pieces = packed(value);
  const folder = path.dirname(file);
  const draft = path.join(folder, `${randomUUID()}.draft`);
  await mkdir(folder, { recursive: true });
  try {
    const handle = await open(draft, "wx");
    try {
      await handle.writev(pieces);
    } finally {
      await handle.close();
    }
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

/** null for a file that is damaged or of another format; rejects with the system's error when it cannot be read. */
export async function readBundle(file: string): Promise<{ readonly value: unknown } | null> {
  const bytes = await readFile(file);
  // Arrays are views of the file's bytes: those must begin where any element may.
  return unpacked(bytes.byteOffset % 8 === 0 ? bytes : new Uint8Array(bytes));
}
