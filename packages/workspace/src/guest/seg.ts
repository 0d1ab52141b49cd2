import { Mask as BitMask, Points as RawPoints } from "@spatialclaw/geometry";
import type { MaskInfo, PictureItem } from "../wire.ts";
import { optional, options } from "./check.ts";
import { formatNumber } from "./format/numbers.ts";
import { defineType } from "./format/printers.ts";
import { describeFrames, FrameList, frameName, InputFrame, positionOf } from "./frames.ts";
import { FrameMask, MIN_CONFIDENCE } from "./masks.ts";
import { DescribedPicture } from "./pictures.ts";
import { Cloud } from "./points.ts";
import { Reconstruction } from "./recon.ts";
import type { Session } from "./session.ts";
import { trackOf } from "./track.ts";
import { ReconstructedView } from "./view.ts";

/** One object with its masks by frame; a mask's bits arrive when they are first used. */
export interface MaskedObject {
  readonly label: string;
  readonly score: number;
  readonly masks: ReadonlyMap<Frame, { readonly area: number; readonly bits: string }>;
}

type PointOptions = { frame?: FrameRef; minConfidence?: number; erode?: number };

const POINT_OPTIONS = ["frame", "minConfidence", "erode"] as const;

export class Segmentation implements Seg {
  readonly label: string;
  readonly count: number;
  readonly score: number;
  readonly best: Frame;
  readonly frames: Frames;
  readonly emptyFrames: Frames;
  readonly #session: Session;
  readonly #objects: readonly MaskedObject[];
  readonly #searched: readonly Frame[];
  readonly #masks = new Map<Frame, FrameMask>();
  readonly #lifted = new WeakMap<Recon, Map<string, Cloud>>();
  #single: readonly Seg[] | null = null;

