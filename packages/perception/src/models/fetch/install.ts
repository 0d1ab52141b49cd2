import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { copyFile, link, lstat, mkdir, readdir, rename, rm, symlink } from "node:fs/promises";
import path from "node:path";
import type { BundleFile } from "../../onnx/manifest/index.ts";
import { sha256Of } from "../digest.ts";
import { repoFolder } from "../locate.ts";
import type { Places } from "../places.ts";
import { writeFailure } from "./disk.ts";
import { type Downloaded, type DownloadOptions, download } from "./download.ts";
import { withLock } from "./file-lock.ts";
import type { Remote } from "./remote.ts";

export interface InstallOptions extends DownloadOptions {
  readonly notice: (line: string) => void;
}

/** Where an unfinished download lies; it has its own name so that other programs of the hub leave it alone. */
const PARTIAL = ".spatialclaw.incomplete";

/**
 * Brings one file to its place, whole or not at all. Two processes do not get in each other's way: the later one waits
 * and then finds the file.
 * @param target As locate.ts says.
 */
export async function install(
  spec: BundleFile,
  remote: Remote,
  target: string,
  options: InstallOptions,
): Promise<Downloaded> {
  const isHub = spec.source !== null && "repo" in spec.source;
  const store = isHub ? blobFile(spec, remote, options.places) : target;
  const partial = isHub
    ? `${store}${PARTIAL}`
    : `${target}.${shortHash(remote.etag ?? String(remote.bytes))}${PARTIAL}`;
  await makeFolder(path.dirname(store));
  const lock = isHub ? lockFile(spec, store, options.places) : `${target}.lock`;
  const onWait = () => options.notice(`another process is fetching ${spec.path}; waiting for it`);
  return withLock(
    lock,
    async () => {
      const got = existsSync(store) ? await whole(spec, remote, store) : null;
      const done = got ?? (await fetched(spec, remote, partial, store, options));
      if (isHub) await point(target, store);
      return done;
    },
    { signal: options.signal, onWait },
  );
}

async function fetched(spec: BundleFile, remote: Remote, partial: string, store: string, options: InstallOptions) {
  const done = await download(spec, remote, partial, options);
  await rename(partial, store);
  await dropOldPartials(store);
  return done;
}

/** What is there already; null when it is not what it should be, and then it goes. */
async function whole(spec: BundleFile, remote: Remote, store: string): Promise<Downloaded | null> {
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
function blobFile(spec: BundleFile, { etag }: Remote, places: Places): string {
  const name = etag !== null && /^[\w-]+$/.test(etag) ? etag : (spec.sha256 ?? shortHash(`${etag} ${spec.path}`));
  return path.join(repoFolder(repoOf(spec), places), "blobs", name);
}

function lockFile(spec: BundleFile, store: string, places: Places): string {
  const repo = path.basename(repoFolder(repoOf(spec), places));
  return path.join(places.hub, ".locks", repo, `${path.basename(store)}.spatialclaw.lock`);
}

function repoOf({ source }: BundleFile): string {
  return source && "repo" in source ? source.repo : "";
}

/** The name of the file in its snapshot leads to its content. */
async function point(target: string, store: string): Promise<void> {
  await makeFolder(path.dirname(target));
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

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    throw writeFailure(error, path.join(folder, "file"));
  }
}

function shortHash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}
