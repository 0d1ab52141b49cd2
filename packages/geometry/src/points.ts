import { requireShare, requireSomePoints } from "./checks.ts";
import { along, boundsOf, concat, meanPoint, notFinite, pick, pointAt, quantileRange } from "./cloud.ts";
import { largestDistance, largestExtent } from "./diameter.ts";
import { geometricMedian } from "./geometric-median.ts";
import { type OrientedBox, orientedBox } from "./obb.ts";
import type { Plane } from "./plane.ts";
import { fitPlane, type PlaneOptions } from "./plane-fit.ts";
import type { Pose } from "./pose.ts";
import { sampleIndices, seededRandom } from "./random.ts";
import { withoutOutliers } from "./strays.ts";
import { unit, type Vec3 } from "./vec.ts";

/** What the functions over clouds need of them: flat xyz, all finite. */
export interface PointData {
  readonly data: Float32Array;
}

/** From where to where a cloud reaches along a direction, metres. */
export interface Extent {
  readonly min: number;
  readonly max: number;
  readonly size: number;
}

/** Axis-aligned box. */
export interface AlignedBox {
  readonly min: Vec3;
  readonly max: Vec3;
  readonly size: Vec3;
}

/** Share of the points left out at each end, 0 to 0.5, against stray points; 0 when not given. */
export interface Trimming {
  readonly q?: number;
}

const AXES: Readonly<Record<string, Vec3>> = { x: [1, 0, 0], y: [0, 1, 0], z: [0, 0, 1] };

/**
 * A point cloud: flat xyz in `data`, metres, all finite. Immutable: methods give new clouds; do not write to `data`.
 * Questions that have no answer for an empty cloud throw a RangeError; test `length` first.
 */
export class Points {
  readonly data: Float32Array;

  /** Over flat xyz; nothing is copied. */
  constructor(data: Float32Array) {
    if (data.length % 3 !== 0)
      throw new RangeError(`Points: ${data.length} numbers, expected flat xyz (a multiple of three)`);
    const stray = notFinite(data);
    if (stray >= 0)
      throw new RangeError(
        `Points: point ${Math.floor(stray / 3)} has ${data[stray]}, expected finite numbers; leave out what was not measured`,
      );
    this.data = data;
  }

  /** One cloud of several flat ones. */
  static join(parts: readonly Float32Array[]): Points {
    return new Points(concat(parts));
  }

  static of(list: readonly Vec3[]): Points {
    const data = new Float32Array(3 * list.length);
    list.forEach((p, i) => {
      data.set(p, 3 * i);
    });
    return new Points(data);
  }

  get length(): number {
    return this.data.length / 3;
  }

  at(i: number): Vec3 {
    if (!(Number.isInteger(i) && i >= 0 && i < this.length))
      throw new RangeError(`Points.at: index ${i}, expected a whole number from 0 to ${this.length - 1}`);
    return pointAt(this.data, i);
  }

  x(): Float32Array {
    return this.#coordinate(0);
  }

  y(): Float32Array {
    return this.#coordinate(1);
  }

  z(): Float32Array {
    return this.#coordinate(2);
  }

  filter(keep: (p: Vec3, i: number) => boolean): Points {
    const kept: number[] = [];
    for (let i = 0; i < this.length; i++) if (keep(pointAt(this.data, i), i)) kept.push(i);
    return this.#pick(Uint32Array.from(kept));
  }

  /** n points without replacement in their order; all of them when there are not more. */
  sample(n: number, seed = 0): Points {
    if (!Number.isInteger(n) || n < 0) throw new RangeError(`Points.sample: n is ${n}, expected a whole number from 0`);
    return this.#pick(sampleIndices(this.length, n, seededRandom(seed)));
  }

  concat(...others: readonly PointData[]): Points {
    return Points.join([this.data, ...others.map((other) => other.data)]);
  }

  /** Points given in a pose's axes [right, down, forward], in the world; `pose.inverse()` for the way back. */
  toWorld(pose: Pose): Points {
    const out = new Float32Array(this.data.length);
    for (let i = 0; i < this.length; i++) out.set(pose.toWorld(pointAt(this.data, i)), 3 * i);
    return new Points(out);
  }

  /** The place with the least sum of distances to all points: stray points do not move it, and it turns with the cloud. */
  median(): Vec3 {
    requireSomePoints("Points.median", this.data);
    return geometricMedian(this.data);
  }

  mean(): Vec3 {
    requireSomePoints("Points.mean", this.data);
    return meanPoint(this.data);
  }

  /** Along an axis or a direction (its length does not matter): positions dot(direction, p). */
  extent(axis: "x" | "y" | "z" | Vec3, options: Trimming = {}): Extent {
    const q = this.#share("Points.extent", options);
    const direction = typeof axis === "string" ? AXES[axis] : unit(axis);
    if (!direction)
      throw new RangeError(`Points.extent: axis is ${JSON.stringify(axis)}, expected "x", "y", "z" or a direction`);
    const [min, max] = quantileRange(along(this.data, direction), q);
    return { min, max, size: max - min };
  }

  aabb(options: Trimming = {}): AlignedBox {
    if (this.#share("Points.aabb", options) === 0) {
      const [x0, y0, z0, x1, y1, z1] = boundsOf(this.data) as unknown as [...Vec3, ...Vec3];
      return { min: [x0, y0, z0], max: [x1, y1, z1], size: [x1 - x0, y1 - y0, z1 - z0] };
    }
    const [x, y, z] = [this.extent("x", options), this.extent("y", options), this.extent("z", options)];
    return { min: [x.min, y.min, z.min], max: [x.max, y.max, z.max], size: [x.size, y.size, z.size] };
  }

  /** Smallest box with one axis along +Y. */
  obb(options: Trimming = {}): OrientedBox {
    return orientedBox(this.data, this.#share("Points.obb", options));
  }

  /** Without points whose mean distance to 8 neighbours is over the cloud's mean by k (3) standard deviations. */
  trim(options: { readonly k?: number } = {}): Points {
    const { k = 3 } = options;
    if (!(k >= 0)) throw new RangeError(`Points.trim: k is ${k}, expected standard deviations from 0`);
    return this.#pick(withoutOutliers(this.data, k));
  }

  /** Robust plane; null when none holds at least 5 % of the points (or none within the prior). */
  plane(options: PlaneOptions = {}): Plane | null {
    return fitPlane(this.data, options);
  }

  /** Largest distance between two points, exact; with q > 0 the largest `extent` over all directions. */
  diameter(options: Trimming = {}): number {
    const q = this.#share("Points.diameter", options);
    return q > 0 ? largestExtent(this.data, q) : largestDistance(this.data);
  }

  #coordinate(axis: number): Float32Array {
    const { data } = this;
    const out = new Float32Array(this.length);
    for (let i = 0; i < out.length; i++) out[i] = data[3 * i + axis]!;
    return out;
  }

  #pick(indices: Uint32Array): Points {
    return indices.length === this.length ? this : new Points(pick(this.data, indices));
  }

  #share(call: string, { q = 0 }: Trimming): number {
    requireSomePoints(call, this.data);
    requireShare(call, q);
    return q;
  }
}
