import { Pose } from "@spatialclaw/geometry";
import type { SourceFrame } from "@spatialclaw/media";
import { Noise } from "./noise.ts";

/**
 * By how much each frame's camera is wrong, in its own axes: the errors of an odometry, which adds up its steps. Of each
 * step `amount` of its length goes in a random direction, and `amount` of its turn round a random axis. Frames without
 * poses have none.
 */
export function poseErrors(
  frames: readonly SourceFrame[],
  amount: number,
  ...names: readonly (string | number)[]
): Map<SourceFrame, Pose> {
  const errors = new Map<SourceFrame, Pose>();
  let [before, wrong]: [Pose | null, Pose | null] = [null, null];
  for (const frame of frames) {
    const c2w = frame.geometry?.c2w;
    if (!c2w) continue;
    const pose = Pose.fromMatrix(c2w);
    if (before && wrong) {
      const step = before.inverse().compose(pose);
      wrong = wrong.compose(slipped(step, amount, new Noise("pose", ...names, frame.frameIndex)));
    } else {
      wrong = pose;
    }
    before = pose;
    errors.set(frame, pose.inverse().compose(wrong));
  }
  return errors;
}

function slipped(step: Pose, amount: number, noise: Noise): Pose {
  const length = Math.hypot(...step.position);
  const m = step.matrix;
  const turn = Math.acos(Math.max(-1, Math.min(1, (m[0]! + m[5]! + m[10]! - 1) / 2)));
  const aside = noise.direction();
  const [shift, angle] = [amount * length * Math.abs(noise.normal()), amount * turn * Math.abs(noise.normal())];
  return step.compose(rotation(noise.direction(), angle, [aside[0] * shift, aside[1] * shift, aside[2] * shift]));
}

/** A turn round an axis of unit length, and a shift. */
function rotation([x, y, z]: readonly [number, number, number], angle: number, [a, b, c]: readonly number[]): Pose {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const t = 1 - cos;
  return Pose.fromMatrix([
    ...[cos + x * x * t, x * y * t - z * sin, x * z * t + y * sin, a as number],
    ...[y * x * t + z * sin, cos + y * y * t, y * z * t - x * sin, b as number],
    ...[z * x * t - y * sin, z * y * t + x * sin, cos + z * z * t, c as number],
    ...[0, 0, 0, 1],
  ]);
}
