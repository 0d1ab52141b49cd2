import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { readBundle } from "@spatialclaw/store";
import {
  type CloudRecord,
  type MeasurementsRecord,
  type ObjectsRecord,
  type ReconstructionRecord,
  SCENE_FOLDER,
  SCENE_VERSION,
  type SceneRecord,
} from "@spatialclaw/workspace";

/** What lies beside a trace. */
export interface RecordedScene {
  readonly reconstructions: readonly ReconstructionRecord[];
  readonly objects: readonly ObjectsRecord[];
  readonly clouds: readonly CloudRecord[];
  readonly measurements: readonly MeasurementsRecord[];
  /** What could not be read, one line each. */
  readonly problems: readonly string[];
}

/** null when nothing was recorded beside the trace. Damaged and unknown records are left out and told. */
export async function readScene(runFolder: string): Promise<RecordedScene | null> {
  const folder = join(runFolder, SCENE_FOLDER);
  const names = (await readdir(folder).catch(() => [])).filter((name) => /^\d{4,}\.bundle$/.test(name)).sort();
  if (names.length === 0) return null;
  const problems: string[] = [];
  const records: SceneRecord[] = [];
  for (const name of names) {
    const found = await readBundle(join(folder, name)).catch(() => null);
    const record = found?.value;
    if (isRecord(record)) records.push(record);
    else problems.push(`${SCENE_FOLDER}/${name} ${found === null ? "is damaged" : whyNot(record)}`);
  }
  const of = <K extends SceneRecord["kind"]>(kind: K) =>
    records.filter((record): record is Extract<SceneRecord, { kind: K }> => record.kind === kind);
  return {
    reconstructions: of("reconstruction"),
    objects: of("objects"),
    clouds: of("cloud"),
    measurements: of("measurements"),
    problems,
  };
}

/** A bundle's hash tells that it is as somebody wrote it, not that it was us: each kind's own parts are looked for. */
const PARTS: Readonly<Record<SceneRecord["kind"], readonly string[]>> = {
  reconstruction: ["id", "scale", "world", "views"],
  objects: ["prompt", "objects"],
  cloud: ["object", "recon", "points"],
  measurements: ["list"],
};

function isRecord(value: unknown): value is SceneRecord {
  if (typeof value !== "object" || value === null || !("version" in value) || value.version !== SCENE_VERSION)
    return false;
  const kind = "kind" in value ? value.kind : null;
  return (
    typeof kind === "string" &&
    Object.hasOwn(PARTS, kind) &&
    PARTS[kind as keyof typeof PARTS].every((part) => part in value)
  );
}

function whyNot(value: unknown): string {
  const version = typeof value === "object" && value !== null && "version" in value ? value.version : null;
  if (version === SCENE_VERSION) return "is of a kind that this release does not know";
  return `has version ${JSON.stringify(version)}, this release reads ${SCENE_VERSION}`;
}
