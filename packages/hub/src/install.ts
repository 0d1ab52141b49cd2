import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { copyFile, link, lstat, mkdir, readdir, rename, rm, symlink } from "node:fs/promises";
import path from "node:path";
import { sha256Of } from "./digest.ts";
import { writeFailure } from "./disk.ts";
import { type Downloaded, type DownloadOptions, download } from "./download.ts";
import { withLock } from "./file-lock.ts";
import type { HubPlaces } from "./places.ts";
import type { Remote } from "./remote.ts";
import { type Advice, type Repo, repoFolder, repoOf, type Wanted } from "./wanted.ts";

export interface InstallOptions extends DownloadOptions {
  readonly notice: (line: string) => void;
}

/** Where an unfinished download lies; it has its own name so that other programs of the hub leave it alone. */
const PARTIAL = ".spatialclaw.incomplete";

/**
 * Brings one file to its place, whole or not at all. Two processes do not get in each other's way: the later one waits
 * and then finds the file.
 * @param target Where it is looked for; of a repository a link in a snapshot of the hub's cache.
 */
export async function install(
  spec: Wanted,
  remote: Remote,
  target: string,
  options: InstallOptions,
): Promise<Downloaded> {
  const repo = repoOf(spec);
  const store = repo ? blobFile(spec, repo, remote, options.places) : target;
  const partial = repo ? `${store}${PARTIAL}` : `${target}.${shortHash(remote.etag ?? String(remote.bytes))}${PARTIAL}`;
  await makeFolder(path.dirname(store), options.advice);
  const lock = repo ? lockFile(repo, store, options.places) : `${target}.lock`;
  const onWait = () => options.notice(`another process is fetching ${spec.path}; waiting for it`);
  return withLock(
    lock,
    async () => {
      const got = existsSync(store) ? await whole(spec, remote, store) : null;
      const done = got ?? (await fetched(spec, remote, partial, store, options));
      if (repo) await point(target, store, options.advice);
      return done;
    },
    { signal: options.signal, onWait },
  );
}

async function fetched(spec: Wanted, remote: Remote, partial: string, store: string, options: InstallOptions) {
  const done = await download(spec, remote, partial, options);
  await rename(partial, store);
  if (repoOf(spec) === null) await dropOldPartials(store);
  return done;
}

/** What is there already; null when it is not what it should be, and then it goes. */
async function whole(spec: Wanted, remote: Remote, store: string): Promise<Downloaded | null> {
  const { size: bytes } = await lstat(store);
  const sha256 = await sha256Of(store);
  const named = /^[0-9a-f]{64}$/.test(remote.etag ?? "") && remote.etag !== sha256;
  const wrong =
    (remote.bytes !== null && remote.bytes !== bytes) || (spec.sha256 !== null && spec.sha256 !== sha256) || named;
  if (!wrong) return { sha256, bytes };
  await rm(store, { force: true });
  return null;
}

/** The hub's cache keeps contents under their etag. */
function blobFile(spec: Wanted, repo: Repo, { etag }: Remote, places: HubPlaces): string {
  const name = etag !== null && /^[\w-]+$/.test(etag) ? etag : (spec.sha256 ?? shortHash(`${etag} ${spec.path}`));
  return path.join(repoFolder(repo, places), "blobs", name);
}

function lockFile(repo: Repo, store: string, places: HubPlaces): string {
  return path.join(
    places.hub,
    ".locks",
    path.basename(repoFolder(repo, places)),
    `${path.basename(store)}.spatialclaw.lock`,
  );
}

/** The name of the file in its snapshot leads to its content. */
async function point(target: string, store: string, advice: Advice): Promise<void> {
  await makeFolder(path.dirname(target), advice);
  if (existsSync(target)) return;
  await rm(target, { force: true });
  try {
    await symlink(path.relative(path.dirname(target), store), target);
  } catch {
    // Windows wants a right for it that few users have.
    await link(store, target).catch(() => copyFile(store, target));
  }
}

/** Of a file over plain http: drafts of what was there before under the same address. */
async function dropOldPartials(store: string): Promise<void> {
  const folder = path.dirname(store);
  const name = path.basename(store);
  for (const file of await readdir(folder))
    if (file.startsWith(`${name}.`) && file.endsWith(PARTIAL)) await rm(path.join(folder, file), { force: true });
}

async function makeFolder(folder: string, advice: Advice): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    throw writeFailure(error, path.join(folder, "file"), advice);
  }
}

function shortHash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}
