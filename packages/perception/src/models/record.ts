import path from "node:path";
import { readJson, writeJson } from "@spatialclaw/hub";
import { isObject } from "../onnx/manifest/rules.ts";
import type { Places } from "./places.ts";

/** What a pull got: the hashes that nobody had published count from then on. */
export interface RecordedFile {
  readonly sha256: string;
  readonly bytes: number;
  /** Of a hub repository: the commit that the file is from. */
  readonly revision?: string;
}

export interface PullRecord {
  readonly format: "spatialclaw-pull/1";
  readonly id: string;
  /** The licence that was accepted, by its SPDX name; null: it asks for no consent. */
  readonly acceptedLicence: string | null;
  /** By fileKey(). */
  readonly files: Readonly<Record<string, RecordedFile>>;
}

const NAME = "pulled.json";

/** null: this model was not pulled here. */
export function readRecord(id: string, places: Places): PullRecord | null {
  const found = readJson(path.join(places.models, id, NAME));
  return isObject(found) && found.format === "spatialclaw-pull/1" ? (found as unknown as PullRecord) : null;
}

export function writeRecord(record: PullRecord, places: Places): void {
  writeJson(path.join(places.models, record.id, NAME), record);
}
