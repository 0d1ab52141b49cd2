import { InputError, type RgbImage } from "@spatialclaw/media";
import type { ImageSpec, Manifest } from "../manifest/index.ts";
import { type Filter, type Precision, resample } from "../pictures/resample.ts";
import type { Feed } from "../runtime/task.ts";
import type { Size } from "./grid/patch.ts";

const FILTERS: Readonly<Record<ImageSpec["resize"]["filter"], readonly [Filter, Precision] | null>> = {
  bilinear: ["bilinear", "pillow"],
  // What SAM 3's own processors call: torchvision's resize of bytes.
  "bilinear-antialias": ["bilinear", "torchvision"],
  bicubic: ["bicubic", "pillow"],
  lanczos3: ["lanczos3", "pillow"],
  "area-cubic": null,
};

/** The size of the picture that SAM 3's graphs take. Throws InputError where the manifest names no fixed one. */
export function inputSize({ id, image }: Manifest): Size {
  const { policy, size } = image.resize;
  if (policy !== "stretch" || typeof size !== "object")
    throw new InputError(
      `the manifest of ${id} resizes by ${policy}; SAM 3 wants "stretch" with [width, height]`,
      "environment",
    );
  return { width: size[0], height: size[1] };
}

/** The picture at the network's size, whatever its shape. Bytes. */
export function stretched(picture: RgbImage, manifest: Manifest): RgbImage {
  const size = inputSize(manifest);
  if (picture.width === size.width && picture.height === size.height) return picture;
  const how = FILTERS[manifest.image.resize.filter];
  if (!how) throw new InputError(`${manifest.id}: SAM 3's pictures are not resized by ${manifest.image.resize.filter}`);
  return resample(picture, size, how[0], undefined, how[1]);
}

/** Channels one after another, normalised as the manifest says. */
export function pictureFeed(picture: RgbImage, manifest: Manifest): Feed {
  const { image } = manifest;
  const { width, height, data } = stretched(picture, manifest);
  const dims = image.layout === "CHW" ? [3, height, width] : [1, 3, height, width];
  const planes = image.inGraph ? new Uint8Array(data.length) : new Float32Array(data.length);
  const pixels = width * height;
  for (let channel = 0; channel < 3; channel++) {
    const from = image.channelOrder === "rgb" ? channel : 2 - channel;
    const values = valuesOf(image, channel);
    for (let i = 0, at = from, to = channel * pixels; i < pixels; i++, at += 3, to++) planes[to] = values[data[at]!]!;
  }
  return { data: planes, dims };
}

/** What each of the 256 bytes becomes. */
function valuesOf({ inGraph, range, mean, std }: ImageSpec, channel: number): Float32Array {
  const bytes = Float32Array.from({ length: 256 }, (_, byte) => byte);
  if (inGraph) return bytes;
  const most = range === "0..1" ? 255 : 1;
  return bytes.map((byte) => (byte / most - (mean?.[channel] ?? 0)) / (std?.[channel] ?? 1));
}
