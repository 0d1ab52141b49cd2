import { stat } from "node:fs/promises";
import { Lru } from "./lru.ts";

/** All decoded pictures and maps together that are kept for whoever asks next. */
const MOST_BYTES = 256 * 2 ** 20;

const kept = new Lru<string, Promise<unknown>>(MOST_BYTES);
const making = new Map<string, Promise<unknown>>();

/**
 * What was made of a file, made once for all that ask in this process: several questions about one scene, and the
 * steps of each, share it. Nobody may write to it. Another size or time of change makes it anew; a failure is not
 * kept.
 * @param kind What is made, with everything that it depends on besides the file.
 */
export async function decodedOnce<T>(
  kind: string,
  file: string,
  make: () => Promise<T>,
  bytesOf: (made: T) => number,
): Promise<T> {
  // Whoever reads the file says better what is wrong with it.
  const found = await stat(file).catch(() => null);
  if (!found) return make();
  const key = `${kind} ${found.size} ${found.mtimeMs} ${found.ino} ${file}`;
  const known = kept.get(key) ?? making.get(key);
  if (known) return known as Promise<T>;
  const made = make();
  making.set(key, made);
  try {
    kept.set(key, made, bytesOf(await made));
    return await made;
  } finally {
    making.delete(key);
  }
}
