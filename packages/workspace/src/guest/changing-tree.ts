import { distance as straightLine } from "@spatialclaw/geometry";
import library from "kd-tree-javascript";
import { callback, fail, number, shown, vec3 } from "./check.ts";
import { Cloud } from "./points.ts";

const WHERE = "tools.Geometry.dynamicTree";
const DIMENSIONS = ["x", "y", "z"];

type Distance = (a: Vec3, b: Vec3) => number;
type Neighbour = { readonly index: number; readonly distance: number };

/** A point as kd-tree-javascript wants it; the library makes bare ones of its own to measure along one dimension. */
interface Item {
  readonly x: number;
  readonly y: number;
  readonly z: number;
  readonly index?: number;
}

interface Part {
  readonly items: readonly Item[];
  readonly tree: InstanceType<typeof library.kdTree<Item>>;
}

/**
 * Points that come and go, in several balanced trees of kd-tree-javascript: a new point is a tree of one, and trees are
 * joined with those that are no larger. The library's own `insert` never balances (10,000 points along a line overflow
 * its recursion) and its `remove` often does not find points that share a coordinate with others.
 */
class ChangingTree {
  readonly #distance: Distance;
  /** By index; null where one was removed. */
  readonly #items: (Item | null)[] = [];
  #parts: Part[] = [];
  #live = 0;
  #query: Item | null = null;

  constructor(points: readonly Vec3[], distance: Distance) {
    this.#distance = distance;
    this.#join(points.map((p) => this.#itemAt(p)));
  }

  add(p: Vec3): number {
    const item = this.#itemAt(p);
    this.#join([item]);
    return item.index as number;
  }

  remove(index: number): boolean {
    if (!this.#items[index]) return false;
    this.#items[index] = null;
    this.#live--;
    const stored = this.#parts.reduce((sum, { items }) => sum + items.length, 0);
    if (stored > 2 * this.#live) {
      this.#parts = [];
      this.#join(this.#items.filter((item) => item !== null));
    }
    return true;
  }

  /** Nearest first, ties by index. */
  kNearest(p: Vec3, k: number): Neighbour[] {
    const query = { x: p[0], y: p[1], z: p[2] };
    const count = Math.min(k, this.#live);
    if (count === 0) return [];
    const outer = this.#query;
    this.#query = query;
    const found = this.#parts.flatMap(({ tree }) => tree.nearest(query, count));
    this.#query = outer;
    return found
      .filter(([, distance]) => distance < Number.POSITIVE_INFINITY)
      .map(([item, distance]) => Object.freeze({ index: item.index as number, distance }))
      .sort((a, b) => a.distance - b.distance || a.index - b.index)
      .slice(0, count);
  }

  within(p: Vec3, radius: number): number[] {
    const query = { x: p[0], y: p[1], z: p[2] };
    return this.#items.flatMap((item, index) => (item && this.#measure(query, item) <= radius ? [index] : []));
  }

  #itemAt([x, y, z]: Vec3): Item {
    const item = Object.freeze({ x, y, z, index: this.#items.length });
    this.#items.push(item);
    this.#live++;
    return item;
  }

  #join(items: readonly Item[]): void {
    let all = items.filter((item) => this.#isLive(item));
    for (let last = this.#parts.at(-1); last && last.items.length <= all.length; last = this.#parts.at(-1)) {
      this.#parts.pop();
      all = [...last.items.filter((item) => this.#isLive(item)), ...all];
    }
    if (all.length === 0) return;
    const tree = new library.kdTree([...all], (a, b) => this.#apart(a, b), DIMENSIONS);
    this.#parts.push({ items: all, tree });
  }

  #isLive({ index }: Item): boolean {
    return index !== undefined && this.#items[index] !== null;
  }

  /** A removed point is infinitely far from what is asked, but still divides the space. */
  #apart(a: Item, b: Item): number {
    return a === this.#query && !this.#isLive(b) ? Number.POSITIVE_INFINITY : this.#measure(a, b);
  }

  #measure(a: Item, b: Item): number {
    const far = this.#distance([a.x, a.y, a.z], [b.x, b.y, b.z]);
    if (typeof far === "number" && far >= 0) return far;
    return fail(`${WHERE}(distance)`, `expected a number of at least 0, got ${shown(far)}`);
  }
}

/** The tree with checked arguments. */
export function dynamicTree(points: readonly Vec3[], distance?: Distance): DynamicTree {
  if (!Array.isArray(points)) return fail(`${WHERE}(points)`, `expected a list of [x, y, z], got ${shown(points)}`);
  const list = points.map((p, i) => vec3(`${WHERE}(points)[${i}]`, p));
  const tree = new ChangingTree(list, distance === undefined ? straightLine : callback(`${WHERE}(distance)`, distance));
  const nearest = (p: Vec3): Neighbour =>
    tree.kNearest(p, 1)[0] ?? fail("DynamicTree.nearest", "the tree holds no points; add some first");
  return Object.freeze({
    add: (p: Vec3) => tree.add(vec3("DynamicTree.add(p)", p)),
    remove: (index: number) => tree.remove(number("DynamicTree.remove(index)", index, { integer: true })),
    nearest: (p: Vec3) => nearest(vec3("DynamicTree.nearest(p)", p)),
    kNearest: (p: Vec3, k: number) =>
      tree.kNearest(
        vec3("DynamicTree.kNearest(p)", p),
        number("DynamicTree.kNearest(k)", k, { min: 1, integer: true }),
      ),
    within: (p: Vec3, radius: number) =>
      tree.within(vec3("DynamicTree.within(p)", p), number("DynamicTree.within(radius)", radius, { min: 0 })),
    nearestAll(queries: Points) {
      const cloud = Cloud.from("DynamicTree.nearestAll(points)", queries);
      const found = { index: new Int32Array(cloud.length), distance: new Float64Array(cloud.length) };
      for (let i = 0; i < cloud.length; i++) {
        const next = nearest(cloud.at(i));
        found.index[i] = next.index;
        found.distance[i] = next.distance;
      }
      return Object.freeze(found);
    },
  });
}
