import type { SourceFrame } from "@spatialclaw/media";
import type { Fit } from "../pictures/fit.ts";
import type { ViewHint } from "./types.ts";

/** What file and capture say of a frame's lens, in pixels of the graph's picture. */
export function hintFor(
  { width, height, focal, geometry }: SourceFrame,
  { seen, inside }: Fit,
  usesLenses: boolean,
): ViewHint {
  const sx = (inside.x1 - inside.x0) / (seen.x1 - seen.x0);
  const sy = (inside.y1 - inside.y0) / (seen.y1 - seen.y0);
  const own = usesLenses ? geometry?.intrinsics : undefined;
  return {
    focal: focal ? { fx: focal.pixels * sx, fy: focal.pixels * sy, source: focal.source } : null,
    lens: own
      ? {
          // A capture's are for its depth map, which may be smaller than the picture.
          fx: own.fx * (width / own.width) * sx,
          fy: own.fy * (height / own.height) * sy,
          cx: (own.cx * (width / own.width) - seen.x0) * sx + inside.x0,
          cy: (own.cy * (height / own.height) - seen.y0) * sy + inside.y0,
          source: "the capture's intrinsics",
        }
      : null,
  };
}
