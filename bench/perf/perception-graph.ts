import path from "node:path";
import type { Manifest } from "@spatialclaw/perception";
import { manifestOf, writeBundle } from "../../packages/perception/test/onnx/bundles.ts";
import { constant, graph, model, node, value } from "../../packages/perception/test/onnx/model.ts";

/** As Depth Anything 3 small: a ViT-S at 504x378, patches of 14. */
export const SIZE = { width: 504, height: 378 } as const;
const [PATCH, WIDTH, HEADS, BLOCKS] = [14, 384, 6, 12];
const TOKENS = (SIZE.width / PATCH) * (SIZE.height / PATCH) + 1;
const HEAD = WIDTH / HEADS;

/**
 * Twelve transformer blocks with the matrices of a ViT-S over 973 tokens, and the convolutions of a depth head with 64
 * features, random weights: some 75 GFLOP. Patches, normalisations, the camera head and bilinear interpolation are left
 * out or done more cheaply, so a real run takes somewhat longer. Cameras are constant.
 * @returns what a job's `model` takes.
 */
export function writeSmall(folder: string): string {
  const { width, height } = SIZE;
  const random = randomFloats();
  const weight = (name: string, dims: readonly number[]) =>
    constant(
      name,
      "float32",
      dims,
      random(
        dims.reduce((product, dim) => product * dim, 1),
        1 / Math.sqrt(dims[0] as number),
      ),
    );
  const shape = (name: string, dims: readonly number[]) =>
    constant(name, "int64", [dims.length], BigInt64Array.from(dims, BigInt));
  const head = (name: string) => [
    node("MatMul", ["x", `w_${name}`], [`${name}_flat`]),
    node("Reshape", [`${name}_flat`, "heads"], [`${name}_heads`]),
    node("Transpose", [`${name}_heads`], [name], { ints: { perm: name === "k" ? [1, 2, 0] : [1, 0, 2] } }),
  ];
  const block = graph({
    nodes: [
      ...["q", "k", "v"].flatMap(head),
      node("MatMul", ["q", "k"], ["logits"]),
      node("Softmax", ["logits"], ["attention"]),
      node("MatMul", ["attention", "v"], ["seen"]),
      node("Transpose", ["seen"], ["seen_last"], { ints: { perm: [1, 0, 2] } }),
      node("Reshape", ["seen_last", "flat"], ["seen_flat"]),
      node("MatMul", ["seen_flat", "w_o"], ["projected"]),
      node("Add", ["x", "projected"], ["middle"]),
      node("MatMul", ["middle", "w_up"], ["wide"]),
      node("Relu", ["wide"], ["active"]),
      node("MatMul", ["active", "w_down"], ["narrow"]),
      node("Add", ["middle", "narrow"], ["long"]),
      // Keeps numbers small without a normalisation's attributes.
      node("Tanh", ["long"], ["out"]),
      node("Identity", ["go"], ["goes"]),
    ],
    inputs: [value("i", "int64", []), value("go", "bool", []), value("x", "float32", [TOKENS, WIDTH])],
    outputs: [value("goes", "bool", []), value("out", "float32", [TOKENS, WIDTH])],
  });
  const decoder = depthHead("last", weight, shape);
  const bytes = model({
    nodes: [
      node("ReduceMean", ["image"], ["grey"], { ints: { axes: [2] } }),
      node("ReduceMean", ["grey"], ["mean"], { ints: { axes: [3, 4] } }),
      node("Reshape", ["mean", "one"], ["level"]),
      node("Add", ["start", "level"], ["first"]),
      node("Loop", ["blocks", "", "first"], ["last"], { body: block }),
      ...decoder.nodes,
      node("Reshape", ["both", "halves"], ["by_half"]),
      node("Split", ["by_half"], ["level_map", "confidence_map"]),
      node("Exp", ["level_map"], ["near"]),
      node("Exp", ["confidence_map"], ["sure"]),
      node("Add", ["sure", "unit"], ["sure_from_1"]),
      node("Reshape", ["near", "map"], ["depth"]),
      node("Reshape", ["sure_from_1", "map"], ["depth_conf"]),
      node("Identity", ["pose"], ["extrinsics"]),
      node("Identity", ["lens"], ["intrinsics"]),
    ],
    inputs: [value("image", "float32", [1, 1, 3, height, width])],
    outputs: [
      value("depth", "float32", [1, 1, height, width]),
      value("depth_conf", "float32", [1, 1, height, width]),
      value("extrinsics", "float32", [1, 1, 3, 4]),
      value("intrinsics", "float32", [1, 1, 3, 3]),
    ],
    constants: [
      ...["q", "k", "v", "o"].map((name) => weight(`w_${name}`, [WIDTH, WIDTH])),
      weight("w_up", [WIDTH, 4 * WIDTH]),
      weight("w_down", [4 * WIDTH, WIDTH]),
      weight("start", [TOKENS, WIDTH]),
      shape("heads", [TOKENS, HEADS, HEAD]),
      shape("flat", [TOKENS, WIDTH]),
      shape("one", [1, 1]),
      shape("map", [1, 1, height, width]),
      shape("halves", [2, height * width]),
      ...decoder.constants,
      constant("blocks", "int64", [], BigInt64Array.of(BigInt(BLOCKS))),
      constant("unit", "float32", [1], Float32Array.of(1)),
      constant("pose", "float32", [1, 1, 3, 4], Float32Array.of(1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0)),
      constant("lens", "float32", [1, 1, 3, 3], Float32Array.of(400, 0, 252, 0, 400, 189, 0, 0, 1)),
    ],
  });
  return path.resolve(writeBundle(folder, manifest(), { "small.onnx": bytes }));
}

