import { add, dot, lerp, pca, type Points as RawPoints, scale, unit } from "@spatialclaw/geometry";
import type { MeasuredExtent } from "../wire-measurements.ts";
import { callback, fail, number, optional, options, shown, vec3 } from "./check.ts";
import { formatVector } from "./format/numbers.ts";
import { defineType } from "./format/printers.ts";
import { derived, measuredOf } from "./measurements.ts";
import { SealedPose } from "./pose.ts";

/** A cloud as cells see it: frozen, arguments checked. */
export class Cloud implements Points {
  readonly length: number;
  readonly data: Float32Array;
  readonly #points: RawPoints;
  /** Printed, drawn and asked for: found once. */
  #median: Vec3 | null = null;
  /** After every cell that it outlives. */
  #printed: string | null = null;

  constructor(points: RawPoints) {
    this.length = points.length;
    this.data = points.data;
    this.#points = points;
    Object.freeze(this);
  }

  static is(value: unknown): value is Cloud {
    return typeof value === "object" && value !== null && #points in value;
  }

  static describe(cloud: Cloud): string {
    cloud.#printed ??= cloud.#describe();
    return cloud.#printed;
  }

  /** The cloud that a cell passed. */
  static from(where: string, value: unknown): RawPoints {
    if (Cloud.is(value)) return value.#points;
    const wayOut =
      value === null
        ? "; test for null first"
        : "; of a seg take seg.points(recon), of positions tools.Geometry.points([…])";
    return fail(where, `expected Points, got ${shown(value)}${wayOut}`);
  }

  at(i: number): Vec3 {
    const some = this.#some("at");
    const index = number("Points.at(i)", i, { min: -this.length, max: this.length - 1, integer: true });
    return derived(this, some.at(index < 0 ? index + this.length : index));
  }

  *[Symbol.iterator](): IterableIterator<Vec3> {
    for (let i = 0; i < this.length; i++) yield this.#points.at(i);
  }

  x(): Float32Array {
    return this.#points.x();
  }

  y(): Float32Array {
    return this.#points.y();
  }

  z(): Float32Array {
    return this.#points.z();
  }