  constructor(session: Session, label: string, objects: readonly MaskedObject[], searched: readonly Frame[]) {
    this.label = label;
    this.count = objects.length;
    this.score = Math.max(...objects.map((object) => object.score));
    this.#session = session;
    this.#objects = objects;
    this.#searched = searched;
    this.best = searched.reduce((best, frame) => (this.#area(frame) > this.#area(best) ? frame : best));
    this.frames = new FrameList(searched.filter((frame) => this.#area(frame) > 0));
    this.emptyFrames = new FrameList(searched.filter((frame) => this.#area(frame) === 0));
    Object.freeze(this);
  }

  static is(value: unknown): value is Segmentation {
    return typeof value === "object" && value !== null && #masks in value;
  }

  /** Pixels under all masks in a frame; overlaps count twice. */
  static areaIn(seg: Segmentation, frame: Frame): number {
    return seg.#area(frame);
  }

  get objects(): readonly Seg[] {
    this.#single ??= Object.freeze(
      this.count === 1
        ? [this]
        : this.#objects.map((object) => new Segmentation(this.#session, object.label, [object], this.#searched)),
    );
    return this.#single;
  }

  mask(frame: FrameRef): FrameMask | null {
    return this.#mask(this.#session.frames.resolve("Seg.mask(frame)", frame));
  }

  points(recon: Recon, settings?: PointOptions): Cloud {
    const where = "Seg.points";
    const { frame, minConfidence, erode } = options(`${where}(options)`, settings, POINT_OPTIONS);
    const reconstruction = Reconstruction.from(`${where}(recon)`, recon);
    const { views } = reconstruction;
    const confidence = optional(`${where}(minConfidence)`, minConfidence, MIN_CONFIDENCE, { min: 0, max: 1 });
    const margin = optional(`${where}(erode)`, erode, this.#session.init.maskMargin, { min: 0, integer: true });
    const only = frame === undefined ? null : this.#session.frames.resolve(`${where}(frame)`, frame);
    const lifted = this.#liftedIn(recon);
    const key = `${only ? positionOf(only) : "all"} ${confidence} ${margin}`;
    const known = lifted.get(key);
    if (known) return known;
    const seen = views.filter((view) => (only === null || view.frame === only) && this.#area(view.frame) > 0);
    if (seen.length === 0) this.#explainNothing(views, only);
    const cloud = new Cloud(RawPoints.join(seen.map((view) => this.#lift(view, margin, confidence))));
    this.#session.evidence.measurements.named(cloud, this.label, Reconstruction.worldOf(reconstruction));
    lifted.set(key, cloud);
    return cloud;
  }

  centroid(recon: Recon, settings?: { frame?: FrameRef; minConfidence?: number }): Vec3 | null {
    const { frame, minConfidence } = options("Seg.centroid(options)", settings, ["frame", "minConfidence"]);
    const points = this.points(recon, { frame, minConfidence });
    return points.length === 0 ? null : points.median();
  }

  track(recon: Recon): Track {
    const reconstruction = Reconstruction.from("Seg.track(recon)", recon);
    const seen = reconstruction.views.flatMap((view) => {
      if (this.#area(view.frame) === 0) return [];
      const points = new RawPoints(this.#lift(view, this.#session.init.maskMargin, MIN_CONFIDENCE));
      return points.length === 0 ? [] : [{ frame: view.frame, position: points.median() }];
    });
    const positions = seen.map(({ position }) => position);
    const frames = new FrameList(seen.map(({ frame }) => frame));
    const { measurements } = this.#session.evidence;
    measurements.track(this.label, frames.map(positionOf), positions, Reconstruction.worldOf(reconstruction));
    return Object.freeze(trackOf(frames, positions));
  }

  overlay(frame?: FrameRef): Picture {
    const on = frame === undefined ? this.best : this.#session.frames.resolve("Seg.overlay(frame)", frame);
    const masks = this.#objects.flatMap((object) => {
      const mask = object.masks.get(on);
      return mask ? [{ label: object.label, mask: { bits: mask.bits } }] : [];
    });
    return overlayPicture(on, masks, masks.length > 0 ? this.label : `no ${this.label} here`);
  }

  /** Cells ask for the same points again and again: to measure, to draw, to locate. */
  #liftedIn(recon: Recon): Map<string, Cloud> {
    let lifted = this.#lifted.get(recon);
    if (!lifted) {
      lifted = new Map();
      this.#lifted.set(recon, lifted);
    }
    return lifted;
  }

  #area(frame: Frame): number {
    return this.#objects.reduce((sum, object) => sum + (object.masks.get(frame)?.area ?? 0), 0);
  }

  /** All objects' masks in one, decoded once per frame. */
  #mask(frame: Frame): FrameMask | null {
    if (this.#area(frame) === 0) return null;
    const known = this.#masks.get(frame);
    if (known) return known;
    const parts = this.#objects.flatMap((object) => {
      const mask = object.masks.get(frame);
      return mask ? [BitMask.fromBits(frame.width, frame.height, this.#session.host.page(mask.bits))] : [];
    });
    const mask = new FrameMask(
      parts.reduce((all, part) => all.or(part)),
      frame,
    );
    this.#masks.set(frame, mask);
    return mask;
  }

  #lift(view: ReconstructedView, margin: number, minConfidence: number): Float32Array {
    const mask = this.#mask(view.frame);
    if (!mask) return new Float32Array(0);
    const bits = FrameMask.bitsOf(mask);
    return ReconstructedView.lift(view, margin > 0 ? bits.erode(margin) : bits, minConfidence);
  }

  #explainNothing(views: readonly ReconstructedView[], only: Frame | null): void {
    const problem =
      only === null
        ? `none of ${describeFrames([...this.frames])} is reconstructed (${describeFrames(views.map((view) => view.frame))}); reconstruct with { include: seg.frames }`
        : `${frameName(only)} has no mask of it or is not reconstructed; leave { frame } out to use every frame that has both`;
    this.#session.host.print(`Seg.points: ${this.label}: ${problem}`);
  }
}

export function overlayPicture(
  frame: Frame,
  masks: readonly { readonly label: string; readonly mask: MaskInfo }[],
  what: string,
): DescribedPicture {
  const item: PictureItem = {
    kind: "overlay",
    place: InputFrame.placeOf(frame),
    label: `${frameName(frame)}: ${what}`,
    masks,
  };
  return new DescribedPicture(frame, item);
}

/** Its row in a table: what, where, how large. */
export function describeSeg(seg: Segmentation): string {
  const objects = seg.count === 1 ? "1 object" : `${seg.count} objects`;
  const empty = seg.emptyFrames.length === 0 ? "" : `, not in ${describeFrames([...seg.emptyFrames])}`;
  const largest = `largest mask ${Segmentation.areaIn(seg, seg.best)} px in ${frameName(seg.best)}`;
  return `"${seg.label}": ${objects} in ${describeFrames([...seg.frames])}${empty}; ${largest}; score ${formatNumber(seg.score)}`;
}

defineType(Segmentation, (seg) => `Seg ${describeSeg(seg)}`);
