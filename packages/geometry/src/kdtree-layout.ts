import { notFinite } from "./cloud.ts";
import { Splitter } from "./kdtree-split.ts";

/** Points in a leaf, about. */
const LEAF_SIZE = 12;

/**
 * A k-d tree without pointers. Nodes are numbered as in a heap (children of n: 2n + 1 and 2n + 2), all leaves lie on
 * the last level, and each node keeps the tight box around its points: on surfaces, where clouds come from, tight
 * boxes cut off far more than splitting planes do.
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
  const coords = new Float64Array(data);
  requireFiniteCoordinates(coords);
  const count = coords.length / 3;
  const depth = Math.max(0, Math.round(Math.log2(count / LEAF_SIZE)));
  const leaves = 2 ** depth;
  const ids = new Uint32Array(count);
  for (let i = 0; i < count; i++) ids[i] = i;
  const leafStarts = new Uint32Array(leaves + 1).fill(count);
  const boxes = new Float64Array(6 * (2 * leaves - 1));
  const layout = { firstLeaf: leaves - 1, leafStarts, boxes, coords, ids, depth };
  arrange(layout, new Splitter(coords, ids), 0, 0, count);
  return layout;
}

function requireFiniteCoordinates(coords: Float64Array): void {
  const stray = notFinite(coords);
  if (stray < 0) return;
  const point = Math.floor(stray / 3);
  const shown = coords.subarray(3 * point, 3 * point + 3).join(", ");
  throw new RangeError(`KdTree: point ${point} is [${shown}], expected finite numbers; filter such points out first`);
}

/** Divides the slots from..to among the leaves below a node; boxes are fitted from the leaves upwards. */
function arrange(layout: KdLayout, splitter: Splitter, node: number, from: number, to: number): void {
  const { firstLeaf, leafStarts, boxes, coords } = layout;
  if (node >= firstLeaf) {
    leafStarts[node - firstLeaf] = from;
    fitBox(boxes, node, coords, from, to);
    return;
  }
  const middle = splitter.split(from, to);
  arrange(layout, splitter, 2 * node + 1, from, middle);
  arrange(layout, splitter, 2 * node + 2, middle, to);
  joinBoxes(boxes, node);
}

/** A box without points is inside out: infinitely far from everything. */
function fitBox(boxes: Float64Array, node: number, coords: Float64Array, from: number, to: number): void {
  let x0 = Infinity;
  let y0 = Infinity;
  let z0 = Infinity;
  let x1 = -Infinity;
  let y1 = -Infinity;
  let z1 = -Infinity;
  for (let p = 3 * from; p < 3 * to; p += 3) {
    const x = coords[p]!;
    const y = coords[p + 1]!;
    const z = coords[p + 2]!;
    if (x < x0) x0 = x;
    if (x > x1) x1 = x;
    if (y < y0) y0 = y;
    if (y > y1) y1 = y;
    if (z < z0) z0 = z;
    if (z > z1) z1 = z;
  }
  const b = 6 * node;
  boxes[b] = x0;
  boxes[b + 1] = y0;
  boxes[b + 2] = z0;
  boxes[b + 3] = x1;
  boxes[b + 4] = y1;
  boxes[b + 5] = z1;
}

/** The box around the boxes of a node's children. */
function joinBoxes(boxes: Float64Array, node: number): void {
  const left = 6 * (2 * node + 1);
  const right = left + 6;
  for (let i = 0; i < 3; i++) {
    boxes[6 * node + i] = Math.min(boxes[left + i]!, boxes[right + i]!);
    boxes[6 * node + 3 + i] = Math.max(boxes[left + 3 + i]!, boxes[right + 3 + i]!);
  }
}