  filter(keep: (p: Vec3, i: number) => boolean): Points {
    return derived(this, new Cloud(this.#points.filter(callback("Points.filter(keep)", keep))));
  }

  sample(n: number, seed?: number): Points {
    const count = number("Points.sample(n)", n, { min: 0, integer: true });
    const chosen = this.#points.sample(count, optional("Points.sample(seed)", seed, 0, { integer: true }));
    return derived(this, new Cloud(chosen));
  }

  concat(...others: Points[]): Points {
    return new Cloud(
      this.#points.concat(...others.map((other, i) => Cloud.from(`Points.concat(others[${i}])`, other))),
    );
  }

  median(): Vec3 {
    this.#median ??= derived(this, Object.freeze(this.#some("median").median()));
    return this.#median;
  }

  mean(): Vec3 {
    return derived(this, this.#some("mean").mean());
  }

  extent(axis: "x" | "y" | "z" | Vec3, settings?: { q?: number }): Extent {
    const where = "Points.extent";
    if (axis !== "x" && axis !== "y" && axis !== "z" && !Array.isArray(axis))
      fail(`${where}(axis)`, `expected "x", "y", "z" or a direction [x, y, z], got ${shown(axis)}`);
    const along = typeof axis === "string" ? axis : vec3(`${where}(axis)`, axis);
    const extent = Object.freeze(this.#some("extent").extent(along, shareOf(where, settings)));
    measuredOf(this, () => extentOf(this.median(), along, extent));
    return extent;
  }

  aabb(settings?: { q?: number }): ReturnType<Points["aabb"]> {
    const box = Object.freeze(this.#some("aabb").aabb(shareOf("Points.aabb", settings)));
    measuredOf(this, () => ({
      kind: "box",
      what: null,
      center: lerp(box.min, box.max, 0.5),
      axes: WORLD,
      size: box.size,
    }));
    return box;
  }

  obb(settings?: { q?: number }): OrientedBox {
    const box = Object.freeze(this.#some("obb").obb(shareOf("Points.obb", settings)));
    const { center, axes, size } = box;
    measuredOf(this, () => ({ kind: "box", what: null, center, axes, size }));
    return box;
  }

  trim(settings?: { k?: number }): Points {
    const { k } = options("Points.trim(options)", settings, ["k"]);
    return derived(this, new Cloud(this.#points.trim({ k: optional("Points.trim(k)", k, 3, { min: 0 }) })));
  }

  pca(): ReturnType<Points["pca"]> {
    return Object.freeze(pca(this.#some("pca")));
  }

  plane(settings?: {
    tolerance?: number;
    prior?: { normal: Vec3; withinDeg: number };
    toward?: Vec3;
    seed?: number;
  }): Plane | null {
    const where = "Points.plane";
    const { tolerance, prior, toward, seed } = options(`${where}(options)`, settings, [
      "tolerance",
      "prior",
      "toward",
      "seed",
    ]);
    const plane = this.#points.plane({
      ...(tolerance !== undefined && { tolerance: number(`${where}(tolerance)`, tolerance, { min: 0 }) }),
      ...(prior !== undefined && { prior: priorFrom(`${where}(prior)`, prior) }),
      ...(toward !== undefined && { toward: vec3(`${where}(toward)`, toward) }),
      ...(seed !== undefined && { seed: number(`${where}(seed)`, seed, { integer: true }) }),
    });
    if (!plane) return null;
    const { normal, offset } = plane;
    measuredOf(this, () => ({ kind: "plane", what: null, normal, offset, at: this.median() }));
    return sealPlane(plane);
  }

  toWorld(pose: Pose): Points {
    return new Cloud(this.#points.toWorld(SealedPose.from("Points.toWorld(pose)", pose)));
  }

  diameter(settings?: { q?: number }): number {
    return this.#some("diameter").diameter(shareOf("Points.diameter", settings));
  }

  #describe(): string {
    if (this.length === 0) return "Points(0)";
    // Not by its own method: what is printed was not measured by a cell.
    const { size } = this.#points.aabb();
    return `Points(${this.length}) median ${formatVector(this.median())} size ${formatVector(size)}`;
  }

  #some(name: string): RawPoints {
    return this.length > 0 ? this.#points : fail(`Points.${name}`, "there are no points; test length first");
  }
}

const WORLD: OrientedBox["axes"] = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
];

/** The extent as a line through the middle of what was measured. */
function extentOf(middle: Vec3, along: "x" | "y" | "z" | Vec3, { min, max, size }: Extent): MeasuredExtent {
  const axis = typeof along === "string" ? WORLD[{ x: 0, y: 1, z: 2 }[along] as 0 | 1 | 2] : unit(along);
  const end = (reach: number) => add(middle, scale(axis, reach - dot(axis, middle)));
  return { kind: "extent", what: null, a: end(min), b: end(max), size };
}

export function sealPlane(plane: Plane): Plane {
  return Object.freeze({
    normal: Object.freeze(plane.normal),
    offset: plane.offset,
    inliers: plane.inliers,
    rms: plane.rms,
    distance: (p: Vec3) => plane.distance(vec3("Plane.distance(p)", p)),
  });
}

function shareOf(where: string, settings: { q?: number } | undefined): { q: number } {
  const { q } = options(`${where}(options)`, settings, ["q"]);
  return { q: optional(`${where}(q)`, q, 0, { min: 0, max: 0.49 }) };
}

function priorFrom(where: string, value: { normal: Vec3; withinDeg: number }) {
  const { normal, withinDeg } = options(where, value, ["normal", "withinDeg"]);
  return {
    normal: vec3(`${where}.normal`, normal),
    withinDeg: number(`${where}.withinDeg`, withinDeg, { min: 0, max: 90 }),
  };
}

defineType(Cloud, Cloud.describe);
