// A model that gives back what it is told: depth and cameras of known pictures, recognised by their mean colours.
import path from "node:path";
import type { RgbImage } from "@spatialclaw/media";
import type { Manifest } from "../../../src/onnx/manifest/index.ts";
import { toTensor } from "../../../src/onnx/pictures/tensor.ts";
import { manifestOf, writeBundle } from "../bundles.ts";
import { constant, model, node, value } from "../model.ts";

export interface Replayed {
  readonly picture: RgbImage;
  /** Of the picture's size; 0 where nothing was measured. */
  readonly depth: Float32Array;
  /** World-to-camera, 3x4 row-major. */
  readonly extrinsics: readonly number[];
  /** 3x3. */
  readonly intrinsics: readonly number[];
}

/** Writes the bundle. @returns what a job's `model` takes. */
export function writeReplay(folder: string, views: readonly Replayed[], more: Partial<Manifest> = {}): string {
  const [{ picture }] = views as [Replayed];
  const { width, height } = picture;
  const count = views.length;
  const manifest = manifestOf(
    {
      anyview: {
        file: "replay.onnx",
        inputs: { image: { name: "image", dtype: "float32", dims: [1, "N", 3, height, width] } },
        outputs: {
          depth: { name: "depth", dtype: "float32", dims: [1, "N", height, width] },
          extrinsics: { name: "extrinsics", dtype: "float32", dims: [1, "N", 3, 4] },
          intrinsics: { name: "intrinsics", dtype: "float32", dims: [1, "N", 3, 3] },
        },
      },
    },
    {
      id: "replay",
      image: {
        channelOrder: "rgb",
        range: "0..1",
        layout: "BNCHW",
        inGraph: false,
        resize: { policy: "fixed-shapes", shapes: [[width, height]], filter: "lanczos3", crop: "center" },
      },
      views: { min: 1, max: 16, dynamic: true, batchAxis: 1 },
      post: { depth: { kind: "z", unit: "metric", extrinsics: "w2c-opencv-3x4" } },
      ...more,
    },
  );
  const tensor = toTensor(
    views.map((view) => view.picture),
    manifest.image,
  );
  const plane = width * height;
  const means = Float32Array.from({ length: 3 * count }, (_, k) => {
    let sum = 0;
    for (let i = 0; i < plane; i++) sum += tensor[k * plane + i]!;
    return sum / plane;
  });
  const shape = (name: string, dims: readonly number[]) =>
    constant(name, "int64", [dims.length], BigInt64Array.from(dims, BigInt));
  const table = (name: string, dims: readonly number[], lists: readonly ArrayLike<number>[]) =>
    constant(name, "float32", [count, ...dims], Float32Array.from(lists.flatMap((list) => Array.from(list))));
  const picked = (name: string) => [
    node("Gather", [`all_${name}`, "which"], [`some_${name}`]),
    node("Reshape", [`some_${name}`, `shape_${name}`], [name]),
  ];
  const graph = model({
    nodes: [
      node("ReduceMean", ["image"], ["colours"], { ints: { axes: [3, 4] } }),
      node("Reshape", ["colours", "row"], ["asked"]),
      node("Sub", ["known", "asked"], ["off"]),
      node("Abs", ["off"], ["far"]),
      node("ReduceMean", ["far"], ["distance"], { ints: { axes: [2] } }),
      node("ArgMin", ["distance"], ["nearest"]),
      node("Reshape", ["nearest", "flat"], ["which"]),
      ...["depth", "extrinsics", "intrinsics"].flatMap(picked),
    ],
    inputs: [value("image", "float32", [1, "N", 3, height, width])],
    outputs: [
      value("depth", "float32", [1, "N", height, width]),
      value("extrinsics", "float32", [1, "N", 3, 4]),
      value("intrinsics", "float32", [1, "N", 3, 3]),
    ],
    constants: [
      shape("row", [1, -1, 3]),
      shape("flat", [-1]),
      shape("shape_depth", [1, -1, height, width]),
      shape("shape_extrinsics", [1, -1, 3, 4]),
      shape("shape_intrinsics", [1, -1, 3, 3]),
      constant("known", "float32", [count, 1, 3], means),
      table(
        "all_depth",
        [height, width],
        views.map((view) => view.depth),
      ),
      table(
        "all_extrinsics",
        [3, 4],
        views.map((view) => view.extrinsics),
      ),
      table(
        "all_intrinsics",
        [3, 3],
        views.map((view) => view.intrinsics),
      ),
    ],
  });
  return path.resolve(writeBundle(folder, manifest, { "replay.onnx": graph }));
}
