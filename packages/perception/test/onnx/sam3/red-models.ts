// SAM 3 with the contracts of the real one and a simple mind: it finds what is red. A detector with one query, a tracker
// with one candidate, both on a grid of the picture's size.
import type { Manifest } from "../../../src/onnx/manifest/index.ts";
import { manifestOf, writeBundle } from "../bundles.ts";
import { constant, model, node, value } from "../model.ts";

/** Of the network's picture. */
export const SIDE = 56;

const PICTURE = ["b", 3, SIDE, SIDE] as const;
const FIXED = [1, 3, SIDE, SIDE] as const;
const int64 = (name: string, values: readonly number[]) =>
  constant(name, "int64", [values.length], BigInt64Array.from(values, BigInt));
const float = (name: string, number: number) => constant(name, "float32", [1], Float32Array.of(number));

/** Passes the picture on under each name. */
function encoder(names: readonly string[]): Uint8Array {
  return model({
    nodes: names.map((name) => node("Identity", ["image"], [name])),
    inputs: [value("image", "float32", FIXED)],
    outputs: names.map((name) => value(name, "float32", FIXED)),
  });
}

/** logits (masks) = 10 * (red - blue - 0.9), of the picture's -1..1; `most` is the largest of them. */
const REDNESS = {
  nodes: [
    node("Slice", ["picture", "zero", "one", "one"], ["red"]),
    node("Slice", ["picture", "two", "three", "one"], ["blue"]),
    node("Sub", ["red", "blue"], ["difference"]),
    node("Sub", ["difference", "border"], ["above"]),
    node("Mul", ["above", "ten"], ["redness"]),
    node("ReduceMax", ["redness"], ["most"], { ints: { axes: [1, 2, 3] } }),
  ],
  constants: [
    int64("zero", [0]),
    int64("one", [1]),
    int64("two", [2]),
    int64("three", [3]),
    float("border", 0.9),
    float("ten", 10),
  ],
};

/** How its score comes about: from the reddest pixel; or a logarithm of something negative. */
export type Mind = "sound" | "NaN";

function detector(mind: Mind): Uint8Array {
  const score =
    mind === "sound"
      ? [node("Reshape", ["most", "pair"], ["logits"])]
      : [
          node("Sub", ["most", "far"], ["less"]),
          node("Log", ["less"], ["log"]),
          node("Reshape", ["log", "pair"], ["logits"]),
        ];
  return model({
    nodes: [...REDNESS.nodes, node("Identity", ["redness"], ["masks"]), ...score],
    inputs: [value("picture", "float32", FIXED), value("text", "int64", [1, 32])],
    outputs: [value("masks", "float32", [1, 1, SIDE, SIDE]), value("logits", "float32", [1, 1])],
    constants: [...REDNESS.constants, int64("pair", [1, 1]), ...(mind === "NaN" ? [float("far", 1e4)] : [])],
  });
}

const textEncoder = model({
  nodes: [node("Identity", ["tokens"], ["text"])],
  inputs: [value("tokens", "int64", [1, 32])],
  outputs: [value("text", "int64", [1, 32])],
});

const IMAGE: Manifest["image"] = {
  channelOrder: "rgb",
  range: "0..1",
  layout: "BCHW",
  inGraph: false,
  mean: [0.5, 0.5, 0.5],
  std: [0.5, 0.5, 0.5],
  resize: { policy: "stretch", size: [SIDE, SIDE], filter: "bilinear-antialias" },
};
const tensor = (name: string, dims: readonly (number | string)[]) => ({ name, dtype: "float32" as const, dims });
const MASKS = { maskKind: "logits", maskThreshold: 0 } as const;

/** Takes text only, of which it reads nothing. @returns the bundle's folder. */
export function redDetector(folder: string, mind: Mind = "sound"): string {
  const tokens = { name: "tokens", dtype: "int64" as const, dims: [1, 32] };
  const text = { name: "text", dtype: "int64" as const, dims: [1, 32] };
  const roles: Manifest["roles"] = {
    visionEncoder: {
      file: "vision.onnx",
      inputs: { image: tensor("image", PICTURE) },
      outputs: { fpn0: tensor("fpn0", PICTURE), fpn2: tensor("fpn2", PICTURE) },
    },
    textEncoder: { file: "text.onnx", inputs: { tokens }, outputs: { text } },
    decoder: {
      file: "decoder.onnx",
      inputs: { fpn0: tensor("picture", PICTURE), text },
      outputs: { masks: tensor("masks", ["b", 1, SIDE, SIDE]), logits: tensor("logits", ["b", 1]) },
    },
  };
  const manifest = manifestOf(roles, {
    id: "red-detector",
    family: "sam3-pcs",
    image: IMAGE,
    tokenizer: {
      file: "tokenizer/bpe_simple_vocab_16e6.txt.gz",
      source: { shipped: true },
      kind: "clip-bpe",
      contextLength: 32,
      bos: 49406,
      eos: 49407,
      pad: 49407,
      lowercase: true,
      maskMeaning: "1=valid",
    },
    post: {
      pcs: {
        ...MASKS,
        boxFormat: "xyxy",
        boxSpace: "unit",
        presence: false,
        score: ["sigmoid(logits)"],
        scoreThreshold: 0.6,
        strict: true,
        filteredInGraph: false,
      },
    },
  });
  return writeBundle(folder, manifest, {
    "vision.onnx": encoder(["fpn0", "fpn2"]),
    "text.onnx": textEncoder,
    "decoder.onnx": detector(mind),
  });
}

