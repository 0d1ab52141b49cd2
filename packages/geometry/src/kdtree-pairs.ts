import { boxDistanceSquared, boxGapSquared, boxReachSquared, boxSpanSquared } from "./boxes.ts";
import type { KdLayout } from "./kdtree-layout.ts";

/** Two points, one of each tree, by slot; -1 when no pair beat the limit. */
export interface SlotPair {
  readonly a: number;
  readonly b: number;
  readonly squared: number;
}

/**
 * What to look for. A pair costs `sign` times its squared distance, and the cheapest pair is wanted; the cheapest
 * that any pair of points in two boxes, or in a box and with a point, could be is `sign` times these bounds.
 */
interface Goal {
  readonly sign: 1 | -1;
  readonly ofBoxes: typeof boxGapSquared;
  readonly ofBoxAndPoint: typeof boxDistanceSquared;
}

const NEAREST: Goal = { sign: 1, ofBoxes: boxGapSquared, ofBoxAndPoint: boxDistanceSquared };
const FARTHEST: Goal = { sign: -1, ofBoxes: boxSpanSquared, ofBoxAndPoint: boxReachSquared };

/** The nearest two points of two trees among those with a squared distance below a limit. */
export function nearestPair(a: KdLayout, b: KdLayout, limit: number): SlotPair {
  return new PairSearch(a, b, NEAREST).run(limit);
}

/** The farthest two points of two trees among those with a squared distance above a limit. */
export function farthestPair(a: KdLayout, b: KdLayout, limit: number): SlotPair {
  return new PairSearch(a, b, FARTHEST).run(limit);
}

/** Goes down two trees at once, best pair of nodes first; whole pairs of subtrees fall to one look at their boxes. */
class PairSearch {
  readonly #a: KdLayout;
  readonly #b: KdLayout;
  readonly #goal: Goal;
  /** Pairs of nodes still to visit with their least costs; at most one per level of either tree waits. */
  readonly #nodesA: Int32Array;
  readonly #nodesB: Int32Array;
  readonly #costs: Float64Array;
  #best = { a: -1, b: -1, cost: Infinity };

  constructor(a: KdLayout, b: KdLayout, goal: Goal) {
    this.#a = a;
    this.#b = b;
    this.#goal = goal;
    const room = a.depth + b.depth + 1;
    this.#nodesA = new Int32Array(room);
    this.#nodesB = new Int32Array(room);
    this.#costs = new Float64Array(room);
  }

  run(limit: number): SlotPair {
    const { sign } = this.#goal;
    const best = this.#best;
    best.cost = sign * limit;
    const [nodesA, nodesB, costs] = [this.#nodesA, this.#nodesB, this.#costs];
    nodesA[0] = 0;
    nodesB[0] = 0;
    costs[0] = this.#cost(0, 0);
    for (let waiting = 1; waiting > 0; ) {
      waiting--;
      let a = nodesA[waiting]!;
      let b = nodesB[waiting]!;
      let cost = costs[waiting]!;
      while (cost < best.cost && !this.#isMirrored(a, b)) {
        if (a >= this.#a.firstLeaf && b >= this.#b.firstLeaf) {
          this.#scan(a, b);
          break;
        }
        const halvesA = this.#halvesA(a, b);
        const [firstA, firstB] = halvesA ? [2 * a + 1, b] : [a, 2 * b + 1];
        const [secondA, secondB] = halvesA ? [2 * a + 2, b] : [a, 2 * b + 2];
        const first = this.#cost(firstA, firstB);
        const second = this.#cost(secondA, secondB);
        const firstNow = first <= second;
        nodesA[waiting] = firstNow ? secondA : firstA;
        nodesB[waiting] = firstNow ? secondB : firstB;
        costs[waiting] = firstNow ? second : first;
        waiting++;
        a = firstNow ? firstA : secondA;
        b = firstNow ? firstB : secondB;
        cost = firstNow ? first : second;
      }
    }
    return { a: best.a, b: best.b, squared: sign * best.cost };
  }

  #cost(a: number, b: number): number {
    return this.#goal.sign * this.#goal.ofBoxes(this.#a.boxes, a, this.#b.boxes, b);
  }

  /** In a tree with itself, of the pairs (a, b) and (b, a) on one level only one is needed. */
  #isMirrored(a: number, b: number): boolean {
    return a > b && this.#a === this.#b && Math.clz32(a + 1) === Math.clz32(b + 1);
  }

  /** Whether to go on with the halves of a: the larger box is halved, a leaf never. */
  #halvesA(a: number, b: number): boolean {
    if (a >= this.#a.firstLeaf) return false;
    if (b >= this.#b.firstLeaf) return true;
    const [boxesA, boxesB] = [this.#a.boxes, this.#b.boxes];
    // From corner to corner of one box.
    return boxSpanSquared(boxesA, a, boxesA, a) >= boxSpanSquared(boxesB, b, boxesB, b);
  }

  /** Compares the points of two leaves. */
  #scan(leafA: number, leafB: number): void {
    const { sign, ofBoxAndPoint } = this.#goal;
    const [coordsA, coordsB, boxesB] = [this.#a.coords, this.#b.coords, this.#b.boxes];
    const [kA, kB] = [leafA - this.#a.firstLeaf, leafB - this.#b.firstLeaf];
    const endA = this.#a.leafStarts[kA + 1]!;
    const endB = this.#b.leafStarts[kB + 1]!;
    const best = this.#best;
    for (let a = this.#a.leafStarts[kA]!; a < endA; a++) {
      const x = coordsA[3 * a]!;
      const y = coordsA[3 * a + 1]!;
      const z = coordsA[3 * a + 2]!;
      if (sign * ofBoxAndPoint(boxesB, leafB, x, y, z) >= best.cost) continue;
      for (let b = this.#b.leafStarts[kB]!; b < endB; b++) {
        const dx = coordsB[3 * b]! - x;
        const dy = coordsB[3 * b + 1]! - y;
        const dz = coordsB[3 * b + 2]! - z;
        const cost = sign * (dx * dx + dy * dy + dz * dz);
        if (cost >= best.cost) continue;
        best.cost = cost;
        best.a = a;
        best.b = b;
      }
    }
  }
}