type Make = (name: string, dims: readonly number[]) => Uint8Array;

const GRID = [SIZE.height / PATCH, SIZE.width / PATCH] as const;
const FEATURES = 64;
/** Channels of the four levels that the head begins with, and their sizes by that of the grid. */
const LEVELS = [
  { channels: 48, by: 4 },
  { channels: 96, by: 2 },
  { channels: 192, by: 1 },
  { channels: 384, by: 0.5 },
] as const;

/** Tokens to two planes of the picture's size, [1, 2, H, W] as `both`. */
function depthHead(tokens: string, weight: Make, shape: Make) {
  const nodes: Uint8Array[] = [];
  const constants: Uint8Array[] = [shape("grid", [1, WIDTH, ...GRID])];
  let names = 0;
  const run = (operator: string, inputs: readonly string[], ints: Readonly<Record<string, readonly number[]>> = {}) => {
    const name = `h${names++}`;
    nodes.push(node(operator, inputs, [name], { ints }));
    return name;
  };
  const conv = (x: string, from: number, to: number, side: number) => {
    const name = `c${names}`;
    // He's size of random weights: what goes in comes out.
    constants.push(weight(name, [to, from, side, side]));
    const pad = side >> 1;
    return run("Conv", [x, name], { pads: [pad, pad, pad, pad] });
  };
  const sized = (x: string, channels: number, height: number, width: number) => {
    const name = `s${names}`;
    constants.push(shape(name, [1, channels, Math.round(height), Math.round(width)]));
    return run("Resize", [x, "", "", name]);
  };
  const residual = (x: string) => {
    const middle = conv(run("Relu", [x]), FEATURES, FEATURES, 3);
    return run("Add", [x, conv(run("Relu", [middle]), FEATURES, FEATURES, 3)]);
  };
  constants.push(
    constant("from1", "int64", [1], BigInt64Array.of(1n)),
    constant("to_end", "int64", [1], BigInt64Array.of(BigInt(TOKENS))),
    constant("axis0", "int64", [1], BigInt64Array.of(0n)),
  );
  const patches = run("Slice", [tokens, "from1", "to_end", "axis0"]);
  const map = run("Reshape", [run("Transpose", [patches], { perm: [1, 0] }), "grid"]);
  let fused: string | null = null;
  for (const { channels, by } of LEVELS.toReversed()) {
    const [height, width] = [GRID[0] * by, GRID[1] * by];
    const level = conv(sized(conv(map, WIDTH, channels, 1), channels, height, width), channels, FEATURES, 3);
    const own = fused === null ? level : run("Add", [sized(fused, FEATURES, height, width), residual(level)]);
    fused = conv(residual(own), FEATURES, FEATURES, 1);
  }
  const [height, width] = [GRID[0] * 8, GRID[1] * 8];
  const half = conv(sized(fused as string, FEATURES, height, width), FEATURES, FEATURES / 2, 3);
  const full = sized(half, FEATURES / 2, SIZE.height, SIZE.width);
  const last = conv(run("Relu", [conv(full, FEATURES / 2, FEATURES / 2, 3)]), FEATURES / 2, 2, 1);
  nodes.push(node("Tanh", [last], ["both"]));
  return { nodes, constants };
}

function manifest(): Manifest {
  const { width, height } = SIZE;
  return manifestOf(
    {
      anyview: {
        file: "small.onnx",
        inputs: { image: { name: "image", dtype: "float32", dims: [1, 1, 3, height, width] } },
        outputs: {
          depth: { name: "depth", dtype: "float32", dims: [1, 1, height, width] },
          confidence: { name: "depth_conf", dtype: "float32", dims: [1, 1, height, width] },
          extrinsics: { name: "extrinsics", dtype: "float32", dims: [1, 1, 3, 4] },
          intrinsics: { name: "intrinsics", dtype: "float32", dims: [1, 1, 3, 3] },
        },
      },
    },
    {
      id: "da3-small-sized",
      image: {
        channelOrder: "rgb",
        range: "0..1",
        layout: "BNCHW",
        inGraph: false,
        mean: [0.485, 0.456, 0.406],
        std: [0.229, 0.224, 0.225],
        resize: { policy: "fixed-shapes", shapes: [[width, height]], filter: "lanczos3", crop: "center" },
      },
      views: { min: 1, max: 1, dynamic: false },
      post: { depth: { kind: "z", unit: "relative" } },
    },
  );
}

function randomFloats(): (count: number, size: number) => Float32Array {
  let state = 1;
  return (count, size) =>
    Float32Array.from({ length: count }, () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return (state / 2 ** 31 - 1) * size;
    });
}