/** @returns the bundle's folder. Whatever points or box it is given, it sees what is red. */
export function redTracker(folder: string): string {
  return tracker(folder, {
    nodes: [
      ...REDNESS.nodes,
      node("Reshape", ["redness", "maskShape"], ["masks"]),
      node("Reshape", ["most", "triple"], ["objectScore"]),
      node("Identity", ["sure"], ["iou"]),
    ],
    constants: [
      ...REDNESS.constants,
      int64("maskShape", [1, 1, 1, SIDE, SIDE]),
      int64("triple", [1, 1, 1]),
      constant("sure", "float32", [1, 1, 1], Float32Array.of(0.9)),
    ],
  });
}

/**
 * One that is the surer, the brighter the coarsest map is, and whose object score is that brightness.
 * @param noMemEmbed What the manifest says that an empty memory adds to each channel; null: it says nothing.
 */
export function brightTracker(folder: string, noMemAdded: "probe" | "yes" | "no", noMemEmbed: number | null): string {
  const parts = {
    nodes: [
      ...REDNESS.nodes,
      node("Reshape", ["redness", "maskShape"], ["masks"]),
      node("ReduceMean", ["emb"], ["bright"], { ints: { axes: [1, 2, 3] } }),
      node("Reshape", ["bright", "triple"], ["objectScore"]),
      node("ReduceMax", ["points"], ["most of each"], { ints: { axes: [2, 3] } }),
      node("Mul", ["most of each", "nothing"], ["none"]),
      node("Add", ["none", "bright"], ["each"]),
      node("Reshape", ["each", "list"], ["iou"]),
    ],
    constants: [
      ...REDNESS.constants,
      int64("maskShape", [1, 1, 1, SIDE, SIDE]),
      int64("triple", [1, 1, 1]),
      int64("list", [1, -1, 1]),
      float("nothing", 0),
    ],
  };
  const constants = { format: "video-constants/1", noMemEmbed: Array.from({ length: 3 }, () => noMemEmbed) };
  const video = { constants: { file: "constants.json" } };
  const files = { "constants.json": new TextEncoder().encode(JSON.stringify(constants)) };
  return tracker(folder, parts, { noMemAdded, ...(noMemEmbed === null ? {} : { video, files }) });
}

interface More {
  readonly noMemAdded?: "probe" | "yes" | "no";
  readonly video?: Manifest["video"];
  readonly files?: Readonly<Record<string, Uint8Array>>;
}

function tracker(
  folder: string,
  parts: { readonly nodes: readonly Uint8Array[]; readonly constants: readonly Uint8Array[] },
  { noMemAdded = "yes", video, files = {} }: More = {},
): string {
  const maps = { hr0: "picture", hr1: "hr1", emb: "emb" };
  const roles: Manifest["roles"] = {
    trackerEncoder: {
      file: "encoder.onnx",
      inputs: { image: tensor("image", PICTURE) },
      outputs: { hr0: tensor("hr0", PICTURE), hr1: tensor("hr1", PICTURE), emb: tensor("emb", PICTURE) },
    },
    trackerDecoder: {
      file: "decoder.onnx",
      inputs: {
        points: { ...tensor("points", [1, "obj", "pts", 2]), absent: { fill: 0, dims: [1, "obj", 1, 2] } },
        pointLabels: {
          name: "labels",
          dtype: "int64",
          dims: [1, "obj", "pts"],
          absent: { fill: -1, dims: [1, "obj", 1] },
        },
        boxes: { ...tensor("boxes", [1, "boxes", 4]), absent: { fill: 0, dims: [1, 0, 4] } },
        ...Object.fromEntries(Object.entries(maps).map(([name, real]) => [name, tensor(real, PICTURE)])),
      },
      outputs: {
        masks: tensor("masks", [1, "obj", 1, SIDE, SIDE]),
        iou: tensor("iou", [1, "obj", 1]),
        objectScore: tensor("objectScore", [1, "obj", 1]),
      },
    },
  };
  const manifest = manifestOf(roles, {
    id: "red-tracker",
    family: "sam3-pvs",
    image: IMAGE,
    prompts: {
      points: { space: "input-px", labels: { fg: 1, bg: 0, none: -1, pad: -10 } },
      boxes: { format: "xyxy", space: "input-px" },
    },
    post: {
      pvs: {
        ...MASKS,
        candidates: 1,
        choose: "argmax-iou",
        score: ["iou", "sigmoid(objectScore)"],
        absentIf: "objectScore<=0",
        noMemAdded,
      },
    },
    ...(video ? { video } : {}),
  });
  const decoder = model({
    nodes: parts.nodes,
    constants: parts.constants,
    inputs: [
      value("points", "float32", [1, "obj", "pts", 2]),
      value("labels", "int64", [1, "obj", "pts"]),
      value("boxes", "float32", [1, "boxes", 4]),
      ...Object.values(maps).map((name) => value(name, "float32", FIXED)),
    ],
    outputs: [
      value("masks", "float32", [1, "obj", 1, SIDE, SIDE]),
      value("iou", "float32", [1, "obj", 1]),
      value("objectScore", "float32", [1, "obj", 1]),
    ],
  });
  return writeBundle(folder, manifest, {
    "encoder.onnx": encoder(["hr0", "hr1", "emb"]),
    "decoder.onnx": decoder,
    ...files,
  });
}
