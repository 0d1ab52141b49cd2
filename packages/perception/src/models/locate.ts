import { existsSync, readFileSync, realpathSync, statSync } from "node:fs";
import path from "node:path";
import { repoFolder as hubFolder } from "@spatialclaw/hub";
import { type BundleFile, bundleFiles, fileKey, type ReadManifest } from "../onnx/manifest/index.ts";
import { isShipped, shippedFile } from "./catalogue.ts";
import type { Places } from "./places.ts";
import { type PullRecord, readRecord } from "./record.ts";

/** A file of a bundle on this machine. */
export interface Located {
  readonly spec: BundleFile;
  /** Absolute; there need not be anything yet. */
  readonly file: string;
  /** 0: it is not there. */
  readonly bytes: number;
  /** What its content must be: as the manifest says, else as a pull recorded, else as the hub's cache names it. */
  readonly sha256: string | null;
  readonly wantedBytes: number | null;
  /** Who says so. */
  readonly from: "manifest" | "record" | "hub" | null;
}

/** Every file of a bundle. */
export function locateFiles(read: ReadManifest, places: Places): readonly Located[] {
  const { manifest } = read;
  const record = readRecord(manifest.id, places);
  return bundleFiles(manifest).map((spec) => located(spec, placeOf(spec, read, places, record), record));
}

export function repoFolder(repo: string, places: Places): string {
  return hubFolder({ kind: "model", name: repo }, places);
}

/** What to run for a model that is made here, with the folder where its files are looked for. */
export function exportCommand(command: string, id: string, places: Places): string {
  return command.replace("<folder>", path.join(places.models, id));
}

function placeOf(
  spec: BundleFile,
  { file, manifest }: ReadManifest,
  places: Places,
  record: PullRecord | null,
): string {
  // An export writes down where it comes from, and its files lie beside that all the same.
  const beside = path.join(path.dirname(file), spec.path);
  if (!isShipped(file) && (spec.source === null || existsSync(beside))) return beside;
  const { source } = spec;
  if (source && "shipped" in source) return shippedFile(spec.path);
  if (!source || !("repo" in source)) return path.join(places.models, manifest.id, spec.path);
  const folder = repoFolder(source.repo, places);
  const revision = source.revision ?? record?.files[fileKey(spec)]?.revision ?? mainOf(folder);
  return path.join(folder, "snapshots", revision ?? "main", spec.path);
}

/** The commit that the hub's branch was at when somebody last fetched it. */
function mainOf(folder: string): string | null {
  try {
    return readFileSync(path.join(folder, "refs", "main"), "utf8").trim();
  } catch {
    return null;
  }
}

function located(spec: BundleFile, file: string, record: PullRecord | null): Located {
  const bytes = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  const recorded = record?.files[fileKey(spec)];
  if (spec.sha256 !== null)
    return { spec, file, bytes, sha256: spec.sha256, wantedBytes: spec.bytes, from: "manifest" };
  const wantedBytes = spec.bytes ?? recorded?.bytes ?? null;
  if (recorded) return { spec, file, bytes, sha256: recorded.sha256, wantedBytes, from: "record" };
  const sha256 = bytes === 0 ? null : blobName(file);
  return { spec, file, bytes, sha256, wantedBytes, from: sha256 === null ? null : "hub" };
}

/** Large files in the hub's cache are called by the hash of their content. */
function blobName(file: string): string | null {
  const name = path.basename(realpathSync(file));
  return /^[0-9a-f]{64}$/.test(name) ? name : null;
}
