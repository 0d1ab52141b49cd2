import { alignPoses } from "../../world/align-poses.ts";
import { applied, fitRobustSimilarity, movedPose, type Similarity } from "../../world/similarity.ts";
import type { Camera } from "./camera.ts";
import type { Chunk } from "./chunks.ts";
import type { RawViews } from "./types.ts";

/** Pixels of a shared view that are compared, about. */
const SAMPLES = 1500;

export interface Joined {
  readonly views: RawViews;
  /** Largest ratio by which a run had to be stretched to fit the one before it. */
  readonly stretch: number;
}

/**
 * Runs over overlapping views as one: each is brought to the ones before by the similarity that fits the points of the
 * views they share, pixel by pixel. Shared views stay as the earlier run saw them.
 */
export function joinRuns(runs: readonly RawViews[], chunks: readonly Chunk[]): Joined {
  const [first] = runs as [RawViews];
  const total = (chunks.at(-1) as Chunk)[1];
  const plane = first.width * first.height;
  const cameras = new Array<Camera | null>(total).fill(null);
  const depth = new Float32Array(total * plane);
  const confidence = first.confidence ? new Float32Array(total * plane) : null;
  let done = 0;
  let stretch = 1;
  for (const [k, run] of runs.entries()) {
    const [from, to] = chunks[k] as Chunk;
    const before: RawViews = { ...first, cameras, depth, confidence };
    const similarity = k === 0 ? null : onShared(run, before, from, done);
    if (similarity) stretch = Math.max(stretch, similarity.scale, 1 / similarity.scale);
    for (let n = done; n < to; n++) {
      const camera = run.cameras[n - from] as Camera;
      cameras[n] = similarity ? { ...camera, c2w: movedPose(similarity, camera.c2w) } : camera;
      const values = run.depth.subarray((n - from) * plane, (n - from + 1) * plane);
      depth.set(similarity ? values.map((value) => value * similarity.scale) : values, n * plane);
      if (confidence && run.confidence)
        confidence.set(run.confidence.subarray((n - from) * plane, (n - from + 1) * plane), n * plane);
    }
    done = to;
  }
  return { views: { ...first, cameras, depth, confidence }, stretch };
}

/** Views from..done are those that a run shares with all before it. */
function onShared(run: RawViews, before: RawViews, from: number, done: number): Similarity {
  const source: number[] = [];
  const target: number[] = [];
  const weights: number[] = [];
  const plane = run.width * run.height;
  const step = Math.max(1, Math.floor(Math.sqrt(plane / SAMPLES)));
  for (let n = from; n < done; n++)
    for (let y = step >> 1; y < run.height; y += step)
      for (let x = step >> 1; x < run.width; x += step) {
        const i = y * run.width + x;
        const [a, b] = [pointOf(run, n - from, x, y), pointOf(before, n, x, y)];
        const sure = Math.min(sureness(run, (n - from) * plane + i), sureness(before, n * plane + i));
        if (![...a, ...b, sure].every(Number.isFinite)) continue;
        source.push(...a);
        target.push(...b);
        // Far points are known worse, by their distance.
        weights.push(sure / Math.max(1e-12, before.depth[n * plane + i]!) ** 2);
      }
  const fitted = fitRobustSimilarity(source, target, weights);
  if (fitted) return fitted;
  const shared = Array.from({ length: done - from }, (_, k) => k);
  const pose = ({ cameras }: RawViews, n: number) => (cameras[n] as Camera).c2w;
  return alignPoses(
    shared.map((k) => pose(run, k)),
    shared.map((k) => pose(before, from + k)),
  ).similarity;
}

/** The lowest confidence is 1. */
function sureness({ confidence }: RawViews, i: number): number {
  return confidence ? confidence[i]! - 1 : 1;
}

function pointOf(
  { cameras, depth, width, height }: RawViews,
  n: number,
  x: number,
  y: number,
): [number, number, number] {
  const { fx, fy, cx, cy, c2w } = cameras[n] as Camera;
  const z = depth[n * width * height + y * width + x]!;
  return applied(fromCamera(c2w), [((x + 0.5 - cx) / fx) * z, ((y + 0.5 - cy) / fy) * z, z]);
}

/** A camera as the similarity from its own axes to the world. */
function fromCamera(m: readonly number[]): Similarity {
  return {
    scale: 1,
    rotation: [m[0]!, m[1]!, m[2]!, m[4]!, m[5]!, m[6]!, m[8]!, m[9]!, m[10]!],
    translation: [m[3]!, m[7]!, m[11]!],
  };
}
