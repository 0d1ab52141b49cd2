import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import type { Manifest, ReadManifest } from "../onnx/manifest/index.ts";
import { findManifest, modelNames } from "./catalogue.ts";
import { type Located, locateFiles } from "./locate.ts";
import { type Places, placesFrom } from "./places.ts";
import { rememberedHash } from "./verified.ts";

/** `verified`: every file has been read through and is right, or nobody knows what it should be but it was recorded. */
export type ModelState = "absent" | "partial" | "present" | "verified" | "damaged";

export interface ModelSurvey {
  readonly name: string;
  readonly manifest: Manifest;
  readonly state: ModelState;
  readonly files: readonly Located[];
  /** Of all files; null: not all sizes are known. */
  readonly bytes: number | null;
  /** Bytes that are there. */
  readonly present: number;
  /** Where the hashes come from: all from the manifest; at least one from the first pull; at least one from nowhere. */
  readonly hashes: "pinned" | "recorded" | "unknown";
  /** Made on the user's machine, not fetched. */
  readonly isExport: boolean;
}

/** What there is of every model; reads no file through. */
export function surveyModels(places: Places = placesFrom()): ModelSurvey[] {
  return modelNames(places).map((name) => surveyModel(name, places));
}

/** Throws InputError when there is no such model. */
export function surveyModel(name: string, places: Places = placesFrom()): ModelSurvey {
  const read: ReadManifest = findManifest(name, places);
  const files = locateFiles(read, places);
  const sizes = files.map(({ bytes, wantedBytes }) => wantedBytes ?? (bytes || null));
  return {
    name,
    manifest: read.manifest,
    state: stateOf(
      files.filter(({ spec }) => !(spec.source && "shipped" in spec.source)),
      places,
    ),
    files,
    bytes: sizes.every((size) => size !== null) ? sizes.reduce((sum, size) => sum + size, 0) : null,
    present: files.reduce((sum, { bytes }) => sum + bytes, 0),
    hashes: files.every(({ from }) => from === "manifest")
      ? "pinned"
      : files.every(({ from }) => from !== null)
        ? "recorded"
        : "unknown",
    isExport: files.some(({ spec }) => spec.source === null || "export" in spec.source),
  };
}

function stateOf(files: readonly Located[], places: Places): ModelState {
  if (files.every(({ bytes }) => bytes === 0)) return hasDraft(files) ? "partial" : "absent";
  if (files.some(({ bytes }) => bytes === 0)) return "partial";
  if (files.some(({ bytes, wantedBytes }) => wantedBytes !== null && bytes !== wantedBytes)) return "damaged";
  const known = files.map(({ file, sha256 }) => ({ sha256, remembered: rememberedHash(file, places) }));
  if (known.some(({ sha256, remembered }) => remembered !== null && sha256 !== null && remembered !== sha256))
    return "damaged";
  return known.every(({ sha256, remembered }) => sha256 !== null && remembered === sha256) ? "verified" : "present";
}

/** Whether an earlier pull was cut off within its first file. */
function hasDraft(files: readonly Located[]): boolean {
  return files.some(({ file }) => {
    const snapshots = file.lastIndexOf(`${path.sep}snapshots${path.sep}`);
    const folder = snapshots < 0 ? path.dirname(file) : path.join(file.slice(0, snapshots), "blobs");
    return existsSync(folder) && readdirSync(folder).some((name) => name.endsWith(".incomplete"));
  });
}
