import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import path from "node:path";
import { type HubPlaces, isInside, type Repo, repoFolder, type TreeFile } from "@spatialclaw/hub";

export interface Snapshot {
  readonly commit: string;
  readonly folder: string;
  readonly tree: readonly TreeFile[];
}

/** What the hub's cache has of a repository at a revision, for work without a network; null: nothing. */
export function cachedSnapshot(repo: Repo, revision: string, places: HubPlaces): Snapshot | null {
  const at = repoFolder(repo, places);
  const ref = path.join(at, "refs", revision);
  const commit = existsSync(ref) ? readFileSync(ref, "utf8").trim() : revision;
  const folder = path.join(at, "snapshots", commit);
  if (!isInside(commit) || !existsSync(folder)) return null;
  const tree = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => ({ name: name.split(path.sep).join("/"), at: path.join(folder, name) }))
    .filter(({ at }) => statSync(at, { throwIfNoEntry: false })?.isFile())
    .map(({ name, at }) => fileOf(name, at));
  return { commit, folder, tree };
}

/** Contents in the cache are called as the hub calls them. */
function fileOf(name: string, at: string): TreeFile {
  const blob = path.basename(realpathSync(at));
  const sha256 = /^[0-9a-f]{64}$/.test(blob) ? blob : null;
  return { path: name, bytes: statSync(at).size, sha256, oid: blob };
}
