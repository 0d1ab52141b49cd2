import { createHash } from "node:crypto";
import { lstat, stat } from "node:fs/promises";
import path from "node:path";
import { feedFile, gitHash, type TreeFile } from "@spatialclaw/hub";
import { InputError } from "@spatialclaw/media";
import type { Card } from "../benchmark/card.ts";
import { byCodePoint } from "../python/text.ts";
import { type ArchiveName, archiveName, isVolume } from "./archive-name.ts";
import type { FetchRecord } from "./record.ts";

/** An archive with its parts, in order. */
export interface Archive extends ArchiveName {
  readonly parts: readonly TreeFile[];
  /** Names the content of all parts. */
  readonly id: string;
}

export interface FetchPlan {
  /** That are not in the data set's folder yet, or are others now. */
  readonly files: readonly TreeFile[];
  /** That were not unpacked yet. */
  readonly archives: readonly Archive[];
  /** Files that are there and right, with the hub's names of their contents. */
  readonly there: Readonly<Record<string, string>>;
  /** Lines about what the card names and the repository lacks. */
  readonly problems: readonly string[];
  /** How many there are altogether, with those that need no work. */
  readonly all: number;
}

/** Of what a repository has so many names are told. */
const SHOWN = 12;

/** The hub's name for a file's content. */
export const idOf = ({ sha256, oid }: TreeFile): string => sha256 ?? oid;

/** What a benchmark needs of a repository. Rejects with InputError when a file of the user's is in the way. */
export async function planFetch(
  card: Card,
  root: string,
  tree: readonly TreeFile[],
  record: FetchRecord,
): Promise<FetchPlan> {
  const wanted = wantedOf(card, tree);
  const archives = archivesIn(wanted);
  const plain = wanted.filter((file) => archiveName(file.path) === null);
  const files: TreeFile[] = [];
  for (const file of plain) if (await isWanted(file, path.join(root, file.path), record)) files.push(file);
  const missing = new Set(files);
  return {
    files,
    there: Object.fromEntries(plain.filter((file) => !missing.has(file)).map((file) => [file.path, idOf(file)])),
    archives: archives.filter(({ name, id }) => record.unpacked[name] !== id),
    problems: unmatched(card, tree),
    all: plain.length + archives.length,
  };
}

function wantedOf({ annotations, fetch, dataset }: Card, tree: readonly TreeFile[]): TreeFile[] {
  const fits = (pattern: string) => (file: TreeFile) => path.posix.matchesGlob(file.path, pattern);
  // Of alternatives the first that exists counts; one inside an archive is in no tree.
  const questions = annotations.flatMap((entry) => {
    const found = [entry].flat().map((pattern) => tree.filter(fits(pattern)));
    return found.find((files) => files.length > 0) ?? [];
  });
  const others = fetch.files.flatMap((pattern) => tree.filter(fits(pattern)));
  const wanted = [...new Set([...questions, ...others])];
  if (wanted.length === 0)
    throw new InputError(
      `the repository ${dataset.id} has none of the files that its card names (${fetch.files.join(", ")}): it has changed; name another revision or other files in a JSON file of your own`,
      "environment",
    );
  const volume = wanted.find((file) => isVolume(file.path));
  if (volume)
    throw new InputError(
      `${volume.path} is a volume of a zip in several volumes, which cannot be unpacked here; do it with 7z and give the folder by --data`,
      "environment",
    );
  return wanted;
}

/** A card may be out of date, or was never right. */
function unmatched({ fetch, dataset }: Card, tree: readonly TreeFile[]): string[] {
  const missed = fetch.files.filter((pattern) => !tree.some((file) => path.posix.matchesGlob(file.path, pattern)));
  if (missed.length === 0) return [];
  const names = [...new Set(tree.map((file) => file.path.split("/")[0]))];
  const more = names.length > SHOWN ? ", …" : "";
  return [
    `${dataset.id} has no ${missed.join(", ")}, which the card names; it has ${names.slice(0, SHOWN).join(", ")}${more}`,
  ];
}

function archivesIn(wanted: readonly TreeFile[]): Archive[] {
  const groups = new Map<string, ArchiveName & { parts: TreeFile[] }>();
  for (const file of wanted) {
    const named = archiveName(file.path);
    if (!named) continue;
    const group = groups.get(named.name);
    if (group) group.parts.push(file);
    else groups.set(named.name, { ...named, parts: [file] });
  }
  return [...groups.values()].map(({ name, kind, parts }) => {
    const inOrder = parts.sort((a, b) => byCodePoint(a.path, b.path));
    return { name, kind, parts: inOrder, id: inOrder.map(idOf).join(" ") };
  });
}

/** A file that is there and right stays; one that this command brought may be replaced, one of the user's may not. */
async function isWanted(file: TreeFile, at: string, { files }: FetchRecord): Promise<boolean> {
  const there = await lstat(at).catch(() => null);
  if (!there) return true;
  const before = files[file.path];
  if (before === idOf(file) && (await isWhole(file, at))) return false;
  if (before !== undefined) return true;
  if (await hasContent(file, at)) return false;
  throw new InputError(
    `${at} is another file than the hub has; move it away, or name another folder by --data`,
    "environment",
  );
}

/** A link may lead to what somebody has removed from the hub's cache. */
async function isWhole({ bytes }: TreeFile, at: string): Promise<boolean> {
  return (await stat(at).catch(() => null))?.size === bytes;
}

async function hasContent({ sha256, oid, bytes }: TreeFile, at: string): Promise<boolean> {
  try {
    const hash = sha256 === null ? gitHash(bytes) : createHash("sha256");
    const size = await feedFile([hash], at);
    return size === bytes && hash.digest("hex") === (sha256 ?? oid);
  } catch {
    return false;
  }
}
