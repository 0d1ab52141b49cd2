declare namespace tools {
  /** Masks of objects by text, box or points (SAM 3, or the masks that came with a capture). A miss is null. */
  namespace SAM3 {
    /** One entry per name, in order. Tries text, then boxes, then points where the vision model sees it; prints what it tried when nothing is found. @example const [door, heater] = tools.SAM3.findObject(InputImages, ["door", "heater"]); if (door && heater) show(door, heater); */
    function findObject(frames: OneOrMany<Frame>, what: readonly string[]): (Found | null)[];
    function findObject(frames: OneOrMany<Frame>, what: string): Found | null;
    /** The same objects through many frames. @example const [chairs, tables] = tools.SAM3.segmentVideo(InputImages, ["chair", "table"]); print(chairs ? chairs.count : 0); */
    function segmentVideo(frames: readonly Frame[], what: readonly (Prompt | null)[]): (Seg | null)[];
    function segmentVideo(frames: readonly Frame[], what: Prompt): Seg | null;
    /** Single pictures: several frames, several prompts (a null gives a null), or pairs of them. */
    function segmentImage(frames: readonly Frame[], what: OneOrMany<Prompt | Box | null>): (Seg | null)[];
    function segmentImage(frame: Frame, what: readonly (Prompt | Box | null)[]): (Seg | null)[];
    function segmentImage(frame: Frame, what: Prompt | Box): Seg | null;
  }
  namespace Mask {
    /** A list of pixels is a polygon. */
    function of(frame: FrameRef, region: Box | readonly Px[] | ((x: number, y: number) => boolean)): Mask;
    /** Connected, largest first. */
    function parts(mask: Mask): readonly Mask[];
  }
}
/** A text, or a box or points in one frame (negative: not on it). */
type Prompt = string | Located | { readonly frame: FrameRef; readonly box: Box; readonly negative?: readonly Px[] } | { readonly frame: FrameRef; readonly points: readonly Px[]; readonly negative?: readonly Px[] };
/** A box in pixels of its frame. */
interface Located extends Box { readonly frame: Frame; readonly center: Px }
/** Best seen in `frame`. */
interface Found { readonly label: string; readonly frame: Frame; readonly seg: Seg; readonly tried: readonly string[] }
/** One or several objects with a mask in each frame where they are seen. Methods take all objects together. */
interface Seg {
  readonly label: string;
  /** How many objects. */
  readonly count: number;
  readonly objects: readonly Seg[];
  readonly score: number;
  /** The frame with the largest mask. */
  readonly best: Frame;
  /** Frames with a mask. */
  readonly frames: Frames;
  readonly emptyFrames: Frames;
  mask(frame: FrameRef): Mask | null;
  /** World points under the masks (edges trimmed), of one frame or of all that `recon` has; may be empty. */
  points(recon: Recon, options?: { frame?: FrameRef; minConfidence?: number; erode?: number }): Points;
  /** Median of the points; null when there are none. */
  centroid(recon: Recon, options?: { frame?: FrameRef; minConfidence?: number }): Vec3 | null;
  /** Centroid per frame that both have, in order. */
  track(recon: Recon): Track;
  /** The frame (default: the one with the largest mask) with the masks drawn in. */
  overlay(frame?: FrameRef): Picture;
}
interface Mask {
  readonly width: number;
  readonly height: number;
  /** Pixels set. */
  readonly area: number;
  has(x: number, y: number): boolean;
  /** null when empty. */
  box(): Box | null;
  centroid(): Px | null;
  iou(other: Mask): number;
  and(other: Mask): Mask;
  or(other: Mask): Mask;
  not(): Mask;
  erode(pixels: number): Mask;
  dilate(pixels: number): Mask;
  /** The largest connected part. */
  largest(): Mask;
  points(recon: Recon, options?: { minConfidence?: number }): Points;
}
