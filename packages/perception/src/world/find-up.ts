import {
  add,
  angle,
  cross,
  dot,
  groundPlane,
  norm,
  Plane,
  Points,
  scale,
  sub,
  unit,
  type Vec3,
} from "@spatialclaw/geometry";
import { upOfCameras, upOfSurfaces } from "./gravity.ts";
import { sampleViews, type WorldView } from "./sample.ts";

export interface FoundUp {
  /** Unit vector against gravity, in the views' world. */
  readonly up: Vec3;
  /** Where it comes from, for people. */
  readonly source: string;
  /** 0..1. */
  readonly confidence: number;
  /** Of the ground along `up` from the first camera, negative where it stands above; null: none was found. */
  readonly ground: number | null;
}

/** The floor's normal lies within so many degrees of a first guess. */
const FLOOR_PRIOR_DEG = 30;
const FEWEST_FLOOR_POINTS = 50;
/** A floor that so many of the points under its mask lie on is one. */
const FLAT_ENOUGH = 0.5;
/** A camera that is held to look up or down says less about up: so much further is looked for. */
const TILTS_DEG = [30, -30] as const;
/** A plane on fewer of all points, or one that cameras are under, is no ground. */
const LEAST_GROUND = 0.03;
/** From this share of all points on a plane is surely the ground. */
const LARGE_GROUND = 0.25;
const AGREES_DEG = 5;

/**
 * Which way is up, in order of preference: the floor that a segmenter found, the lowest level surface, the surfaces of
 * the room, how the cameras were held. Deterministic.
 */
export function findUp(views: readonly WorldView[], floorSource: string): FoundUp {
  const cameras = views.map(({ c2w }) => c2w);
  const positions = cameras.map((m): Vec3 => [m[3]!, m[7]!, m[11]!]);
  const samples = sampleViews(views);
  const held = upOfCameras(cameras);
  const surfaces = upOfSurfaces(samples.normals, held);
  const heightOf = (plane: Plane) => -plane.distance(positions[0] as Vec3);

  const floor = floorUnderMask(samples.floor, surfaces.up, positions);
  if (floor)
    return {
      up: floor.normal,
      source: `the floor (${floorSource})`,
      confidence: 0.6 + 0.35 * floor.inliers,
      ground: heightOf(floor),
    };

  const ground = lowestPlane(samples.points, positions, [surfaces.up, held, ...tilted(held, cameras)]);
  if (ground) {
    const agrees = surfaces.support > 0 && angle(ground.normal, surfaces.up) <= AGREES_DEG;
    const size = Math.min(1, ground.inliers / LARGE_GROUND);
    return {
      up: ground.normal,
      source: "the lowest level surface",
      confidence: (agrees ? 0.5 : 0.3) + 0.4 * size,
      ground: heightOf(ground),
    };
  }
  if (surfaces.support > 0)
    return {
      up: surfaces.up,
      source: "walls and level surfaces",
      confidence: 0.2 + 0.4 * surfaces.support,
      ground: null,
    };
  return { up: held, source: "how the cameras were held", confidence: views.length > 1 ? 0.3 : 0.15, ground: null };
}

function floorUnderMask(data: Float32Array, up: Vec3, positions: readonly Vec3[]): Plane | null {
  if (data.length / 3 < FEWEST_FLOOR_POINTS) return null;
  const [toward] = positions as [Vec3];
  const plane = new Points(data).plane({ prior: { normal: up, withinDeg: FLOOR_PRIOR_DEG }, toward });
  return plane && plane.inliers >= FLAT_ENOUGH && dot(plane.normal, up) > 0 ? plane : null;
}

/** The first guess that leads to a good plane, else the best plane of all. */
function lowestPlane(points: Float32Array, positions: readonly Vec3[], guesses: readonly Vec3[]): Plane | null {
  let best: Plane | null = null;
  for (const guess of guesses) {
    const plane = planeBelow(points, guess);
    if (!plane || plane.inliers < LEAST_GROUND || positions.some((at) => plane.distance(at) <= 0)) continue;
    if (plane.inliers >= LARGE_GROUND / 2) return plane;
    if (!best || plane.inliers > best.inliers) best = plane;
  }
  return best;
}

/** `groundPlane` in a world where the guess is +Y. */
function planeBelow(points: Float32Array, up: Vec3): Plane | null {
  const x = unit(cross(up, Math.abs(up[0]) < 0.9 ? [1, 0, 0] : [0, 0, 1]));
  const z = cross(x, up);
  const turned = new Float32Array(points.length);
  for (let p = 0; p < points.length; p += 3) {
    const at: Vec3 = [points[p]!, points[p + 1]!, points[p + 2]!];
    turned[p] = dot(at, x);
    turned[p + 1] = dot(at, up);
    turned[p + 2] = dot(at, z);
  }
  const plane = groundPlane({ data: turned });
  if (!plane) return null;
  const [a, b, c] = plane.normal;
  return new Plane(add(add(scale(x, a), scale(up, b)), scale(z, c)), plane.offset, plane.inliers, plane.rms);
}

/** The guess pitched about the cameras' level right. */
function tilted(up: Vec3, cameras: readonly (readonly number[])[]): Vec3[] {
  const sum = cameras.map((m): Vec3 => [m[0]!, m[4]!, m[8]!]).reduce(add, [0, 0, 0]);
  const level = sub(sum, scale(up, dot(sum, up)));
  if (!(norm(level) > 1e-6)) return [];
  const axis = unit(level);
  return TILTS_DEG.map((degrees) => {
    const a = (degrees * Math.PI) / 180;
    return add(scale(up, Math.cos(a)), scale(cross(axis, up), Math.sin(a)));
  });
}
