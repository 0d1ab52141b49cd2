import type { Scene, SceneCamera, SceneObject, Vec3 } from "../../../packages/bench/src/synth/types.ts";

/** A block on the floor of a test's own scene: metres, +Z up, +Y to the north, +X to the east. */
export interface Body {
  readonly label: string;
  readonly center: Vec3;
  /** Along its own x, y and z. */
  readonly size: Vec3;
  /** Clockwise seen from above. */
  readonly yawDeg?: number;
}

export interface Lens {
  readonly width: number;
  readonly height: number;
  /** Pixels. */
  readonly focal: number;
}

export const LENS: Lens = { width: 160, height: 120, focal: 100 };

/** yawDeg: 0 looks north, clockwise; pitchDeg > 0 looks up. */
export function camera(
  position: Vec3,
  { yawDeg = 0, pitchDeg = 0, lens = LENS }: { yawDeg?: number; pitchDeg?: number; lens?: Lens } = {},
): SceneCamera {
  const [yaw, pitch] = [radians(yawDeg), radians(pitchDeg)];
  const forward = [Math.sin(yaw) * Math.cos(pitch), Math.cos(yaw) * Math.cos(pitch), Math.sin(pitch)] as const;
  const right = [Math.cos(yaw), -Math.sin(yaw), 0] as const;
  const up = [-Math.sin(yaw) * Math.sin(pitch), -Math.cos(yaw) * Math.sin(pitch), Math.cos(pitch)] as const;
  const rows = ([0, 1, 2] as const).flatMap((i) => [right[i], up[i], -forward[i], position[i]]);
  const { width, height, focal } = lens;
  return {
    c2w: [...rows, 0, 0, 0, 1],
    intrinsics: { fx: focal, fy: focal, cx: width / 2, cy: height / 2, width, height },
  };
}

/** A camera at a place that looks at another one. */
export function lookAt(position: Vec3, target: Vec3, lens: Lens = LENS): SceneCamera {
  const [dx, dy, dz] = [target[0] - position[0], target[1] - position[1], target[2] - position[2]];
  const yawDeg = degrees(Math.atan2(dx, dy));
  return camera(position, { yawDeg, pitchDeg: degrees(Math.atan2(dz, Math.hypot(dx, dy))), lens });
}

/** Blocks in an empty room of 8 by 8 by 3 metres; ids in order. */
export function sceneOf(bodies: readonly Body[], cameras: readonly SceneCamera[]): Scene {
  const objects = bodies.map((body, i): SceneObject => ({ id: i + 1, label: body.label, triangles: meshOf(body) }));
  return { seed: 1, room: [8, 8, 3], objects, cameras };
}

/** Where someone at `at` who faces `facing` has a place: worked out on the floor plan, by another way than the API's. */
export function onPlan(at: Vec3, facing: Vec3, place: Vec3) {
  const [fx, fy] = [facing[0] - at[0], facing[1] - at[1]];
  const [px, py] = [place[0] - at[0], place[1] - at[1]];
  const length = Math.hypot(fx, fy);
  const forward = (fx * px + fy * py) / length;
  const right = (fy * px - fx * py) / length;
  return { forward, right, bearingDeg: degrees(Math.atan2(right, forward)) };
}

/** Name of the sector of a bearing, and how far it is from the next one. */
export function sector(
  bearingDeg: number,
  names: readonly string[],
): { readonly name: string; readonly marginDeg: number } {
  const width = 360 / names.length;
  const at = Math.round(bearingDeg / width);
  const name = names[((at % names.length) + names.length) % names.length] as string;
  return { name, marginDeg: width / 2 - Math.abs(bearingDeg - at * width) };
}

export const SIDES = ["front", "front-right", "right", "back-right", "back", "back-left", "left", "front-left"];
export const POINTS = ["N", "NE", "E", "SE", "S", "SW", "W", "NW"];

function meshOf({ center, size, yawDeg = 0 }: Body): Float32Array {
  const [c, s] = [Math.cos(radians(yawDeg)), Math.sin(radians(yawDeg))];
  const corner = (i: number): Vec3 => {
    const x = (i & 1 ? 0.5 : -0.5) * size[0];
    const y = (i & 2 ? 0.5 : -0.5) * size[1];
    const z = (i & 4 ? 0.5 : -0.5) * size[2];
    return [center[0] + c * x + s * y, center[1] - s * x + c * y, center[2] + z];
  };
  const faces = [0, 1, 3, 2, 4, 5, 7, 6, 0, 1, 5, 4, 2, 3, 7, 6, 0, 2, 6, 4, 1, 3, 7, 5];
  const triangles: number[] = [];
  for (let f = 0; f < faces.length; f += 4) {
    const [p, q, r, t] = [0, 1, 2, 3].map((k) => corner(faces[f + k] as number)) as [Vec3, Vec3, Vec3, Vec3];
    triangles.push(...p, ...q, ...r, ...p, ...r, ...t);
  }
  return Float32Array.from(triangles);
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}

function degrees(radians: number): number {
  return (radians * 180) / Math.PI;
}
