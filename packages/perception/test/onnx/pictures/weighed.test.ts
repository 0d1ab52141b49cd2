import { expect, it } from "vitest";
import { resample } from "../../../src/onnx/pictures/resample.ts";
import { type Weights, weightsFor } from "../../../src/onnx/pictures/weights.ts";

/** The definition, one byte at a time: rows first, rounded to bytes, then columns. */
function plainly(data: Uint8Array, [width, height]: readonly [number, number], [w, h]: readonly [number, number]) {
  const columns = weightsFor("lanczos3", width, [0, width], w, "pillow");
  const rows = weightsFor("lanczos3", height, [0, height], h, "pillow");
  const byte = (weights: Weights, i: number, at: (k: number) => number) => {
    let sum = 2 ** (weights.bits - 1);
    for (let k = 0; k < weights.count[i]!; k++)
      sum += weights.values[i * weights.stride + k]! * at(weights.first[i]! + k);
    return Math.min(255, Math.max(0, Math.floor(sum / 2 ** weights.bits)));
  };
  const middle = Uint8Array.from({ length: height * w * 3 }, (_, i) => {
    const [y, x, c] = [Math.floor(i / (3 * w)), Math.floor(i / 3) % w, i % 3];
    return byte(columns, x, (k) => data[(y * width + k) * 3 + c]!);
  });
  return Uint8Array.from({ length: h * w * 3 }, (_, i) => {
    const [y, rest] = [Math.floor(i / (3 * w)), i % (3 * w)];
    return byte(rows, y, (k) => middle[k * 3 * w + rest]!);
  });
}

function noise(count: number): Uint8Array {
  let state = 11;
  return new Uint8Array(count).map(() => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 24;
  });
}

// Higher than what is copied to the vectors' memory at once, and growing after that.
it.each([
  [
    [601, 701],
    [33, 47],
  ],
  [
    [7, 5],
    [61, 90],
  ],
  [
    [301, 20],
    [301, 9],
  ],
  [
    [20, 301],
    [9, 301],
  ],
] as const)("%s to %s is what the definition says", (from, to) => {
  const data = noise(3 * from[0] * from[1]);
  const [width, height] = to;
  const made = resample({ width: from[0], height: from[1], data }, { width, height }, "lanczos3");
  expect(Buffer.compare(made.data, plainly(data, from, to))).toBe(0);
});
