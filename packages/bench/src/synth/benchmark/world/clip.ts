import { lens, lookAlong } from "../../cameras.ts";
import type { Random } from "../../random.ts";
import { raysOf } from "../../render.ts";
import type { PaintedScene } from "../../scene.ts";
import type { GroundTruth, SceneCamera, TruthObject, Vec3 } from "../../types.ts";
import { Floor } from "./floor.ts";
import { MOVERS, type MoverName, placedMover } from "./mover.ts";

export const CLIP_FRAMES = 6;
const SECONDS_PER_FRAME = 0.4;
const DEGREE = Math.PI / 180;
const EYE = 1.45;
const TRIES = 4000;
/** Share of an object's surface points, on the camera's side, that must be in plain view. */
const IN_VIEW = 0.35;

export type Xy = readonly [x: number, y: number];
export const MOVES = ["forward", "backward", "left", "right", "up", "down"] as const;
export type Move = (typeof MOVES)[number];

/** How the camera moves during a clip. */
export type CameraMotion =
  | { readonly kind: "still" }
  | { readonly kind: "move"; readonly move: Move }
  | { readonly kind: "turn"; readonly to: "left" | "right" };

export interface MoverPath {
  readonly name: MoverName;
  readonly id: number;
  readonly from: Xy;
  readonly to: Xy;
  /** Where its front looks all the time: towards the landmark's middle, at the start. */
  readonly heading: Xy;
  readonly landmark: TruthObject;
}

/** A short video. */
export interface Clip {
  readonly cameras: readonly SceneCamera[];
  /** One a frame. */
  readonly scenes: readonly PaintedScene[];
  readonly motion: CameraMotion;
  /** null where nothing moves but the camera. */
  readonly path: MoverPath | null;
}

interface ClipWish {
  readonly motion: CameraMotion;
  readonly moving: boolean;
  readonly size: { readonly width: number; readonly height: number };
}

/** A clip of a room as it is wished for; null where the room has no place for it. */
export function findClip(scene: PaintedScene, truth: GroundTruth, wish: ClipWish, rng: Random): Clip | null {
  const floor = new Floor(scene, truth);
  for (let i = 0; i < TRIES; i++) {
    const path = wish.moving ? drawPath(scene, truth, floor, rng) : null;
    if (wish.moving && !path) continue;
    const cameras = drawCameras(scene, floor, path, wish, rng);
    if (!cameras) continue;
    // Cheaper than rays, and turns most of them down.
    if (path && !isFramed(cameras, path)) continue;
    const scenes = cameras.map((_, frame) => sceneAt(scene, path, frame));
    const clip: Clip = { cameras, scenes, motion: wish.motion, path };
    if (!path || isInView(clip)) return clip;
  }
  return null;
}

const share = (frame: number): number => frame / (CLIP_FRAMES - 1);

export const placeAt = ({ from, to }: MoverPath, frame: number): Xy => [
  from[0] + (to[0] - from[0]) * share(frame),
  from[1] + (to[1] - from[1]) * share(frame),
];

function sceneAt(scene: PaintedScene, path: MoverPath | null, frame: number): PaintedScene {
  if (!path) return scene;
  const mover = placedMover(path.name, path.id, placeAt(path, frame), path.heading);
  return { ...scene, objects: [...scene.objects, mover] };
}

/** Straight over the free floor, towards one of four sides of the way that it faces. */
function drawPath(scene: PaintedScene, truth: GroundTruth, floor: Floor, rng: Random): MoverPath | null {
  const single = truth.objects.filter(({ label }) => truth.objects.filter((o) => o.label === label).length === 1);
  const landmark = rng.pick(single);
  const from: Xy = [rng.range(0.5, scene.room[0] - 0.5), rng.range(0.5, scene.room[1] - 0.5)];
  const [dx, dy] = [landmark.box.center[0] - from[0], landmark.box.center[1] - from[1]];
  const far = Math.hypot(dx, dy);
  if (far < 1.3) return null;
  const heading: Xy = [dx / far, dy / far];
  const angle = rng.integer(0, 3) * 90 * DEGREE + rng.range(-12, 12) * DEGREE;
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  const length = rng.range(0.7, 1.5);
  const to: Xy = [
    from[0] + length * (c * heading[0] - s * heading[1]),
    from[1] + length * (s * heading[0] + c * heading[1]),
  ];
  if (!floor.isFree(from, to)) return null;
  return { name: rng.pick(MOVERS), id: scene.objects.length + 1, from, to, heading, landmark };
}

