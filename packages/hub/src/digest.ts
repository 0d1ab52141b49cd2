import { createHash, type Hash } from "node:crypto";
import { open } from "node:fs/promises";

const CHUNK = 1 << 20;

export interface DigestOptions {
  /** Throws to stop. */
  readonly check?: () => void;
  readonly onBytes?: (done: number) => void;
}

/** SHA-256 of a file, hexadecimal. Other work goes on meanwhile. */
export async function sha256Of(file: string, options: DigestOptions = {}): Promise<string> {
  const hash = createHash("sha256");
  await feedFile([hash], file, options);
  return hash.digest("hex");
}

/** Feeds a file to hashes. @returns its size. */
export async function feedFile(
  hashes: readonly Hash[],
  file: string,
  { check, onBytes }: DigestOptions = {},
): Promise<number> {
  const handle = await open(file, "r");
  try {
    const buffer = Buffer.allocUnsafe(CHUNK);
    let done = 0;
    for (;;) {
      check?.();
      const { bytesRead } = await handle.read(buffer, 0, CHUNK, done);
      if (bytesRead === 0) return done;
      for (const hash of hashes) hash.update(buffer.subarray(0, bytesRead));
      done += bytesRead;
      onBytes?.(done);
    }
  } finally {
    await handle.close();
  }
}

/** How git names a file's content: what the hub has for files that are not in large-file storage. */
export function gitHash(bytes: number): Hash {
  return createHash("sha1").update(`blob ${bytes}\0`);
}
