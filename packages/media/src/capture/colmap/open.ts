import path from "node:path";
import { Pose } from "@spatialclaw/geometry";
import { inOrder } from "../../in-order.ts";
import { byName } from "../../input/paths.ts";
import { InputError, type Intrinsics, type MediaInput } from "../../types.ts";
import { existing } from "../files.ts";
import type { CaptureFormat } from "../formats.ts";
import { frameFrom } from "../parts.ts";
import { rigidFrom } from "../rigid.ts";
import { isFile, isFolder } from "../text.ts";
import type { Model, ModelImage } from "./model.ts";
import { readBinaryModel } from "./read-binary.ts";
import { readTextModel } from "./read-text.ts";

/** Where COLMAP and its users put a model, relative to the capture's folder. */
const PLACES = [".", "sparse/0", "sparse", "colmap/sparse/0"];

/** A model by COLMAP: poses without depth, in a world whose size and up are not known. */
export const COLMAP: CaptureFormat = {
  name: "colmap",
  lookedFor: "cameras and images as .bin or .txt, also in sparse/0 (COLMAP)",
  isHere: async (root) => (await placeOf(root)) !== null,
  open: openColmap,
};

async function openColmap(root: string): Promise<MediaInput> {
  const { folder, isBinary } = (await placeOf(root)) as { folder: string; isBinary: boolean };
  const model = await (isBinary ? readBinaryModel(folder) : readTextModel(folder));
  const images = model.images.toSorted((a, b) => byName(a.name, b.name));
  if (images.length === 0) throw new InputError(`${folder} places no picture, expected at least one; run COLMAP again`);
  const pictures = (await isFolder(path.join(root, "images"))) ? path.join(root, "images") : root;
  const frames = await inOrder(images, async (image, frameIndex) =>
    frameFrom({
      frameIndex,
      where: image.where,
      picture: await existing(pictures, image.name, image.where, "name"),
      intrinsics: (size, where) => cameraOf(model, image, size, where),
      c2w: cameraToWorld(image),
      depth: null,
      instances: null,
      seconds: null,
    }),
  );
  const capture = {
    root,
    format: "colmap",
    up: meanUp(images.map(cameraToWorld)),
    hasDepth: false,
    metric: false,
    instances: null,
  };
  const warnings = [
    "a COLMAP model has no scale: its lengths are no metres, and up is taken from how the camera was held",
  ];
  return { kind: "capture", name: path.basename(root), frames, fps: null, durationSec: null, capture, warnings };
}

async function placeOf(root: string): Promise<{ folder: string; isBinary: boolean } | null> {
  for (const place of PLACES) {
    const folder = path.join(root, place);
    for (const ending of ["bin", "txt"]) {
      const files = ["cameras", "images"].map((name) => isFile(path.join(folder, `${name}.${ending}`)));
      if ((await Promise.all(files)).every(Boolean)) return { folder, isBinary: ending === "bin" };
    }
  }
  return null;
}

function cameraOf(
  { cameras }: Model,
  image: ModelImage,
  size: { readonly width: number; readonly height: number },
  where: string,
): Intrinsics {
  const camera = cameras.get(image.camera);
  if (!camera) throw new InputError(`${where} names camera ${image.camera}, which the model does not have`);
  if (camera.width !== size.width || camera.height !== size.height) {
    throw new InputError(
      `${where}: camera ${image.camera} is for ${camera.width}x${camera.height} pixels, ${image.name} has ${size.width}x${size.height}; name the folder with the pictures that COLMAP saw`,
    );
  }
  return camera;
}

function cameraToWorld({ rotation, translation, where }: ModelImage): readonly number[] {
  return Pose.fromMatrix(rigidFrom(rotation, translation, where)).inverse().matrix;
}

/** People hold cameras upright, on the whole. */
function meanUp(poses: readonly (readonly number[])[]): readonly [number, number, number] {
  const sum = [1, 5, 9].map((i) => -poses.reduce((total, m) => total + (m[i] as number), 0)) as [
    number,
    number,
    number,
  ];
  const length = Math.hypot(...sum);
  return length > 1e-6 * poses.length ? [sum[0] / length, sum[1] / length, sum[2] / length] : [0, 0, 1];
}
