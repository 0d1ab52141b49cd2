import { degrees, distance, Points as RawPoints, stats, sub } from "@spatialclaw/geometry";
import { Cloud } from "./points.ts";
import type { ReconstructedView } from "./view.ts";

/** The camera's way through its views, in the world of the reconstruction. */
export function cameraTrack(frames: Frames, views: readonly ReconstructedView[]): CameraTrack {
  const of = (get: (pose: Pose) => Vec3) => views.map(({ pose }) => get(pose));
  const positions = of((pose) => pose.position);
  const steps = positions.slice(1).map((to, i) => distance(positions[i] as Vec3, to));
  const [start, end] = [positions[0] as Vec3, positions[positions.length - 1] as Vec3];
  return Object.freeze({
    frames,
    seconds: Object.freeze(views.map(({ frame }) => frame.seconds)),
    positions: cloudOf(positions),
    forward: cloudOf(of((pose) => pose.forward)),
    right: cloudOf(of((pose) => pose.right)),
    heights: Float64Array.from(positions, (p) => p[1] - start[1]),
    yawDeg: turned(views.map(({ pose }) => yawOf(pose))),
    pitchDeg: Float64Array.from(views, ({ pose }) => degrees(Math.asin(Math.min(1, Math.max(-1, pose.forward[1]))))),
    pathLength: steps.reduce((sum, step) => sum + step, 0),
    displacement: sub(end, start),
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
