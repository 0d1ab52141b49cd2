import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import { inOrder } from "../in-order.ts";
import { type CaptureInfo, InputError, type MediaInput } from "../types.ts";
import { Fields } from "./fields.ts";
import type { CaptureFormat } from "./formats.ts";
import { openFrame } from "./frame.ts";
import { readLabels } from "./labels.ts";

const TRANSFORMS = "transforms.json";

/** nerfstudio orients its captures with +Z up. */
const DEFAULT_UP = [0, 0, 1] as const;
const MILLIMETRES = 0.001;

/** nerfstudio's format with some fields of ours; docs/captures.md describes it. */
export const NERFSTUDIO: CaptureFormat = {
  name: "nerfstudio",
  lookedFor: TRANSFORMS,
  isHere: async (root) => (await stat(path.join(root, TRANSFORMS)).catch(() => null)) !== null,
  open: openTransforms,
};

async function openTransforms(root: string): Promise<MediaInput> {
  const file = path.join(root, TRANSFORMS);
  const top = new Fields(await parse(file), file);
  refuseScaledPoses(top, file);
  const up = top.has("up") ? readUp(top, file) : DEFAULT_UP;
  const metresPerUnit = top.has("depth_unit_scale_factor") ? top.positive("depth_unit_scale_factor") : MILLIMETRES;
  const instances = readLabels(top, file);
  const labelled = new Set(instances?.map((instance) => instance.id));
  const entries = top.list("frames").map((entry, i) => ({ entry, where: `${file}, frame ${i}` }));
  const owned = entries.map(({ entry, where }) => ({ fields: new Fields(entry, where), where }));
  const hasDepth = allOrNone(owned, "depth_file_path");
  const hasMasks = allOrNone(owned, "instances_file_path");
  if (hasMasks && !instances) {
    throw new InputError(
      `${file}: field "instances" is missing, expected the labels of the maps in "instances_file_path"`,
    );
  }
  const context = { root, top, metresPerUnit, labelled };
  const frames = await inOrder(entries, ({ entry, where }, i) => openFrame(entry, where, i, context));
  const capture: CaptureInfo = { root, format: "nerfstudio", up, hasDepth, instances: hasMasks ? instances : null };
  return { kind: "capture", name: path.basename(root), frames, fps: null, durationSec: null, capture };
}

async function parse(file: string): Promise<unknown> {
  const text = await readFile(file, "utf8").catch((error: Error) => {
    throw new InputError(`cannot read ${file}: ${error.message}`);
  });
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new InputError(`${file} is not valid JSON: ${error instanceof Error ? error.message : error}`);
  }
}

/** nerfstudio notes there that positions were multiplied: they are no metres, and depth does not fit them. */
function refuseScaledPoses(top: Fields, file: string): void {
  const factor = top.has("applied_scale") ? top.number("applied_scale") : 1;
  if (factor !== 1) {
    throw new InputError(
      `${file}: field "applied_scale" is ${factor}, expected poses in metres; divide the positions by it and set it to 1`,
    );
  }
}

/** Half a capture with depth or masks would answer some frames and fail on others. */
function allOrNone(frames: readonly { readonly fields: Fields; readonly where: string }[], field: string): boolean {
  const having = frames.filter(({ fields }) => fields.has(field)).length;
  const lacking = frames.find(({ fields }) => !fields.has(field));
  if (having > 0 && lacking) {
    throw new InputError(
      `${lacking.where}: field "${field}" is missing, though ${having} of ${frames.length} frames have it; expected it in all frames or in none`,
    );
  }
  return having > 0;
}

function readUp(top: Fields, file: string): readonly [number, number, number] {
  const [x = 0, y = 0, z = 0] = top.numbers("up", 3);
  const length = Math.hypot(x, y, z);
  if (Math.abs(length - 1) > 1e-3)
    throw new InputError(`${file}: field "up" has length ${length.toPrecision(3)}, expected a unit vector`);
  return [x / length, y / length, z / length];
}
