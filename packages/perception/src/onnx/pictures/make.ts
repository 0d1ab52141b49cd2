import type { RgbImage } from "@spatialclaw/media";
import { shrinkByArea } from "./area.ts";
import { resizeCubic } from "./cubic.ts";
import type { Filter } from "./filters.ts";
import type { Part, Size, Step } from "./fit.ts";
import { resample } from "./resample.ts";

const CHANNELS = 3;
/** Around letterboxed pictures: middle grey. */
const GREY = 128;

type FilterName = Extract<Step, { kind: "resize" }>["filter"];

const FILTERS: Readonly<Record<Exclude<FilterName, "area-cubic">, Filter>> = {
  bilinear: "bilinear",
  "bilinear-antialias": "bilinear",
  bicubic: "bicubic",
  lanczos3: "lanczos3",
};

/** The picture after the steps of its fit. */
export function makePicture(image: RgbImage, steps: readonly Step[]): RgbImage {
  return steps.reduce(after, image);
}

function after(image: RgbImage, step: Step): RgbImage {
  switch (step.kind) {
    case "crop":
      return crop(image, step.part);
    case "pad":
      return pad(image, step.to, step.at);
    case "resize":
      return step.filter === "area-cubic" ? areaCubic(image, step.to) : resample(image, step.to, FILTERS[step.filter]);
  }
}

function areaCubic(image: RgbImage, to: Size): RgbImage {
  const grows = to.width > image.width || to.height > image.height;
  return grows ? resizeCubic(image, to) : shrinkByArea(image, to);
}

function crop({ width, data }: RgbImage, { x0, y0, x1, y1 }: Part): RgbImage {
  const out = { width: x1 - x0, height: y1 - y0 };
  const made = new Uint8Array(out.width * out.height * CHANNELS);
  for (let y = 0; y < out.height; y++) {
    const from = ((y0 + y) * width + x0) * CHANNELS;
    made.set(data.subarray(from, from + out.width * CHANNELS), y * out.width * CHANNELS);
  }
  return { ...out, data: made };
}

function pad({ width, height, data }: RgbImage, to: Size, [left, top]: readonly [number, number]): RgbImage {
  const made = new Uint8Array(to.width * to.height * CHANNELS).fill(GREY);
  for (let y = 0; y < height; y++) {
    const row = data.subarray(y * width * CHANNELS, (y + 1) * width * CHANNELS);
    made.set(row, ((top + y) * to.width + left) * CHANNELS);
  }
  return { ...to, data: made };
}
