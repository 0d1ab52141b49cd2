import fc from "fast-check";
import { Points, Pose, seededRandom, type Vec3 } from "../src/index.ts";

/** Numbers of a room: up to 10 m, with the precision of a sensor. */
export const metres = fc.integer({ min: -100_000, max: 100_000 }).map((n) => n / 10_000);
export const vec3: fc.Arbitrary<Vec3> = fc.tuple(metres, metres, metres);
export const direction = vec3.filter((v) => Math.hypot(...v) > 0.1);
export const level = direction.filter(([x, , z]) => Math.hypot(x, z) > 0.1);
export const degrees = fc.integer({ min: -1799, max: 1800 }).map((n) => n / 10);

/** Few distinct values on purpose: ties and duplicates are where trees break. */
export const cloud = (minLength = 0, maxLength = 120): fc.Arbitrary<Points> => {
  const coarse = fc.integer({ min: -6, max: 6 }).map((n) => n / 2);
  const point = fc.oneof(vec3, fc.tuple(coarse, coarse, coarse));
  return fc.array(point, { minLength, maxLength }).map((list) => Points.of(list));
};

export const pose: fc.Arbitrary<Pose> = fc
  .tuple(degrees, fc.integer({ min: -89, max: 89 }), degrees, vec3)
  .map(([yaw, pitch, roll, position]) => poseAt(yaw, pitch, roll, position));

/** Camera that from looking along -Z turns right by yaw, then up by pitch, then clockwise by roll (degrees). */
export function poseAt(yawDeg: number, pitchDeg: number, rollDeg: number, position: Vec3): Pose {
  const [yaw, pitch, roll] = [yawDeg, pitchDeg, rollDeg].map((deg) => (deg * Math.PI) / 180) as [
    number,
    number,
    number,
  ];
  const forward = [Math.sin(yaw) * Math.cos(pitch), Math.sin(pitch), -Math.cos(yaw) * Math.cos(pitch)] as const;
  const levelRight = [Math.cos(yaw), 0, Math.sin(yaw)] as const;
  const levelDown = [Math.sin(yaw) * Math.sin(pitch), -Math.cos(pitch), -Math.cos(yaw) * Math.sin(pitch)] as const;
  const mix = (a: Vec3, b: Vec3, s: number, t: number): Vec3 => [
    a[0] * s + b[0] * t,
    a[1] * s + b[1] * t,
    a[2] * s + b[2] * t,
  ];
  const right = mix(levelRight, levelDown, Math.cos(roll), Math.sin(roll));
  const down = mix(levelDown, levelRight, Math.cos(roll), -Math.sin(roll));
  const row = (i: 0 | 1 | 2) => [right[i], down[i], forward[i], position[i]];
  return Pose.fromMatrix([...row(0), ...row(1), ...row(2), 0, 0, 0, 1]);
}

/** A cloud whose points a function makes from uniform numbers in [0, 1). */
export function makeCloud(count: number, seed: number, make: (random: () => number, i: number) => Vec3): Points {
  const random = seededRandom(seed);
  return Points.of(Array.from({ length: count }, (_, i) => make(random, i)));
}

/** Roughly normal, mean 0, deviation 1. */
export function gauss(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Turned about +Y by degrees, clockwise seen from above. */
export function turnY([x, y, z]: Vec3, deg: number): Vec3 {
  const [c, s] = [Math.cos((deg * Math.PI) / 180), Math.sin((deg * Math.PI) / 180)];
  return [x * c - z * s, y, x * s + z * c];
}

export function list(points: Points): Vec3[] {
  return Array.from({ length: points.length }, (_, i) => points.at(i));
}

export function apart(a: Vec3, b: Vec3): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

export function expectVec(actual: Vec3, expected: Vec3, within = 1e-9): void {
  if (!(apart(actual, expected) <= within))
    throw new Error(`[${actual.join(", ")}] is not within ${within} of [${expected.join(", ")}]`);
}
