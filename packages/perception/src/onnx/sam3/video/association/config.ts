import { InputError } from "@spatialclaw/media";
import type { VideoSpec } from "../../../manifest/types.ts";

/**
 * From which detection in one frame is which object of the frames before. The published SAM 3 video model's values;
 * a manifest's `video.association` overrides them under these names. Counts of frames are for videos of which every
 * frame is seen.
 */
export interface AssociationConfig {
  /** A detection counts above this score. */
  readonly det: number;
  /** Of two detections whose masks overlap by more (IoU), the surer one stays. */
  readonly nmsIou: number;
  /** From this IoU on a detection belongs to a track. */
  readonly assocIou: number;
  /** From this IoU on a detection confirms a track; one without is unmatched. */
  readonly trackIou: number;
  /** From this score on a detection that belongs to no track begins one. */
  readonly newDet: number;
  /** A track this young, unmatched in so many frames, or in so many on the detection of an elder, was none. */
  readonly hotstart: readonly [delay: number, unmatched: number, duplicate: number];
  /** Whether a track that lives on nothing is hidden only while it is young. */
  readonly suppressOnlyWithinHotstart: boolean;
  /** How long a track lives without matches: at first, at most, at least. */
  readonly keepAlive: readonly [first: number, most: number, least: number];
  /** Of two tracks that overlap by this IoU, the one that was hidden more recently goes. */
  readonly occlusionIou: number;
  /** Holes and specks of so many cells are cleaned away. */
  readonly fillHole: number;
  /** In every so many-th frame sure detections renew the memory of their track; 0: never. */
  readonly reconditionEvery: number;
  readonly reconditionScore: number;
  readonly reconditionIou: number;
  /** A mask that keeps less than this share beside the others is remembered as hidden. */
  readonly shrink: number;
  /** Where there is no memory: a detection of less than `det`, down to this share of it, still keeps a track. */
  readonly weakShare: number;
  /** Where there is no memory: what looks alike (cosine) is the track that was lost, for so many frames. */
  readonly againLikeness: number;
  readonly againFrames: number;
  /** Where an object is followed by its box: how much the box grows from frame to frame. */
  readonly boxGrow: number;
  /** The object is lost when its mask overlaps the last one by less (IoU) and its area changes by more than this. */
  readonly boxLeastIou: number;
  readonly boxAreaRatio: readonly [least: number, most: number];
  /** A lost object is looked for in so many frames. */
  readonly boxSearchFrames: number;
}

export const ASSOCIATION: AssociationConfig = {
  det: 0.5,
  nmsIou: 0.1,
  assocIou: 0.1,
  trackIou: 0.5,
  newDet: 0.7,
  hotstart: [15, 8, 8],
  suppressOnlyWithinHotstart: true,
  keepAlive: [30, 30, -1],
  occlusionIou: 0.7,
  fillHole: 16,
  reconditionEvery: 16,
  reconditionScore: 0.8,
  reconditionIou: 0.8,
  shrink: 0.3,
  weakShare: 0.6,
  againLikeness: 0.8,
  againFrames: 30,
  boxGrow: 0.1,
  boxLeastIou: 0.2,
  boxAreaRatio: [0.5, 2],
  boxSearchFrames: 30,
};

/** The manifest's values over the defaults. Throws InputError that names what does not fit. */
export function associationOf(id: string, given: VideoSpec["association"] = {}): AssociationConfig {
  const defaults: Readonly<Record<string, unknown>> = { ...ASSOCIATION };
  for (const [name, value] of Object.entries(given)) {
    const like = defaults[name];
    const expects = Array.isArray(like) ? `a list of ${like.length} numbers` : like === undefined ? null : "a number";
    const fits = Array.isArray(like) ? Array.isArray(value) && value.length === like.length : typeof value === "number";
    if (expects === null || !fits)
      throw new InputError(
        `${id}: video.association.${name} is ${JSON.stringify(value)}; expected ${expects ?? `one of ${Object.keys(defaults).join(", ")}`}`,
        "environment",
      );
  }
  const { suppressOnlyWithinHotstart: only = 1 } = given;
  return { ...ASSOCIATION, ...given, suppressOnlyWithinHotstart: only !== 0 };
}

/**
 * For a video of which every `stride`-th frame is seen: what is counted in frames lasts as long as before. A hot start
 * that would be shorter than a frame is none.
 */
export function forStride(config: AssociationConfig, stride: number): AssociationConfig {
  const [delay, unmatched, duplicate] = config.hotstart;
  const [first, most, least] = config.keepAlive;
  const fewer = (frames: number, min: number) => (frames <= 0 ? frames : Math.max(min, Math.round(frames / stride)));
  return {
    ...config,
    hotstart: [fewer(delay, 0), fewer(unmatched, 1), fewer(duplicate, 1)],
    keepAlive: [fewer(first, 1), fewer(most, 1), least],
    reconditionEvery: fewer(config.reconditionEvery, 1),
    againFrames: fewer(config.againFrames, 1),
    boxSearchFrames: fewer(config.boxSearchFrames, 1),
  };
}
