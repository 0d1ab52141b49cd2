import { boxDistanceSquared } from "./boxes.ts";
import type { KdLayout } from "./kdtree-layout.ts";

/**
 * Visits the leaves of a tree nearest first as far as they can matter. It keeps its state in typed arrays made once,
 * so that a search allocates nothing; one search at a time.
 */
export class LeafWalk {
  /** The query's x, y, z, and the squared distance from which on nothing matters: lower it as points are found. */
  readonly query = new Float64Array(4);
  readonly #firstLeaf: number;
  readonly #boxes: Float64Array;
  /** Nodes still to visit with their squared distances; at most one per level waits. */
  readonly #nodes: Int32Array;
  readonly #distances: Float64Array;
  #waiting = 0;

  constructor({ firstLeaf, boxes, depth }: KdLayout) {
    this.#firstLeaf = firstLeaf;
    this.#boxes = boxes;
    this.#nodes = new Int32Array(depth + 1);
    this.#distances = new Float64Array(depth + 1);
  }

  begin(x: number, y: number, z: number, limit: number): void {
    const query = this.query;
    query[0] = x;
    query[1] = y;
    query[2] = z;
    query[3] = limit;
    this.#nodes[0] = 0;
    this.#distances[0] = boxDistanceSquared(this.#boxes, 0, x, y, z);
    this.#waiting = 1;
  }

  /** Number of the next leaf, or -1 when no other can matter. */
  nextLeaf(): number {
    const query = this.query;
    const [boxes, nodes, distances, firstLeaf] = [this.#boxes, this.#nodes, this.#distances, this.#firstLeaf];
    const x = query[0]!;
    const y = query[1]!;
    const z = query[2]!;
    const limit = query[3]!;
    let waiting = this.#waiting;
    while (waiting > 0) {
      waiting--;
      let node = nodes[waiting]!;
      let distance = distances[waiting]!;
      while (distance < limit && node < firstLeaf) {
        const left = 2 * node + 1;
        const toLeft = boxDistanceSquared(boxes, left, x, y, z);
        const toRight = boxDistanceSquared(boxes, left + 1, x, y, z);
        const leftFirst = toLeft <= toRight;
        nodes[waiting] = leftFirst ? left + 1 : left;
        distances[waiting] = leftFirst ? toRight : toLeft;
        waiting++;
        node = leftFirst ? left : left + 1;
        distance = leftFirst ? toLeft : toRight;
      }
      if (distance < limit) {
        this.#waiting = waiting;
        return node - firstLeaf;
      }
    }
    this.#waiting = 0;
    return -1;
  }
}
