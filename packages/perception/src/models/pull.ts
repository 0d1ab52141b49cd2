import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import {
  askRemote,
  type Consent,
  type Downloaded,
  install,
  type Remote,
  type TryOptions,
  type Wanted,
} from "@spatialclaw/hub";
import { InputError, type Reporter } from "@spatialclaw/media";
import { fileKey, type ReadManifest } from "../onnx/manifest/index.ts";
import { findManifest } from "./catalogue.ts";
import { consent } from "./licence.ts";
import { exportCommand, type Located, locateFiles, repoFolder } from "./locate.ts";
import { type Places, placesFrom } from "./places.ts";
import { type RecordedFile, readRecord, writeRecord } from "./record.ts";
import { rememberHash } from "./verified.ts";
import { checkFile } from "./verify.ts";
import { ADVICE, wantedOf } from "./wanted.ts";

export interface PullOptions extends Consent, TryOptions {
  readonly places?: Places;
  readonly report?: Reporter;
  readonly notice?: (line: string) => void;
}

export interface Pulled {
  readonly id: string;
  readonly files: number;
  readonly bytes: number;
  /** Files that came over the network; the others were there. */
  readonly fetched: number;
}

/**
 * Brings a model's files to this machine and checks them. What is there and right is not fetched again; what was cut
 * off goes on where it stopped. Rejects with InputError.
 */
export async function pullModel(name: string, options: PullOptions = {}): Promise<Pulled> {
  const places = options.places ?? placesFrom();
  const read = findManifest(name, places);
  const { id } = read.manifest;
  const files = locateFiles(read, places);
  checkSources(read, files, places);
  const before = readRecord(id, places);
  const acceptedLicence = await consent(read.manifest, before?.acceptedLicence ?? null, options);
  const { present, wanted } = await sorted(files, id, places, options);
  const record = (more: Readonly<Record<string, RecordedFile>>) =>
    writeRecord({ format: "spatialclaw-pull/1", id, acceptedLicence, files: { ...before?.files, ...more } }, places);
  const got = new Map<string, RecordedFile>(present);
  if (wanted.length > 0) {
    if (places.offline) throw offline(id, wanted);
    const remotes = await askAll(wanted, places, options);
    for (const [fileAt, one] of await fetchAll(read, remotes, places, options)) got.set(fileAt, one);
  }
  record(Object.fromEntries(got));
  const bytes = [...got.values()].reduce((sum, file) => sum + file.bytes, 0);
  return { id, files: files.length, bytes, fetched: wanted.length };
}

function checkSources({ manifest, file }: ReadManifest, files: readonly Located[], places: Places): void {
  const here = files.find(({ spec, bytes }) => bytes === 0 && wantedOf(spec) === null);
  if (!here) return;
  const { source } = here.spec;
  const how =
    source && "export" in source
      ? exportCommand(source.export, manifest.id, places)
      : `put ${here.spec.path} beside ${file}`;
  throw new InputError(`${manifest.id} cannot be pulled, it is made on your own machine: ${how}`, "environment");
}

/** Which files are there and right, with what is known of them, and which are not. */
async function sorted(files: readonly Located[], id: string, places: Places, { report }: PullOptions) {
  const present = new Map<string, RecordedFile>();
  const wanted: Located[] = [];
  for (const located of files) {
    const { spec, sha256, bytes } = located;
    const isRight =
      bytes > 0 &&
      sha256 !== null &&
      (await checkFile(located, id, places, report ? { report } : {}).then(
        () => true,
        () => false,
      ));
    if (isRight) present.set(fileKey(spec), { sha256, bytes, ...revisionOf(located) });
    else wanted.push(located);
  }
  return { present, wanted };
}

/** The commit is part of a snapshot's path. */
function revisionOf({ spec, file }: Located): { readonly revision?: string } {
  if (!spec.source || !("repo" in spec.source)) return {};
  const revision = /[\\/]snapshots[\\/]([0-9a-f]{40})[\\/]/.exec(file)?.[1];
  return revision ? { revision } : {};
}

