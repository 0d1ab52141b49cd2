import path from "node:path";
import { readJson, writeJson } from "@spatialclaw/hub";

/** What a fetch has put into a data set's folder. */
export interface FetchRecord {
  readonly format: "spatialclaw-fetch/1";
  /** On the hub. */
  readonly dataset: string;
  readonly commit: string | null;
  /** What people have said yes to. */
  readonly accepted: readonly string[];
  /** The hub's name for the content of a file, or of an archive that was unpacked. */
  readonly files: Readonly<Record<string, string>>;
  readonly unpacked: Readonly<Record<string, string>>;
}

const NAME = ".spatialclaw-fetch.json";

/** Something of another data set, or of a form that is not known, counts as nothing. */
export function readRecord(root: string, dataset: string): FetchRecord {
  const found = readJson(path.join(root, NAME));
  const isOurs = (value: unknown): value is FetchRecord =>
    typeof value === "object" &&
    value !== null &&
    "format" in value &&
    value.format === "spatialclaw-fetch/1" &&
    "dataset" in value &&
    value.dataset === dataset;
  if (isOurs(found)) return found;
  return { format: "spatialclaw-fetch/1", dataset, commit: null, accepted: [], files: {}, unpacked: {} };
}

export function writeRecord(root: string, record: FetchRecord): void {
  writeJson(path.join(root, NAME), record);
}
