import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { convexHull } from "../src/hull2.ts";
import {
  closest,
  type Intrinsics,
  KdTree,
  Points,
  Pose,
  pca,
  project,
  stats,
  unproject,
  type Vec3,
} from "../src/index.ts";
import { list } from "./helpers.ts";

// What NumPy and SciPy say: test/fixtures/goldens/make_geometry.py.

type Statistic = "sum" | "mean" | "std" | "median" | "min" | "max" | "argmin" | "argmax";

interface Goldens {
  readonly quantiles: number[];
  readonly statistics: (Readonly<Record<Statistic, number>> &
    Readonly<Record<"values" | "percentiles" | "sorted" | "argsort" | "diff" | "cumsum", number[]>> & {
      readonly name: string;
    })[];
  readonly unwrap: { readonly values: number[]; readonly unwrapped: number[] }[];
  readonly planes: {
    readonly points: Vec3[];
    readonly center: Vec3;
    readonly axes: [Vec3, Vec3, Vec3];
    readonly deviations: Vec3;
    readonly offset: number;
    readonly rms: number;
  }[];
  readonly trees: {
    readonly name: string;
    readonly points: Vec3[];
    readonly queries: Vec3[];
    readonly distances: number[][];
    readonly indices: number[][];
    readonly radius: number;
    readonly within: number[][];
    readonly others: number[];
    readonly closest: number;
    readonly diameter: number;
  }[];
  readonly boxes: {
    readonly points: Vec3[];
    readonly hull: [number, number][];
    readonly area: number;
    readonly size: Vec3;
    readonly center: Vec3;
  }[];
  readonly poses: {
    readonly a: number[];
    readonly b: number[];
    readonly product: number[];
    readonly inverse: number[];
    readonly relative: {
      readonly translation: Vec3;
      readonly distance: number;
      readonly yawDeg: number;
      readonly pitchDeg: number;
      readonly rollDeg: number;
    };
    readonly intrinsics: Intrinsics;
    readonly pixel: [number, number];
    readonly depth: number;
    readonly point: Vec3;
  }[];
}

const goldens = JSON.parse(
  readFileSync(new URL("../../../test/fixtures/goldens/geometry.json", import.meta.url), "utf8"),
) as Goldens;

/** 1e-6 of the expected number, and of a thousandth where that is nearly 0. */
function expectNear(actual: number, expected: number): void {
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-6 * Math.max(Math.abs(expected), 1e-3));
}

function expectAllNear(actual: ArrayLike<number>, expected: readonly number[]): void {
  expect(actual.length).toBe(expected.length);
  expected.forEach((value, i) => {
    expectNear(actual[i]!, value);
  });
}

/** The axis in the direction of another one: their signs mean nothing. */
function alike(axis: Vec3, other: Vec3): Vec3 {
  const sign = Math.sign(axis[0] * other[0] + axis[1] * other[1] + axis[2] * other[2]);
  return [sign * axis[0], sign * axis[1], sign * axis[2]];
}

describe.each(goldens.statistics)("statistics: $name", (golden) => {
  test.each(["sum", "mean", "std", "median", "min", "max", "argmin", "argmax"] as const)("%s", (name) => {
    expectNear(stats[name](golden.values), golden[name]);
  });

  test("percentiles", () => {
    const found = goldens.quantiles.map((q) => stats.percentile(golden.values, q));
    expectAllNear(found, golden.percentiles);
  });

  test("order, differences and running sums", () => {
    expect(stats.sort(golden.values)).toEqual(golden.sorted);
    expect(stats.argsort(golden.values)).toEqual(golden.argsort);
    expectAllNear(stats.diff(golden.values), golden.diff);
    expectAllNear(stats.cumsum(golden.values), golden.cumsum);
  });
});

test.each(goldens.unwrap)("unwrap %#", ({ values, unwrapped }) => {
  expectAllNear(stats.unwrap(values), unwrapped);
});

test.each(goldens.planes)("plane and principal axes by SVD %#", (golden) => {
  const points = Points.of(golden.points);
  const { center, axes, deviations } = pca(points);
  expectAllNear(center, golden.center);
  expectAllNear(deviations, golden.deviations);
  axes.forEach((axis, i) => {
    expectAllNear(alike(axis, golden.axes[i]!), golden.axes[i]!);
  });
  // Wide enough that every point is an inlier: then the robust plane is the least-squares one.
  const plane = points.plane({ tolerance: 0.2 })!;
  expect(plane.inliers).toBe(1);
  const normal = alike(plane.normal, golden.axes[2]);
  expectAllNear(normal, golden.axes[2]);
  expectNear(Math.abs(plane.offset), Math.abs(golden.offset));
  expectNear(plane.rms, golden.rms);
});

describe.each(goldens.trees)("k-d tree: $name", (golden) => {
  const points = Points.of(golden.points);
  const tree = new KdTree(points.data);

  test("nearest, k nearest and radius", () => {
    golden.queries.forEach((query, i) => {
      const found = tree.kNearest(query, golden.indices[i]!.length);
      expect(found.map(({ index }) => index)).toEqual(golden.indices[i]);
      expectAllNear(
        found.map(({ distance }) => distance),
        golden.distances[i]!,
      );
      expect(tree.nearest(query)).toEqual(found[0]);
      expect(tree.within(query, golden.radius)).toEqual(golden.within[i]);
    });
  });

  test("all at once: another cloud's points, each other's points, pairs of points", () => {
    const queries = Points.of(golden.queries);
    const [index, distance] = [new Int32Array(points.length), new Float64Array(points.length)];
    tree.nearestAll(queries.data, index, distance);
    expect([...index.subarray(0, queries.length)]).toEqual(golden.indices.map(([first]) => first));
    tree.nearestOthers(index, distance);
    expectAllNear(distance, golden.others);
    expectNear(closest(points, queries)!.distance, golden.closest);
    expectNear(points.diameter(), golden.diameter);
  });
});

test.each(goldens.boxes)("hull and box about gravity %#", (golden) => {
  const points = Points.of(golden.points);
  const hull = convexHull(Float64Array.from(list(points).flatMap(([x, , z]) => [x, z])));
  // Both go counter-clockwise; ours starts at the left.
  const left = golden.hull.reduce((best, [x], i) => (x < golden.hull[best]![0] ? i : best), 0);
  expectAllNear(hull, [...golden.hull.slice(left), ...golden.hull.slice(0, left)].flat());
  const box = points.obb();
  expectAllNear(box.size, golden.size);
  expectNear(box.size[0] * box.size[2], golden.area);
  expectAllNear(box.center, golden.center);
});

test.each(goldens.poses)("poses and pixels %#", (golden) => {
  const [a, b] = [Pose.fromMatrix(golden.a), Pose.fromMatrix(golden.b)];
  expectAllNear(a.compose(b).matrix, golden.product);
  expectAllNear(a.inverse().matrix, golden.inverse);
  const relative = a.relativeTo(b);
  expectAllNear(relative.translation, golden.relative.translation);
  for (const name of ["distance", "yawDeg", "pitchDeg", "rollDeg"] as const)
    expectNear(relative[name], golden.relative[name]);
  expectAllNear(unproject(golden.intrinsics, a, golden.pixel, golden.depth), golden.point);
  expectAllNear(project(golden.intrinsics, a, golden.point)!, golden.pixel);
});
