import path from "node:path";
import { type Advice, isInside, noRoom, writeFailure } from "@spatialclaw/hub";
import { InputError, type Reporter } from "@spatialclaw/media";
import { mapConcurrently } from "../../synth/concurrent.ts";
import type { ArchiveName } from "../archive-name.ts";
import type { Entry } from "./entry.ts";
import { type Fit, fit, fitted } from "./fit.ts";
import { walkTar } from "./tar.ts";
import { writeEntry } from "./write-entry.ts";
import { openZip } from "./zip.ts";

/** Files of a zip that are written at once: frames are many and small. */
const LANES = 8;

export interface UnpackOptions {
  /** Files that samples need, relative to `root`. */
  readonly needed: ReadonlySet<string>;
  /** Below `root`, unless what is needed says otherwise. */
  readonly folder: string;
  readonly advice: Advice;
  readonly notice: (line: string) => void;
  readonly report?: Reporter | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Unpacks an archive into a data set's folder: files only, none of them outside. Rejects with InputError, for a zip
 * before anything is written, where a path in it would lead out. Not defended: a tar may fill the disk, as its sizes are
 * only known at its end; the folder's own links, which are the user's, are followed.
 * @param parts Of the archive, in order. @returns How many files it has.
 */
export async function unpack(
  { name, kind }: ArchiveName,
  parts: readonly string[],
  root: string,
  options: UnpackOptions,
): Promise<number> {
  try {
    const { files, leftOut } = await (kind === "zip" ? fromZip : fromTar)(name, parts, root, options);
    if (leftOut > 0) options.notice(`${name}: ${leftOut} links and the like were left out`);
    return files;
  } catch (error) {
    options.signal?.throwIfAborted();
    if (error instanceof InputError) throw error;
    if (error instanceof Error && "syscall" in error) throw writeFailure(error, path.join(root, name), options.advice);
    const reason = error instanceof Error ? error.message : String(error);
    throw new InputError(`${name} cannot be unpacked: ${reason}; do it by hand and give the folder by --data`);
  }
}

async function fromZip(name: string, parts: readonly string[], root: string, options: UnpackOptions) {
  const { needed, folder, advice, report, signal } = options;
  await using zip = await openZip(parts);
  const { entries, leftOut } = zip;
  for (const entry of entries) checkPlace(name, entry);
  const total = entries.reduce((sum, { bytes }) => sum + bytes, 0);
  await noRoom(path.join(root, "file"), total, advice);
  const where = fit(
    entries.map((entry) => plain(entry.path)),
    needed,
    folder,
  );
  let done = 0;
  await mapConcurrently(entries, LANES, async (entry) => {
    signal?.throwIfAborted();
    await write(entry, root, where, signal);
    done += entry.bytes;
    report?.({ task: `unpacking ${name}`, done, total, unit: "bytes" });
  });
  return { files: entries.length, leftOut };
}

/** The list of a tar is only known at its end: its files go where the card says. */
async function fromTar(name: string, parts: readonly string[], root: string, options: UnpackOptions) {
  const { folder, report, signal } = options;
  let [files, done] = [0, 0];
  const leftOut = await walkTar(
    parts,
    async (entry) => {
      checkPlace(name, entry);
      await write(entry, root, { folder, strip: 0 }, signal);
      files++;
      done += entry.bytes;
      report?.({ task: `unpacking ${name}`, done, total: null, unit: "bytes" });
    },
    signal,
  );
  return { files, leftOut };
}

async function write(entry: Entry, root: string, where: Fit, signal: AbortSignal | undefined): Promise<void> {
  const place = fitted(plain(entry.path), where);
  if (place !== null) await writeEntry(entry, path.join(root, place), signal);
}

function checkPlace(name: string, { path: place }: Entry): void {
  if (isInside(plain(place))) return;
  throw new InputError(
    `${name} holds the file ${JSON.stringify(place)}, which would lie outside of the data set's folder; it is not unpacked`,
    "environment",
  );
}

/** tar likes to write `./` in front. */
const plain = (place: string): string => place.replace(/^(?:\.\/)+/, "");
