import type { DiskCache } from "../cache/disk-cache.ts";
import type { VideoIndex } from "./index-types.ts";

/** Changes with the form of the index and with what is in it. */
const VERSION = "v1";

/** The frame times of a file whose content is named by `key`: from an earlier run where it left them. */
export async function storedIndex(
  key: string,
  disk: DiskCache | null,
  read: () => Promise<VideoIndex>,
): Promise<VideoIndex> {
  const name = `${key}-${VERSION}.times.json`;
  const known = await disk?.get(name);
  const parsed = known ? parse(known) : null;
  if (parsed) return parsed;
  const index = await read();
  await disk?.put(name, Buffer.from(JSON.stringify(index)));
  return index;
}

function parse(bytes: Uint8Array): VideoIndex | null {
  try {
    const index = JSON.parse(Buffer.from(bytes).toString()) as VideoIndex;
    return index.pts.length > 0 ? index : null;
  } catch {
    return null;
  }
}
