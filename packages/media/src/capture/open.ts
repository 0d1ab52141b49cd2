import { readFile } from "node:fs/promises";
import path from "node:path";
import { type CaptureInfo, InputError, type InstanceLabel, type MediaInput } from "../types.ts";
import { Fields } from "./fields.ts";
import { openFrame } from "./frame.ts";

export const TRANSFORMS = "transforms.json";

/** nerfstudio orients its captures with +Z up. */
const DEFAULT_UP = [0, 0, 1] as const;
const MILLIMETRES = 0.001;

/** Opens a capture folder; docs/captures.md describes the format. */
export async function openCapture(root: string): Promise<MediaInput> {
  const file = path.join(root, TRANSFORMS);
  const top = new Fields(await parse(file), file);
  const entries = top.list("frames");
  const instances = top.has("instances") ? readLabels(top, file) : null;
  const labelled = new Set(instances?.map((instance) => instance.id) ?? []);
  const metresPerUnit = top.has("depth_unit_scale_factor") ? top.positive("depth_unit_scale_factor") : MILLIMETRES;
  const fields = entries.map((entry, i) => new Fields(entry, `${file}, frame ${i}`, top));
  const opened = await Promise.allSettled(
    fields.map((entry, i) => openFrame(entry, `${file}, frame ${i}`, root, i, metresPerUnit, labelled)),
  );
  // The first frame that is wrong, not the one that was read first.
  const frames = opened.map((frame) => {
    if (frame.status === "rejected") throw frame.reason;
    return frame.value;
  });
  const capture: CaptureInfo = {
    root,
    up: top.has("up") ? readUp(top, file) : DEFAULT_UP,
    hasDepth: fields.every((entry) => entry.has("depth_file_path")),
    instances: instances && fields.every((entry) => entry.has("instances_file_path")) ? instances : null,
  };
  return { kind: "capture", name: path.basename(root), frames, fps: null, durationSec: null, capture };
}

async function parse(file: string): Promise<unknown> {
  const text = await readFile(file, "utf8");
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new InputError(`${file} is not valid JSON: ${error instanceof Error ? error.message : error}`);
  }
}

function readLabels(top: Fields, file: string): InstanceLabel[] {
  return top.list("instances").map((entry, i) => {
    const fields = new Fields(entry, `${file}, instance ${i}`);
    return { id: fields.positive("id"), label: fields.text("label") };
  });
}

function readUp(top: Fields, file: string): readonly [number, number, number] {
  const [x = 0, y = 0, z = 0] = top.numbers("up", 3);
  const length = Math.hypot(x, y, z);
  if (Math.abs(length - 1) > 1e-3)
    throw new InputError(`${file}: field "up" has length ${length.toPrecision(3)}, expected a unit vector`);
  return [x / length, y / length, z / length];
}