interface Asked {
  readonly located: Located;
  readonly file: Wanted;
  readonly remote: Remote;
}

/** All before any, so that the sum is known; all files of a repository from one commit. */
async function askAll(wanted: readonly Located[], places: Places, options: PullOptions): Promise<Asked[]> {
  const commits = new Map<string, string>();
  const asked: Asked[] = [];
  for (const located of wanted) {
    const { source } = located.spec;
    const repo = source && "repo" in source ? source.repo : null;
    const pinned = source && "repo" in source ? (source.revision ?? revisionOf(located).revision ?? null) : null;
    const file = wantedOf(located.spec) as Wanted;
    const commit = pinned ?? (repo && commits.get(repo)) ?? null;
    const remote = await askRemote(file, commit, { ...options, places, advice: ADVICE });
    if (repo && remote.revision) {
      commits.set(repo, remote.revision);
      if (pinned === null) rememberMain(repo, remote.revision, places);
    }
    refuseOther(located, remote);
    asked.push({ located, file, remote });
  }
  return asked;
}

/** As huggingface_hub does, so that other programs find the same snapshot. */
function rememberMain(repo: string, revision: string, places: Places): void {
  const refs = path.join(repoFolder(repo, places), "refs");
  mkdirSync(refs, { recursive: true });
  writeFileSync(path.join(refs, "main"), revision);
}

/** Gigabytes that would be thrown away need not come first. */
function refuseOther({ spec }: Located, { etag, url }: Remote): void {
  if (spec.sha256 === null || !etag || !/^[0-9a-f]{64}$/.test(etag) || etag === spec.sha256) return;
  throw new InputError(
    `${url} offers a file with the SHA-256 ${etag}, the manifest pins ${spec.sha256}: the repository has changed; update spatialclaw or take another model`,
    "environment",
  );
}

async function fetchAll(read: ReadManifest, asked: readonly Asked[], places: Places, options: PullOptions) {
  const got = new Map<string, RecordedFile>();
  const sizes = asked.map(({ located, remote }) => remote.bytes ?? located.wantedBytes);
  const total = sizes.every((size) => size !== null) ? sizes.reduce((sum, size) => sum + size, 0) : null;
  const size = total === null ? "of unknown size" : `${(total / 1e6).toFixed(1)} MB`;
  options.notice?.(`${read.manifest.id}: ${asked.length} ${asked.length === 1 ? "file" : "files"} to fetch, ${size}`);
  let before = 0;
  for (const [at, { located, file, remote }] of asked.entries()) {
    const task = `${read.manifest.id}, file ${at + 1} of ${asked.length}`;
    const target = targetOf(located, remote);
    const one: Downloaded = await install(file, remote, target, {
      ...options,
      places,
      advice: ADVICE,
      notice: options.notice ?? (() => {}),
      onBytes: (done) => options.report?.({ task, done: before + done, total, unit: "bytes" }),
    });
    rememberHash(target, one.sha256, places);
    got.set(fileKey(located.spec), { ...one, ...(remote.revision ? { revision: remote.revision } : {}) });
    before += one.bytes;
  }
  return got;
}

/** A snapshot without a pinned commit gets its name from the server. */
function targetOf({ file }: Located, { revision }: Remote): string {
  return revision === null ? file : file.replace(/([\\/]snapshots[\\/])main(?=[\\/])/, `$1${revision}`);
}

function offline(id: string, wanted: readonly Located[]): InputError {
  const [first] = wanted as [Located];
  const more = wanted.length > 1 ? ` and ${wanted.length - 1} more` : "";
  return new InputError(
    `${id} lacks ${first.spec.path}${more}, and HF_HUB_OFFLINE forbids fetching; unset it, or copy the files into ${path.dirname(first.file)}`,
    "environment",
  );
}
