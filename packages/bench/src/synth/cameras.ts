import type { Layout } from "./layout.ts";
import type { Random } from "./random.ts";
import type { SceneCamera } from "./types.ts";

const FRAMES = 12;
/** Horizontal field of view, radians: neighbouring frames, 30 degrees apart, share more than half of it. */
const FIELD = (68 * Math.PI) / 180;
const DEGREE = Math.PI / 180;

/** A handheld walk round the free floor at eye height, looking across the room and slightly down. */
export function walkAround(
  layout: Layout,
  size: { readonly width: number; readonly height: number },
  random: Random,
): SceneCamera[] {
  const intrinsics = lens(size);
  const start = random.range(0, 2 * Math.PI);
  const turn = random.pick([-1, 1]);
  return Array.from({ length: FRAMES }, (_, i) => {
    const yaw = start + turn * ((i * 2 * Math.PI) / FRAMES) + random.range(-4, 4) * DEGREE;
    const pitch = (i % 2 === 0 ? -11 : -19) * DEGREE + random.range(-3, 3) * DEGREE;
    // Standing back from what is looked at shows more of it and keeps the walk inside the disc.
    const back = layout.walk.radius * random.range(0.45, 0.75);
    const position = [
      layout.walk.x - back * Math.cos(yaw) + random.range(-0.1, 0.1),
      layout.walk.y - back * Math.sin(yaw) + random.range(-0.1, 0.1),
      1.5 + random.range(-0.07, 0.07),
    ] as const;
    return { c2w: lookAlong(position, yaw, pitch, random.range(-1.5, 1.5) * DEGREE), intrinsics };
  });
}

/** The camera that all scenes are seen with. */
export function lens({
  width,
  height,
}: {
  readonly width: number;
  readonly height: number;
}): SceneCamera["intrinsics"] {
  const focal = width / 2 / Math.tan(FIELD / 2);
  return { fx: focal, fy: focal, cx: width / 2, cy: height / 2, width, height };
}

/**
 * Camera-to-world, 4x4 row-major, OpenGL axes, from angles in radians: yaw counter-clockwise from +x, pitch up; positive
 * roll tilts the head to the left.
 */
export function lookAlong(position: readonly [number, number, number], yaw: number, pitch: number, roll = 0): number[] {
  const [cy, sy] = [Math.cos(yaw), Math.sin(yaw)];
  const [cp, sp] = [Math.cos(pitch), Math.sin(pitch)];
  const [cr, sr] = [Math.cos(roll), Math.sin(roll)];
  const level = [sy, -cy, 0] as const;
  const upright = [-cy * sp, -sy * sp, cp] as const;
  const forward = [cy * cp, sy * cp, sp] as const;
  const rows = [0, 1, 2].flatMap((i) => {
    const right = cr * level[i]! + sr * upright[i]!;
    const up = cr * upright[i]! - sr * level[i]!;
    return [right, up, -forward[i]!, position[i]!];
  });
  return [...rows, 0, 0, 0, 1];
}
