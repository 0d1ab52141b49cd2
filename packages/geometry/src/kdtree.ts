import { buildKdLayout, type KdLayout } from "./kdtree-layout.ts";
import { LeafWalk } from "./kdtree-walk.ts";
import { heapPush, heapReplaceTop, heapSort } from "./max-heap.ts";
import { requireFinite, type Vec3 } from "./vec.ts";

/** A point of the tree, by its index in the input, and how far it is. */
export interface Neighbour {
  readonly index: number;
  readonly distance: number;
}

/** Filled in by the allocation-free searches. */
export interface NeighbourSlot {
  index: number;
  distance: number;
}

/** Static k-d tree over a cloud (flat xyz, copied). Each friendly search has a twin that allocates nothing. */
export class KdTree {
  readonly length: number;
  readonly #layout: KdLayout;
  readonly #walk: LeafWalk;
  readonly #slot: NeighbourSlot = { index: -1, distance: Infinity };

  constructor(data: Float32Array | Float64Array) {
    this.#layout = buildKdLayout(data);
    this.length = data.length / 3;
    this.#walk = new LeafWalk(this.#layout);
  }

  /** The nearest point; throws on an empty tree. */
  nearest(p: Vec3): Neighbour {
    requireFinite("KdTree.nearest", p);
    if (!this.nearestInto(p[0], p[1], p[2], this.#slot))
      throw new RangeError("KdTree.nearest: the tree holds no points; test points.length first");
    return { index: this.#slot.index, distance: this.#slot.distance };
  }

  /** The k nearest points, nearest first; all of them when there are fewer. */
  kNearest(p: Vec3, k: number): Neighbour[] {
    requireFinite("KdTree.kNearest", p);
    if (!Number.isInteger(k) || k < 0)
      throw new RangeError(`KdTree.kNearest: k is ${k}, expected a whole number from 0`);
    const size = Math.min(k, this.length);
    const [indices, distances] = [new Int32Array(size), new Float64Array(size)];
    this.kNearestInto(p[0], p[1], p[2], size, indices, distances);
    return Array.from(indices, (index, i) => ({ index, distance: distances[i]! }));
  }

  /** Indices of the points at most `radius` away, ascending. */
  within(p: Vec3, radius: number): number[] {
    requireFinite("KdTree.within", p);
    if (!(radius >= 0)) throw new RangeError(`KdTree.within: radius is ${radius}, expected a distance from 0`);
    const count = this.withinInto(p[0], p[1], p[2], radius, new Int32Array(0));
    const found = new Int32Array(count);
    this.withinInto(p[0], p[1], p[2], radius, found);
    return Array.from(found.sort());
  }

  /**
   * Writes the nearest point that is closer than `bound` to `out`. False, and `out` untouched, when there is none.
   */
  nearestInto(x: number, y: number, z: number, out: NeighbourSlot, bound = Infinity): boolean {
    const slot = this.#nearestSlot(x, y, z, bound * bound);
    if (slot < 0) return false;
    out.index = this.#layout.ids[slot]!;
    out.distance = Math.sqrt(this.#distanceSquared(slot, x, y, z));
    return true;
  }

  /**
   * Writes the k nearest points, nearest first, and returns how many there are (fewer only in a smaller tree).
   * Both arrays need room for k.
   */
  kNearestInto(x: number, y: number, z: number, k: number, outIndex: Int32Array, outDistance: Float64Array): number {
    const { coords, ids, leafStarts } = this.#layout;
    const walk = this.#walk;
    const wanted = Math.min(k, this.length);
    if (wanted === 0) return 0;
    let size = 0;
    let limit = Infinity;
    walk.begin(x, y, z, limit);
    for (let leaf = walk.nextLeaf(); leaf >= 0; leaf = walk.nextLeaf()) {
      const end = leafStarts[leaf + 1]!;
      for (let slot = leafStarts[leaf]!; slot < end; slot++) {
        const dx = coords[3 * slot]! - x;
        const dy = coords[3 * slot + 1]! - y;
        const dz = coords[3 * slot + 2]! - z;
        const d = dx * dx + dy * dy + dz * dz;
        if (size < wanted) heapPush(outDistance, outIndex, size++, d, ids[slot]!);
        else if (d < limit) heapReplaceTop(outDistance, outIndex, size, d, ids[slot]!);
        if (size === wanted) limit = outDistance[0]!;
      }
      walk.query[3] = limit;
    }
    heapSort(outDistance, outIndex, size);
    for (let i = 0; i < size; i++) outDistance[i] = Math.sqrt(outDistance[i]!);
    return size;
  }

  /** Writes the indices within `radius` in no order, as many as fit, and returns how many there are in all. */
  withinInto(x: number, y: number, z: number, radius: number, outIndex: Int32Array): number {
    const { ids, leafStarts } = this.#layout;
    const walk = this.#walk;
    let count = 0;
    if (this.length === 0) return count;
    const inside = radius * radius;
    // The walk stops short of its limit: the next number above the radius makes that "at most".
    walk.begin(x, y, z, inside * (1 + Number.EPSILON) + Number.MIN_VALUE);
    for (let leaf = walk.nextLeaf(); leaf >= 0; leaf = walk.nextLeaf()) {
      const end = leafStarts[leaf + 1]!;
      for (let slot = leafStarts[leaf]!; slot < end; slot++)
        if (this.#distanceSquared(slot, x, y, z) <= inside) outIndex[count++] = ids[slot]!;
    }
    return count;
  }

  /**
   * The nearest point of each query (flat xyz). Queries that lie near the ones before them, as in a depth map, are
   * answered faster. Index -1 on an empty tree (distance Infinity) and for a query with NaN (distance NaN).
   */
  nearestAll(
    queries: Float32Array | Float64Array,
    outIndex: Int32Array | Uint32Array,
    outDistance: Float32Array | Float64Array,
  ): void {
    const { ids } = this.#layout;
    let slot = 0;
    for (let q = 0; 3 * q < queries.length; q++) {
      const x = queries[3 * q]!;
      const y = queries[3 * q + 1]!;
      const z = queries[3 * q + 2]!;
      // The last answer is a good first guess.
      const guess = this.length === 0 ? Infinity : this.#distanceSquared(slot, x, y, z);
      if (!(guess < Infinity)) {
        outIndex[q] = -1;
        outDistance[q] = guess;
        continue;
      }
      const nearer = this.#nearestSlot(x, y, z, guess);
      if (nearer >= 0) slot = nearer;
      outIndex[q] = ids[slot]!;
      outDistance[q] = Math.sqrt(nearer >= 0 ? this.#distanceSquared(slot, x, y, z) : guess);
    }
  }

  /**
   * The nearest other point of each point of the tree, by its index in the input; equal points are each other's
   * nearest. Index -1 and distance Infinity for a point alone.
   */
  nearestOthers(outIndex: Int32Array, outDistance: Float32Array | Float64Array): void {
    const { coords, ids } = this.#layout;
    if (this.length === 1) {
      outIndex[0] = -1;
      outDistance[0] = Infinity;
      return;
    }
    // From slot to slot the searches go through the same part of the tree, and the slot beside is a good first guess.
    for (let slot = 0; slot < this.length; slot++) {
      const x = coords[3 * slot]!;
      const y = coords[3 * slot + 1]!;
      const z = coords[3 * slot + 2]!;
      const beside = slot === 0 ? 1 : slot - 1;
      const guess = this.#distanceSquared(beside, x, y, z);
      const nearer = this.#nearestSlot(x, y, z, guess, slot);
      const index = ids[slot]!;
      outIndex[index] = ids[nearer >= 0 ? nearer : beside]!;
      outDistance[index] = Math.sqrt(nearer >= 0 ? this.#distanceSquared(nearer, x, y, z) : guess);
    }
  }

  /** Slot of the nearest point below a squared distance, or -1; one slot may be left out. */
  #nearestSlot(x: number, y: number, z: number, bound: number, except = -1): number {
    const { coords, leafStarts } = this.#layout;
    const walk = this.#walk;
    let best = -1;
    if (this.length === 0) return best;
    let limit = bound;
    walk.begin(x, y, z, limit);
    for (let leaf = walk.nextLeaf(); leaf >= 0; leaf = walk.nextLeaf()) {
      const end = leafStarts[leaf + 1]!;
      for (let slot = leafStarts[leaf]!; slot < end; slot++) {
        const dx = coords[3 * slot]! - x;
        const dy = coords[3 * slot + 1]! - y;
        const dz = coords[3 * slot + 2]! - z;
        const d = dx * dx + dy * dy + dz * dz;
        if (d >= limit || slot === except) continue;
        limit = d;
        best = slot;
      }
      walk.query[3] = limit;
    }
    return best;
  }

  #distanceSquared(slot: number, x: number, y: number, z: number): number {
    const coords = this.#layout.coords;
    const dx = coords[3 * slot]! - x;
    const dy = coords[3 * slot + 1]! - y;
    const dz = coords[3 * slot + 2]! - z;
    return dx * dx + dy * dy + dz * dz;
  }
}
