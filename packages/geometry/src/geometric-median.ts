import { pick } from "./cloud.ts";
import { sampleIndices, seededRandom } from "./random.ts";
import { median } from "./stats.ts";
import type { Vec3 } from "./vec.ts";

/** Most steps are taken over so many points; the last ones over all. */
const SAMPLE = 2048;
const STEPS = 100;
const LAST_STEPS = 8;
/** Of the cloud's own size. */
const CLOSE_ENOUGH = 1e-6;

/**
 * The place with the least sum of distances to all points (Weiszfeld). As robust as the median of each axis, and it
 * does not depend on which way the axes point. The cloud must not be empty.
 */
export function geometricMedian(data: Float32Array): Vec3 {
  const count = data.length / 3;
  const sample = count > SAMPLE ? pick(data, sampleIndices(count, SAMPLE, seededRandom(0))) : data;
  const start = [0, 1, 2].map((axis) => median(coordinates(sample, axis))) as [number, number, number];
  const near = descend(sample, start, STEPS);
  return sample === data ? near : descend(data, near, LAST_STEPS);
}

function coordinates(data: Float32Array, axis: number): Float32Array {
  const out = new Float32Array(data.length / 3);
  for (let i = 0; i < out.length; i++) out[i] = data[3 * i + axis]!;
  return out;
}

function descend(data: Float32Array, start: Vec3, steps: number): Vec3 {
  let at = start;
  for (let step = 0; step < steps; step++) {
    const next = better(data, at);
    const [dx, dy, dz] = [next[0] - at[0], next[1] - at[1], next[2] - at[2]];
    at = next;
    if (Math.hypot(dx, dy, dz) <= CLOSE_ENOUGH * spread(data, at)) break;
  }
  return at;
}

/** One step; a point of the cloud that is stood upon holds back what the others pull (Vardi and Zhang). */
function better(data: Float32Array, [x, y, z]: Vec3): Vec3 {
  let sumX = 0;
  let sumY = 0;
  let sumZ = 0;
  let weights = 0;
  let here = 0;
  for (let p = 0; p < data.length; p += 3) {
    const px = data[p]!;
    const py = data[p + 1]!;
    const pz = data[p + 2]!;
    const distance = Math.sqrt((px - x) ** 2 + (py - y) ** 2 + (pz - z) ** 2);
    if (distance === 0) {
      here++;
      continue;
    }
    const weight = 1 / distance;
    sumX += px * weight;
    sumY += py * weight;
    sumZ += pz * weight;
    weights += weight;
  }
  if (weights === 0) return [x, y, z];
  const pull = Math.hypot(sumX - x * weights, sumY - y * weights, sumZ - z * weights);
  const held = pull === 0 ? 1 : Math.min(1, here / pull);
  const to = (sum: number, from: number) => (1 - held) * (sum / weights) + held * from;
  return [to(sumX, x), to(sumY, y), to(sumZ, z)];
}

/** Mean distance along the axes: enough to tell what a small step is. */
function spread(data: Float32Array, [x, y, z]: Vec3): number {
  const every = 3 * Math.max(1, Math.floor(data.length / 3 / 256));
  let [sum, count] = [0, 0];
  for (let p = 0; p < data.length; p += every) {
    sum += Math.abs(data[p]! - x) + Math.abs(data[p + 1]! - y) + Math.abs(data[p + 2]! - z);
    count++;
  }
  return sum / count;
}
