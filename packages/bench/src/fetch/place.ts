import { copyFile, link, mkdir, realpath, rename, rm, symlink } from "node:fs/promises";
import path from "node:path";

/**
 * Puts a file of the hub's cache into a data set's folder, without a second copy of its bytes where that can be: by a
 * hard link, which outlives the cache, else by a symbolic one.
 */
export async function place(cached: string, target: string): Promise<void> {
  const content = await realpath(cached);
  const draft = `${target}${DRAFT}`;
  await mkdir(path.dirname(target), { recursive: true });
  await rm(draft, { force: true });
  await link(content, draft)
    .catch(() => symlink(content, draft))
    .catch(() => copyFile(content, draft));
  await rename(draft, target);
}

/** What is not whole yet ends so. */
export const DRAFT = ".spatialclaw-draft";
