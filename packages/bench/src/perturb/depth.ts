import { Noise } from "./noise.ts";

/** Cells of the smooth part across the longer side: neural depth bends over a few of them in a picture. */
const CELLS = 6;
/** Variance of the three parts: the whole frame, smooth over the picture, each pixel for itself. */
const SHARE = { frame: 0.4, smooth: 0.4, pixel: 0.2 } as const;
/** Interpolating between random corners halves their variance, twice, about: this restores it. */
const SMOOTHING = 2 / 3;

/** Relative depth errors of one frame: some of it its scale, some of it bends over the picture, some of it grain. */
export function noisyDepth(
  depth: Float32Array,
  { width, height }: { readonly width: number; readonly height: number },
  amount: number,
  ...names: readonly (string | number)[]
): Float32Array {
  const noise = new Noise("depth", ...names);
  const scale = amount * Math.sqrt(SHARE.frame) * noise.normal();
  const step = Math.max(width, height) / CELLS;
  const columns = Math.ceil(width / step) + 2;
  const rows = Math.ceil(height / step) + 2;
  const corners = Float64Array.from({ length: columns * rows }, () => noise.normal());
  const [smooth, grain] = [(amount * Math.sqrt(SHARE.smooth)) / SMOOTHING, amount * Math.sqrt(SHARE.pixel)];
  const out = new Float32Array(depth.length);
  for (let y = 0, i = 0; y < height; y++) {
    const v = y / step;
    const row = Math.floor(v);
    for (let x = 0; x < width; x++, i++) {
      const u = x / step;
      const column = Math.floor(u);
      const at = row * columns + column;
      const upper = mix(corners[at]!, corners[at + 1]!, u - column);
      const lower = mix(corners[at + columns]!, corners[at + columns + 1]!, u - column);
      const error = scale + smooth * mix(upper, lower, v - row) + grain * noise.normal();
      // Nothing is behind the camera, however large the error.
      out[i] = depth[i]! * Math.max(0.05, 1 + error);
    }
  }
  return out;
}

const mix = (a: number, b: number, t: number): number => a + (b - a) * t;
