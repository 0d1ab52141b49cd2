import type { Intrinsics, SourceFrame } from "@spatialclaw/media";
import type { Fit } from "../pictures/fit.ts";
import type { DepthView } from "./types.ts";

/** A view whose maps cover the whole picture of its frame. */
export interface WholeView {
  readonly intrinsics: Intrinsics;
  readonly depth: Float32Array;
  readonly confidence: Float32Array | null;
  readonly rawConfidence: Float32Array | null;
}

/**
 * Maps of what the graph saw, laid into maps of the whole picture: what a crop took away was not measured (NaN), what
 * padding added is gone. Rays stay exact; between pixels of the picture and of the map up to half a pixel of the map is
 * lost near the edges, where a crop's border falls between two of them.
 */
export function wholeView(view: DepthView, frame: SourceFrame, fit: Fit): WholeView {
  const { seen, inside, size } = fit;
  const { fx, fy, cx, cy, depth, confidence, rawConfidence } = view;
  const [seenWidth, seenHeight] = [inside.x1 - inside.x0, inside.y1 - inside.y0];
  const sx = seenWidth / (seen.x1 - seen.x0);
  const sy = seenHeight / (seen.y1 - seen.y0);
  const [left, top] = [Math.round(seen.x0 * sx), Math.round(seen.y0 * sy)];
  const width = left + seenWidth + Math.round((frame.width - seen.x1) * sx);
  const height = top + seenHeight + Math.round((frame.height - seen.y1) * sy);
  const intrinsics = { fx, fy, cx: cx - inside.x0 + left, cy: cy - inside.y0 + top, width, height };
  if (width === size.width && height === size.height) return { intrinsics, depth, confidence, rawConfidence };
  const laid = (map: Float32Array): Float32Array => {
    const out = new Float32Array(width * height).fill(Number.NaN);
    for (let y = 0; y < seenHeight; y++) {
      const from = (inside.y0 + y) * size.width + inside.x0;
      out.set(map.subarray(from, from + seenWidth), (top + y) * width + left);
    }
    return out;
  };
  return {
    intrinsics,
    depth: laid(depth),
    confidence: confidence && laid(confidence),
    rawConfidence: rawConfidence && laid(rawConfidence),
  };
}

/** What a crop kept, for people; null: (nearly) all of every frame was seen. */
export function cropNote(frames: readonly SourceFrame[], fits: readonly Fit[]): string | null {
  const shares = fits.map(({ seen }, n) => {
    const { width, height } = frames[n] as SourceFrame;
    return ((seen.x1 - seen.x0) * (seen.y1 - seen.y0)) / (width * height);
  });
  const least = Math.min(...shares);
  if (least > 0.99) return null;
  const { size } = fits[0] as Fit;
  const count = shares.filter((share) => share <= 0.99).length;
  return `the model saw ${size.width}x${size.height} from the middle of ${count} of ${frames.length} frames, at least ${Math.floor(100 * least)} % of each: beyond it nothing is measured`;
}
