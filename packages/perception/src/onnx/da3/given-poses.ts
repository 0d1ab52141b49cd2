import { type CaptureInfo, InputError, type SourceFrame } from "@spatialclaw/media";
import type { Scale } from "../../types.ts";
import { alignPoses } from "../../world/align-poses.ts";
import type { DepthOutput } from "./types.ts";

/** What a capture's poses make of a model's depth. */
export interface GivenPoses {
  /** By which the capture's positions have to be multiplied: not 1 where metres come from the model. */
  readonly poseFactor: number;
  /** By which the model's depth has to be multiplied. */
  readonly depthFactor: number;
  readonly scale: Scale;
  readonly notes: readonly string[];
}

const POSES_CONFIDENCE = 0.95;
/** Positions that are off by this share of their spread leave 1/e of the confidence. */
const POSITION_ERROR = 0.2;
/** Worse than this the model saw another scene than the capture says. */
const POOR_FIT = 0.25;

/**
 * The model's cameras are brought to the capture's by a similarity: its scale makes depth fit the poses, which are used
 * as they are. Where the capture has no scale and the model knows metres, the poses are stretched to those instead.
 */
export function fitToPoses(output: DepthOutput, frames: readonly SourceFrame[], capture: CaptureInfo): GivenPoses {
  const given = frames.map(({ geometry }) => geometry?.c2w as readonly number[]);
  const isMetric = capture.metric !== false;
  const alignment = output.hasPoses
    ? alignPoses(
        output.views.map(({ c2w }) => c2w),
        given,
      )
    : null;
  if (!alignment?.hasScale) return unaligned(output, frames.length, isMetric);
  const { scale: factor } = alignment.similarity;
  const notes: string[] = [];
  const left = frames.length - alignment.inliers.length;
  if (left > 0 || alignment.error > POOR_FIT)
    notes.push(
      `the model's cameras do not fit the capture's well (${left} of ${frames.length} do not, the others are off by ${(100 * alignment.error).toFixed(0)} % of their spread): depth may be wrong by as much`,
    );
  const trust = Math.exp(-alignment.error / POSITION_ERROR) * (alignment.inliers.length / frames.length);
  if (isMetric || !output.scale.metric) {
    const source = isMetric ? "poses of the capture" : "poses of the capture, which have no scale";
    const scale = { source, metric: isMetric, confidence: isMetric ? POSES_CONFIDENCE * trust : 0 };
    return { poseFactor: 1, depthFactor: factor, scale, notes };
  }
  return { poseFactor: 1 / factor, depthFactor: 1, scale: output.scale, notes };
}

/** One view, or cameras in one place: positions do not tell how long anything is. */
function unaligned(output: DepthOutput, count: number, isMetric: boolean): GivenPoses {
  const { scale } = output;
  if (count === 1 || (isMetric && scale.metric)) return { poseFactor: 1, depthFactor: 1, scale, notes: [] };
  if (output.hasPoses)
    return {
      poseFactor: 1,
      depthFactor: 1,
      scale: { source: "relative", metric: false, confidence: 0 },
      notes: ["the capture's cameras stand in one place, which tells no scale: lengths are relative"],
    };
  throw new InputError(
    `the capture's poses have no scale and the model knows metres but no cameras: ${count} frames cannot be put together; reconstruct one at a time, or use a model that sees views together (da3-nested-base)`,
    "environment",
  );
}
