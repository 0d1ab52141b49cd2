import { degrees, distance, Points as RawPoints, stats, sub } from "@spatialclaw/geometry";
import { Cloud } from "./points.ts";
import type { ReconstructedView } from "./view.ts";

/** One position in each frame, and what follows from them. */
export function trackOf(frames: Frames, positions: readonly Vec3[]): Track {
  const seconds = Object.freeze(frames.map((frame) => frame.seconds));
  const steps = positions.slice(1).map((to, i) => distance(positions[i] as Vec3, to));
  const [start, end] = [positions[0], positions.at(-1)];
  return {
    frames,
    seconds,
    positions: cloudOf(positions),
    speeds: Float64Array.from(steps, (step, i) => {
      const [from, to] = [seconds[i] ?? null, seconds[i + 1] ?? null];
      return from === null || to === null || to === from ? Number.NaN : step / Math.abs(to - from);
    }),
    pathLength: steps.reduce((sum, step) => sum + step, 0),
    displacement: start && end ? Object.freeze(sub(end, start)) : null,
  };
}

/** The camera's way through its views, in the world of the reconstruction. */
export function cameraTrack(frames: Frames, views: readonly ReconstructedView[]): CameraTrack {
  const of = (get: (pose: Pose) => Vec3) => views.map(({ pose }) => get(pose));
  const positions = of((pose) => pose.position);
  const track = trackOf(frames, positions);
  const start = positions[0] as Vec3;
  return Object.freeze({
    ...track,
    displacement: track.displacement as Vec3,
    forward: cloudOf(of((pose) => pose.forward)),
    right: cloudOf(of((pose) => pose.right)),
    heights: Float64Array.from(positions, (p) => p[1] - start[1]),
    yawDeg: turned(views.map(({ pose }) => yawOf(pose))),
    pitchDeg: Float64Array.from(views, ({ pose }) => degrees(Math.asin(Math.min(1, Math.max(-1, pose.forward[1]))))),
  });
}

/** Radians clockwise seen from above, 0 along -Z; a camera that looks straight down faces the top of its picture. */
function yawOf({ forward, up }: Pose): number {
  const ahead = Math.hypot(forward[0], forward[2]) > 1e-3 ? forward : up;
  return Math.atan2(ahead[0], -ahead[2]);
}

function turned(yaw: readonly number[]): Float64Array {
  const smooth = stats.unwrap(yaw);
  const first = smooth[0] as number;
  return Float64Array.from(smooth, (angle) => degrees(angle - first));
}

function cloudOf(list: readonly Vec3[]): Cloud {
  return new Cloud(RawPoints.of(list));
}
