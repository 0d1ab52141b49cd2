import { select } from "./select.ts";

/** Most points in a leaf. */
const LEAF_SIZE = 10;

/**
 * A balanced k-d tree without pointers. Nodes are numbered as in a heap (children of n: 2n + 1 and 2n + 2), all
 * leaves lie on the last level, and each node keeps the tight box around its points: on surfaces, where clouds come
 * from, tight boxes cut off far more than splitting planes do.
 */
export interface KdLayout {
  /** Node number of the first leaf; inner nodes come before. */
  readonly firstLeaf: number;
  /** Leaf k holds the slots leafStarts[k] to leafStarts[k + 1] - 1. */
  readonly leafStarts: Uint32Array;
  /** Six per node: min x, y, z, max x, y, z. */
  readonly boxes: Float64Array;
  /** Coordinates by slot: the points of a leaf lie together. */
  readonly coords: Float64Array;
  /** The point's index in the input, by slot. */
  readonly ids: Uint32Array;
  /** Levels below the root. */
  readonly depth: number;
}

/** Builds over flat xyz; throws for a coordinate that is not finite. */
export function buildKdLayout(data: Float32Array | Float64Array): KdLayout {
  if (data.length % 3 !== 0)
    throw new RangeError(`KdTree: ${data.length} numbers, expected flat xyz (a multiple of three)`);
  const source = Float64Array.from(data);
  requireFiniteCoordinates(source);
  const count = source.length / 3;
  const depth = Math.max(0, Math.ceil(Math.log2(count / LEAF_SIZE)));
  const leaves = 2 ** depth;
  const ids = Uint32Array.from({ length: count }, (_, i) => i);
  const boxes = new Float64Array(6 * (2 * leaves - 1));
  const keys = new Float64Array(count);
  // Level by level: the ranges of a level's nodes follow each other, so their ends are all there is to keep.
  let starts = Uint32Array.of(0, count);
  for (let level = 0; ; level++) {
    const nodes = 2 ** level;
    for (let k = 0; k < nodes; k++) fitBox(boxes, 6 * (nodes - 1 + k), source, ids, starts[k]!, starts[k + 1]!);
    if (level === depth) break;
    const halves = new Uint32Array(2 * nodes + 1);
    for (let k = 0; k < nodes; k++) {
      const [from, to] = [starts[k]!, starts[k + 1]!];
      const middle = (from + to) >>> 1;
      halves[2 * k + 1] = middle;
      halves[2 * k + 2] = to;
      splitRange(widestAxis(boxes, 6 * (nodes - 1 + k)), source, ids, keys, from, middle, to);
    }
    starts = halves;
  }
  return { firstLeaf: leaves - 1, leafStarts: starts, boxes, coords: gather(source, ids), ids, depth };
}

function requireFiniteCoordinates(source: Float64Array): void {
  for (let i = 0; i < source.length; i++)
    if (!Number.isFinite(source[i])) {
      const point = Math.floor(i / 3);
      const shown = source.subarray(3 * point, 3 * point + 3).join(", ");
      throw new RangeError(
        `KdTree: point ${point} is [${shown}], expected finite numbers; filter such points out first`,
      );
    }
}

/** Puts the lower half of a range along an axis before `middle`. */
function splitRange(
  axis: number,
  source: Float64Array,
  ids: Uint32Array,
  keys: Float64Array,
  from: number,
  middle: number,
  to: number,
): void {
  for (let i = from; i < to; i++) keys[i] = source[3 * ids[i]! + axis]!;
  select(keys, middle, from, to - 1, ids);
}

function fitBox(boxes: Float64Array, b: number, source: Float64Array, ids: Uint32Array, from: number, to: number) {
  let x0 = Infinity;
  let y0 = Infinity;
  let z0 = Infinity;
  let x1 = -Infinity;
  let y1 = -Infinity;
  let z1 = -Infinity;
  for (let i = from; i < to; i++) {
    const p = 3 * ids[i]!;
    const x = source[p]!;
    const y = source[p + 1]!;
    const z = source[p + 2]!;
    if (x < x0) x0 = x;
    if (x > x1) x1 = x;
    if (y < y0) y0 = y;
    if (y > y1) y1 = y;
    if (z < z0) z0 = z;
    if (z > z1) z1 = z;
  }
  boxes[b] = x0;
  boxes[b + 1] = y0;
  boxes[b + 2] = z0;
  boxes[b + 3] = x1;
  boxes[b + 4] = y1;
  boxes[b + 5] = z1;
}

function widestAxis(boxes: Float64Array, b: number): number {
  const [x, y, z] = [0, 1, 2].map((axis) => boxes[b + 3 + axis]! - boxes[b + axis]!) as [number, number, number];
  if (x >= y && x >= z) return 0;
  return y >= z ? 1 : 2;
}

function gather(source: Float64Array, ids: Uint32Array): Float64Array {
  const coords = new Float64Array(source.length);
  for (let slot = 0; slot < ids.length; slot++) {
    const p = 3 * ids[slot]!;
    coords[3 * slot] = source[p]!;
    coords[3 * slot + 1] = source[p + 1]!;
    coords[3 * slot + 2] = source[p + 2]!;
  }
  return coords;
}

/** Squared distance from a point to a node's box, 0 inside. */
export function boxDistanceSquared(boxes: Float64Array, node: number, x: number, y: number, z: number): number {
  const b = 6 * node;
  const dx = Math.max(boxes[b]! - x, x - boxes[b + 3]!, 0);
  const dy = Math.max(boxes[b + 1]! - y, y - boxes[b + 4]!, 0);
  const dz = Math.max(boxes[b + 2]! - z, z - boxes[b + 5]!, 0);
  return dx * dx + dy * dy + dz * dz;
}

/** Squared distance from a point to the farthest corner of a node's box. */
export function boxReachSquared(boxes: Float64Array, node: number, x: number, y: number, z: number): number {
  const b = 6 * node;
  const dx = Math.max(x - boxes[b]!, boxes[b + 3]! - x);
  const dy = Math.max(y - boxes[b + 1]!, boxes[b + 4]! - y);
  const dz = Math.max(z - boxes[b + 2]!, boxes[b + 5]! - z);
  return dx * dx + dy * dy + dz * dz;
}
