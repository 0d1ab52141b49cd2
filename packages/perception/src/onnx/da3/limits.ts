import type { MediaInput } from "@spatialclaw/media";
import type { Manifest } from "../manifest/index.ts";

/** Views of one reconstruction at most, whatever a run takes: 64 of 504x378 with all their maps take 200 MB. */
export const MOST_VIEWS = 64;

/** Models that see one view at a time give no cameras: without those of a capture frames stand alone. */
export function mostFrames({ roles, views }: Manifest, posesAreGiven: boolean): number {
  if (roles.anyview) return (views?.max ?? 1) > 1 ? MOST_VIEWS : 1;
  return posesAreGiven ? MOST_VIEWS : 1;
}

/** Whether every frame brings its pose along. */
export function hasPoses({ capture, frames }: MediaInput): boolean {
  return capture !== null && capture.hasPoses !== false && frames.every(({ geometry }) => geometry?.c2w != null);
}
