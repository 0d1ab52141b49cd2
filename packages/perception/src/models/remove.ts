import { existsSync, readdirSync, realpathSync, rmdirSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { InputError } from "@spatialclaw/media";
import { findManifest, isShipped } from "./catalogue.ts";
import { type Located, locateFiles } from "./locate.ts";
import { type Places, placesFrom } from "./places.ts";

/** @returns Bytes that became free. Throws InputError for a model that lies in a folder of the user's own. */
export function removeModel(name: string, places: Places = placesFrom()): number {
  const read = findManifest(name, places);
  const own = path.join(places.models, read.manifest.id);
  if (!isShipped(read.file) && !read.file.startsWith(places.models + path.sep)) {
    const beside = locateFiles(read, places).some(({ spec, bytes }) => spec.source === null && bytes > 0);
    if (beside)
      throw new InputError(
        `${name} lies in a folder of your own, which spatialclaw leaves alone: remove ${path.dirname(read.file)} yourself`,
      );
  }
  let freed = 0;
  for (const located of locateFiles(read, places))
    freed += isInHub(located, places) ? dropSnapshotFile(located.file, places) : 0;
  freed += existsSync(own) ? sizeOf(own) : 0;
  rmSync(own, { recursive: true, force: true });
  return freed;
}

function isInHub({ file }: Located, places: Places): boolean {
  return file.startsWith(places.hub + path.sep);
}

/** The content goes with the last name that leads to it. */
function dropSnapshotFile(file: string, places: Places): number {
  const repo = path.join(places.hub, path.relative(places.hub, file).split(path.sep)[0] as string);
  dropDrafts(path.join(repo, "blobs"));
  if (!existsSync(file)) {
    rmSync(file, { force: true });
    return 0;
  }
  const content = realpathSync(file);
  const { size } = statSync(content);
  rmSync(file);
  dropEmpty(path.dirname(file), repo);
  const isBlob = path.dirname(content) === path.join(realpathSync(repo), "blobs");
  if (!isBlob || isNamed(content, path.join(repo, "snapshots"))) return isBlob ? 0 : size;
  rmSync(content, { force: true });
  return size;
}

function isNamed(content: string, snapshots: string): boolean {
  if (!existsSync(snapshots)) return false;
  return readdirSync(snapshots, { recursive: true, withFileTypes: true }).some((entry) => {
    const at = path.join(entry.parentPath, entry.name);
    return !entry.isDirectory() && existsSync(at) && realpathSync(at) === content;
  });
}

function dropDrafts(blobs: string): void {
  if (!existsSync(blobs)) return;
  for (const name of readdirSync(blobs))
    if (name.endsWith(".spatialclaw.incomplete")) rmSync(path.join(blobs, name), { force: true });
}

function dropEmpty(folder: string, top: string): void {
  for (let at = folder; at !== top && at.startsWith(top); at = path.dirname(at)) {
    if (readdirSync(at).length > 0) return;
    rmdirSync(at);
  }
}

function sizeOf(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(path.join(entry.parentPath, entry.name)).size, 0);
}
