import { fileFields, relativePath } from "./file-rules.ts";
import {
  choice,
  listOf,
  number,
  object,
  oneOf,
  optional,
  orNull,
  type Rule,
  record,
  text,
  truth,
  whole,
} from "./rules.ts";
import { PROVIDERS } from "./types.ts";

const triple = listOf(number, { length: 3 });
const pair = listOf(whole(1), { length: 2 });

export const image: Rule = object({
  channelOrder: oneOf(["rgb", "bgr"]),
  range: oneOf(["0..1", "0..255"]),
  layout: oneOf(["BCHW", "BNCHW", "CHW"]),
  inGraph: truth,
  mean: optional(triple),
  std: optional(triple),
  resize: object({
    policy: oneOf(["stretch", "upper-bound-multiple", "lower-bound-multiple", "fixed-shapes", "letterbox"]),
    size: optional(
      choice("one side, or [width, height]", [
        [(value) => typeof value === "number", whole(1)],
        [Array.isArray, pair],
      ]),
    ),
    multiple: optional(whole(1)),
    shapes: optional(listOf(pair, { min: 1 })),
    filter: oneOf(["bilinear", "bilinear-antialias", "bicubic", "lanczos3", "area-cubic"]),
    crop: optional(oneOf(["none", "center"])),
  }),
});

export const views: Rule = object({ min: whole(1), max: whole(1), dynamic: truth, batchAxis: optional(whole(0)) });

export const tokenizer: Rule = object({
  file: relativePath,
  ...fileFields,
  kind: oneOf(["clip-bpe"]),
  contextLength: whole(1),
  bos: whole(0),
  eos: whole(0),
  pad: whole(0),
  lowercase: truth,
  maskMeaning: oneOf(["1=valid", "1=pad"]),
});

const space = oneOf(["unit", "input-px"]);

export const prompts: Rule = object({
  boxes: optional(
    object({
      format: oneOf(["cxcywh", "xyxy"]),
      space,
      labels: optional(record(number, ["pos", "neg", "pad"])),
      none: optional(text),
      boxOnlyText: optional(text),
    }),
  ),
  points: optional(
    object({
      space,
      labels: optional(record(number, ["fg", "bg", "none", "pad"])),
      none: optional(text),
      fixedCount: optional(whole(1)),
    }),
  ),
});

const masks = { maskKind: oneOf(["logits", "probabilities"]), maskThreshold: number };

const pcs: Rule = object({
  ...masks,
  boxFormat: oneOf(["xyxy", "cxcywh"]),
  boxSpace: space,
  presence: truth,
  score: listOf(text),
  scoreThreshold: number,
  strict: optional(truth),
  filteredInGraph: truth,
  nmsIou: orNull(number),
});

const pvs: Rule = object({
  ...masks,
  candidates: whole(1),
  choose: oneOf(["argmax-iou", "only"]),
  score: listOf(text),
  absentIf: optional(text),
  noMemAdded: optional(oneOf(["probe", "yes", "no"])),
});

const depth: Rule = object({
  kind: oneOf(["z"]),
  unit: oneOf(["relative", "metric"]),
  extrinsics: optional(oneOf(["w2c-opencv-3x4", "c2w-opencv-3x4"])),
  intrinsicsSpace: optional(oneOf(["input-px"])),
  confidence: optional(object({ range: text, use: oneOf(["percentile"]), default: number })),
  metricRule: optional(
    object({
      type: oneOf(["nested", "focal"]),
      focalDivisor: number,
      minMetric: optional(number),
      minDepth: optional(number),
      confQuantile: optional(number),
      skyFillQuantile: optional(number),
      skyFillMax: optional(number),
    }),
  ),
  sky: optional(object({ threshold: number, isSkyIf: oneOf([">=", "<"]) })),
  refView: optional(text),
});

export const post: Rule = object({ pcs: optional(pcs), pvs: optional(pvs), depth: optional(depth) });

const numbers = choice("a number or a list of numbers", [
  [(value) => typeof value === "number", number],
  [Array.isArray, listOf(number)],
]);

export const video: Rule = object({
  memorySlots: optional(whole(1)),
  conditioningMax: optional(whole(1)),
  pointersMax: optional(whole(1)),
  memGrid: optional(listOf(whole(1))),
  maskInputSize: optional(listOf(whole(1))),
  constants: optional(object({ file: relativePath, ...fileFields })),
  association: optional(record(numbers)),
});

export const runtime: Rule = object({
  providers: optional(listOf(oneOf(PROVIDERS), { min: 1 })),
  fp16Io: optional(truth),
  threads: optional(whole(1)),
  freeDims: optional(record(whole(1))),
  notes: optional(text),
});
