import { Pose, type Vec3 } from "@spatialclaw/geometry";
import type { View } from "./data.ts";
import { measuredPixels, pointsAt } from "./pixels.ts";

/** Points that tell how far a scene reaches. */
const SAMPLE = 8000;
/** Of the points at each end of an axis that do not count: reflections and sky lie far out. */
const STRAY = 0.02;

/** Some of the points of all views, flat xyz. */
export function samplePoints(views: readonly View[]): Float32Array {
  const share = Math.ceil(SAMPLE / Math.max(1, views.length));
  const parts = views.map((view) => {
    const measured = measuredPixels(view.depth);
    const step = Math.max(1, Math.floor(measured.length / share));
    return pointsAt(
      view,
      measured.filter((_, i) => i % step === 0),
    );
  });
  return Float32Array.from(parts.flatMap((part) => [...part]));
}

/** Middle and radius of what most points and all cameras lie within. */
export function reachOf(points: Float32Array, views: readonly View[]): { centre: Vec3; radius: number } {
  const cameras = views.map(({ c2w }) => Pose.fromMatrix(c2w).position);
  const ranges = [0, 1, 2].map((axis) => {
    const sorted = points.filter((_, i) => i % 3 === axis).sort();
    const at = (q: number) => sorted[Math.round(q * (sorted.length - 1))];
    const own = cameras.map((position) => position[axis] as number);
    const [low = 0, high = 0] = [at(STRAY), at(1 - STRAY)];
    return [Math.min(low, ...own), Math.max(high, ...own)] as const;
  });
  const centre = ranges.map(([low, high]) => (low + high) / 2) as unknown as Vec3;
  const radius = Math.hypot(...ranges.map(([low, high]) => (high - low) / 2));
  return { centre, radius: radius > 0 ? radius : 1 };
}
