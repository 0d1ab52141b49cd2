import { Parser, type ReadEntry } from "tar";
import { type Entry, isClutter } from "./entry.ts";
import { JoinedFiles } from "./joined.ts";

const PLAIN: ReadonlySet<string> = new Set(["File", "OldFile", "ContiguousFile"]);
const SILENT: ReadonlySet<string> = new Set(["Directory", "GNUDumpDir"]);

/**
 * Walks through a tar, compressed or not: `visit` gets one file after the other, and may leave one unread.
 * @returns How many links and the like were left out. Rejects where the archive is broken, and as `visit` does.
 */
export async function walkTar(
  files: readonly string[],
  visit: (entry: Entry) => Promise<void>,
  signal?: AbortSignal,
): Promise<number> {
  let leftOut = 0;
  let last: Promise<void> = Promise.resolve();
  const source = new JoinedFiles(files).stream();
  const { promise: ended, resolve, reject } = Promise.withResolvers<void>();
  const stop = (error: unknown): void => {
    reject(error);
    source.destroy();
  };
  const parser = new Parser({
    strict: true,
    onReadEntry(entry: ReadEntry) {
      if (!PLAIN.has(entry.type) && !SILENT.has(entry.type)) leftOut++;
      if (!PLAIN.has(entry.type) || isClutter(entry.path)) entry.resume();
      else last = visit(entryOf(entry)).then(() => void entry.resume(), stop);
    },
  });
  const onAbort = () => stop(signal?.reason);
  signal?.addEventListener("abort", onAbort);
  source.on("error", stop);
  parser.on("error", stop);
  parser.on("end", resolve);
  try {
    source.on("data", (chunk: Buffer) => {
      if (!parser.write(chunk)) source.pause();
    });
    parser.on("drain", () => source.resume());
    source.on("end", () => parser.end());
    await ended;
    await last;
    return leftOut;
  } finally {
    signal?.removeEventListener("abort", onAbort);
  }
}

const entryOf = (entry: ReadEntry): Entry => ({
  path: entry.path,
  bytes: entry.size,
  crc32: null,
  open: async () => entry,
});
