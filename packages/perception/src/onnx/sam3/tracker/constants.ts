import { readFileSync } from "node:fs";
import { InputError } from "@spatialclaw/media";
import type { TaskContext } from "../../runtime/task.ts";

/** What a tracker's graphs leave out, from the file that the manifest names. */
export interface VideoConstants {
  /** What an empty memory adds to the encoder's coarsest map: a value for each channel. */
  readonly noMemEmbed: Float32Array | null;
  /** Position code of the coarsest map, [cells, 1, channels]; only for memory attentions that take it as an input. */
  readonly visionPosEmbed: Float32Array | null;
}

const FORMAT = "video-constants/1";
const NONE: VideoConstants = { noMemEmbed: null, visionPosEmbed: null };

/** Kept by the worker; nothing but nulls where the manifest names no file. Rejects with InputError. */
export function videoConstants({ files, memo }: TaskContext): Promise<VideoConstants> {
  const file = files.constants;
  return file === null ? Promise.resolve(NONE) : memo("video constants", () => read(file));
}

function read(file: string): VideoConstants {
  const json = parsed(file);
  if (json.format !== FORMAT)
    throw new InputError(
      `${file}: expected JSON with "format": "${FORMAT}" and noMemEmbed, a list of numbers (models/export/sam3_tracker.py writes it)`,
      "environment",
    );
  return { noMemEmbed: floats(file, json, "noMemEmbed"), visionPosEmbed: floats(file, json, "visionPosEmbed") };
}

function parsed(file: string): Readonly<Record<string, unknown>> {
  try {
    const json: unknown = JSON.parse(readFileSync(file, "utf8"));
    return typeof json === "object" && json !== null ? { ...json } : {};
  } catch {
    return {};
  }
}

function floats(file: string, json: Readonly<Record<string, unknown>>, name: string): Float32Array | null {
  const list = json[name];
  if (list === undefined) return null;
  if (!Array.isArray(list) || !list.every((value) => Number.isFinite(value)))
    throw new InputError(`${file}: ${name} is no list of numbers`, "environment");
  return Float32Array.from(list);
}
