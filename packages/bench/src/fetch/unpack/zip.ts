import { fromRandomAccessReaderPromise, type Entry as ZipEntry, type ZipFile } from "yauzl";
import { type Entry, isClutter } from "./entry.ts";
import { JoinedFiles } from "./joined.ts";

/** The kind of a file, in what Unix systems note of it. */
const KIND = 0o170000;
const LINK = 0o120000;
const PLAIN = 0o100000;

export interface Zip extends AsyncDisposable {
  readonly entries: readonly Entry[];
  /** Links and the like, which are left out. */
  readonly leftOut: number;
}

/** Reads the list of a zip. Rejects where it is none, or where a name in it leads out of a folder. */
export async function openZip(files: readonly string[]): Promise<Zip> {
  const reader = new JoinedFiles(files);
  const zip = await fromRandomAccessReaderPromise(reader, reader.size, { lazyEntries: true, autoClose: false });
  const entries: Entry[] = [];
  let leftOut = 0;
  for await (const entry of zip.eachEntry()) {
    const kind = (entry.externalFileAttributes >>> 16) & KIND;
    if (entry.fileName.endsWith("/") || isClutter(entry.fileName)) continue;
    if (kind === LINK || (kind !== 0 && kind !== PLAIN)) leftOut++;
    else entries.push(entryOf(zip, entry));
  }
  return { entries, leftOut, [Symbol.asyncDispose]: async () => zip.close() };
}

const entryOf = (zip: ZipFile, entry: ZipEntry): Entry => ({
  path: entry.fileName,
  bytes: entry.uncompressedSize,
  crc32: entry.crc32,
  open: () => zip.openReadStreamPromise(entry),
});
