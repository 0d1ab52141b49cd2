import type { RgbImage } from "@spatialclaw/media";
import type { ImageSpec } from "../manifest/index.ts";

const CHANNELS = 3;
type Table = Float32Array;

const NO_MEAN = [0, 0, 0] as const;
const NO_STD = [1, 1, 1] as const;

/**
 * Pictures of one size as a graph takes them: (N, 3, H, W), planes in the manifest's order of colours, normalised
 * unless the graph does that itself (then 0..255).
 */
export function toTensor(pictures: readonly RgbImage[], spec: ImageSpec): Float32Array {
  const [first] = pictures;
  const plane = first ? first.width * first.height : 0;
  const out = new Float32Array(pictures.length * CHANNELS * plane);
  const order = spec.channelOrder === "rgb" ? [0, 1, 2] : [2, 1, 0];
  const [tableA, tableB, tableC] = order.map((_, channel) => tableOf(channel, spec)) as [Table, Table, Table];
  const [a, b, c] = order as [number, number, number];
  pictures.forEach(({ data }, n) => {
    const from = n * CHANNELS * plane;
    const [second, third] = [from + plane, from + 2 * plane];
    for (let i = 0, at = 0; i < plane; i++, at += CHANNELS) {
      out[from + i] = tableA[data[at + a]!]!;
      out[second + i] = tableB[data[at + b]!]!;
      out[third + i] = tableC[data[at + c]!]!;
    }
  });
  return out;
}

/** What each of the 256 values becomes; mean and std are in the order in which the graph takes colours. */
function tableOf(channel: number, { range, inGraph, mean = NO_MEAN, std = NO_STD }: ImageSpec): Float32Array {
  if (inGraph) return Float32Array.from({ length: 256 }, (_, value) => value);
  const most = range === "0..1" ? 255 : 1;
  const [middle, spread] = [Math.fround(mean[channel]!), Math.fround(std[channel]!)];
  return Float32Array.from({ length: 256 }, (_, value) => Math.fround(Math.fround(value / most) - middle) / spread);
}