function drawCameras(
  { room }: PaintedScene,
  floor: Floor,
  path: MoverPath | null,
  { motion, size }: ClipWish,
  rng: Random,
): SceneCamera[] | null {
  const at: Vec3 = [rng.range(0.3, room[0] - 0.3), rng.range(0.3, room[1] - 0.3), EYE];
  const target = path ? [(path.from[0] + path.to[0]) / 2, (path.from[1] + path.to[1]) / 2] : [room[0] / 2, room[1] / 2];
  const [dx, dy] = [target[0]! - at[0], target[1]! - at[1]];
  const far = Math.hypot(dx, dy);
  if (far < 1.2) return null;
  const yaw = Math.atan2(dy, dx) + rng.range(-8, 8) * DEGREE;
  const pitch = path ? -Math.atan2(EYE - 0.4, far) * 0.8 : -12 * DEGREE;
  const reach =
    motion.kind === "move" ? (motion.move === "up" || motion.move === "down" ? 0.45 : rng.range(0.5, 0.9)) : 0;
  const sweep = motion.kind === "turn" ? rng.range(28, 50) * DEGREE * (motion.to === "left" ? 1 : -1) : 0;
  const along = motion.kind === "move" ? directionOf(motion.move, yaw) : [0, 0, 0];
  const cameras = Array.from({ length: CLIP_FRAMES }, (_, frame): SceneCamera => {
    const t = share(frame);
    const place = [0, 1, 2].map((k) => at[k]! + along[k]! * reach * t) as [number, number, number];
    const c2w = lookAlong(place, yaw + sweep * (t - 0.5), pitch);
    return { c2w, intrinsics: lens(size), seconds: frame * SECONDS_PER_FRAME };
  });
  const isHeld = cameras.every(({ c2w }) => {
    const place: Xy = [c2w[3]!, c2w[7]!];
    return (
      floor.holdsCamera(place) && (!path || [0, CLIP_FRAMES - 1].every((f) => apart(placeAt(path, f), place) > 0.8))
    );
  });
  return isHeld ? cameras : null;
}

function directionOf(move: Move, yaw: number): Vec3 {
  const [c, s] = [Math.cos(yaw), Math.sin(yaw)];
  const all: Readonly<Record<Move, Vec3>> = {
    forward: [c, s, 0],
    backward: [-c, -s, 0],
    left: [-s, c, 0],
    right: [s, -c, 0],
    up: [0, 0, 1],
    down: [0, 0, -1],
  };
  return all[move];
}

/** Whether mover and landmark would be in the pictures of an empty room. */
function isFramed(cameras: readonly SceneCamera[], path: MoverPath): boolean {
  const inside = (camera: SceneCamera, place: Vec3): boolean => pixelOf(camera, place) !== null;
  const [x, y, z] = path.landmark.box.center;
  return (
    inside(cameras[0]!, [x, y, z]) &&
    cameras.every((camera, frame) => {
      const [u, v] = placeAt(path, frame);
      return inside(camera, [u, v, 0.05]) && inside(camera, [u, v, 0.7]);
    })
  );
}

/** null behind the camera, outside of the picture or at its border. */
function pixelOf({ c2w: m, intrinsics }: SceneCamera, place: Vec3): readonly [number, number] | null {
  const { fx, fy, cx, cy, width, height } = intrinsics;
  const d = place.map((value, k) => value - m[4 * k + 3]!);
  const inCamera = (column: number): number => m[column]! * d[0]! + m[4 + column]! * d[1]! + m[8 + column]! * d[2]!;
  const depth = -inCamera(2);
  const [u, v] = [cx + (fx * inCamera(0)) / depth, cy - (fy * inCamera(1)) / depth];
  return depth > 0.2 && u > 4 && v > 4 && u < width - 4 && v < height - 4 ? [u, v] : null;
}

/** Mover in every frame, landmark in the first. */
function isInView({ cameras, scenes, path }: Clip): boolean {
  if (!path) return true;
  return (
    viewOf(scenes[0]!, cameras[0]!, path.landmark.id) >= IN_VIEW &&
    cameras.every((camera, frame) => viewOf(scenes[frame]!, camera, path.id) >= IN_VIEW)
  );
}

/** Share of an object's triangles whose middle is seen, of those that could be from where the camera is. */
function viewOf(scene: PaintedScene, camera: SceneCamera, id: number): number {
  const object = scene.objects.find((one) => one.id === id);
  const triangles = object?.triangles ?? new Float32Array();
  const rays = raysOf(scene);
  const m = camera.c2w;
  const origin: Vec3 = [m[3]!, m[7]!, m[11]!];
  let [seen, all] = [0, 0];
  for (let i = 0; i + 9 <= triangles.length; i += 9) {
    const at = (k: number): number => (triangles[i + k]! + triangles[i + 3 + k]! + triangles[i + 6 + k]!) / 3;
    const middle: Vec3 = [at(0), at(1), at(2)];
    const d = [middle[0] - origin[0], middle[1] - origin[1], middle[2] - origin[2]] as const;
    const far = Math.hypot(...d);
    const hit = rays.cast(origin, [d[0] / far, d[1] / far, d[2] / far]);
    // Its own back is no obstacle.
    if (hit?.id === id && hit.distance < far - 0.02) continue;
    all++;
    if (hit?.id === id && pixelOf(camera, middle)) seen++;
  }
  return all === 0 ? 0 : seen / all;
}

const apart = (a: Xy, b: Xy): number => Math.hypot(a[0] - b[0], a[1] - b[1]);
