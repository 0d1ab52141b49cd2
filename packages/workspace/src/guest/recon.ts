import { type Mask as BitMask, Points as RawPoints } from "@spatialclaw/geometry";
import type { ReconstructArgs, ReconstructResult } from "../wire.ts";
import type { World } from "../wire-measurements.ts";
import { renderBev } from "./bev.ts";
import { fail, number, optional, options, shown } from "./check.ts";
import { formatNumber } from "./format/numbers.ts";
import { defineType } from "./format/printers.ts";
import { describeFrames, FrameList, frameName, positionOf, spread } from "./frames.ts";
import { Cloud } from "./points.ts";
import type { Session } from "./session.ts";
import { cameraTrack } from "./track.ts";
import { ReconstructedView } from "./view.ts";

/** All frames that were reconstructed together: one world. */
export class Reconstruction implements Recon {
  readonly frames: Frames;
  readonly views: readonly ReconstructedView[];
  readonly scale: Recon["scale"];
  readonly world: Recon["world"];
  readonly #world: World;
  readonly #session: Session;
  readonly #byFrame: ReadonlyMap<Frame, ReconstructedView>;

  /** `measured` tells measurements in it from those in others; `world` is what cells see. */
  constructor(
    session: Session,
    views: readonly ReconstructedView[],
    scale: Recon["scale"],
    world: Recon["world"],
    measured: World,
  ) {
    this.views = Object.freeze([...views]);
    this.frames = new FrameList(this.views.map((view) => view.frame));
    this.scale = Object.freeze({ ...scale });
    this.world = Object.freeze({ ...world });
    this.#world = measured;
    session.evidence.measurements.entered(measured, this.views);
    this.#session = session;
    this.#byFrame = new Map(this.views.map((view) => [view.frame, view]));
    Object.freeze(this);
  }

  /** The reconstruction that a cell passed. */
  static from(where: string, value: unknown): Reconstruction {
    if (typeof value === "object" && value !== null && #byFrame in value) return value;
    return fail(where, `expected a reconstruction from tools.Reconstruct.reconstruct(…), got ${shown(value)}`);
  }

  static worldOf(recon: Reconstruction): World {
    return recon.#world;
  }

  /** World points under a mask of a frame; none, with a printed line, where the frame is not reconstructed. */
  static under(recon: Reconstruction, frame: Frame, mask: BitMask, minConfidence: number): Cloud {
    const view = recon.#byFrame.get(frame);
    if (view) return new Cloud(new RawPoints(ReconstructedView.lift(view, mask, minConfidence)));
    recon.#session.host.print(
      `Mask.points: ${frameName(frame)} is not reconstructed (${describeFrames([...recon.frames])}); reconstruct with { include: [frame] }`,
    );
    return new Cloud(RawPoints.of([]));
  }

  at(frame: FrameRef): ReconstructedView | null {
    return this.#byFrame.get(this.#session.frames.resolve("Recon.at(frame)", frame)) ?? null;
  }

  nearest(frame: FrameRef): { readonly view: ReconstructedView; readonly gapFrames: number } {
    const wanted = this.#session.frames.resolve("Recon.nearest(frame)", frame);
    const same = this.views.filter(({ frame: seen }) => seen.video === wanted.video);
    if (same.length === 0)
      fail(
        "Recon.nearest(frame)",
        `nothing of video ${wanted.video} is reconstructed (${describeFrames([...this.frames])})`,
      );
    const gap = (view: ReconstructedView) => Math.abs(view.frameIndex - wanted.frameIndex);
    const view = same.reduce((best, candidate) => (gap(candidate) < gap(best) ? candidate : best));
    return Object.freeze({ view, gapFrames: gap(view) });
  }

  cameraTrack(): CameraTrack {
    const { measurements } = this.#session.evidence;
    const positions = this.views.map(({ pose }) => pose.position);
    measurements.track("camera", this.frames.map(positionOf), positions, this.#world);
    return cameraTrack(this.frames, this.views);
  }

  rescale(factor: number): Recon {
    const by = number("Recon.rescale(factor)", factor, { min: 1e-6, max: 1e6 });
    const source = `${this.scale.source}, rescaled by ${formatNumber(by)} from a known length`;
    const scale = { source, metric: true, confidence: this.scale.confidence };
    this.#session.host.call("rescaled", scale);
    return new Reconstruction(
      this.#session,
      this.views.map((view) => ReconstructedView.rescaled(view, by)),
      scale,
      { ...this.world, ground: this.world.ground === null ? null : this.world.ground * by },
      { ...this.#world, scale: this.#world.scale * by },
    );
  }

  renderBev(settings?: { objects?: BevObjects; from?: FrameRef }): Bev {
    return renderBev(this.#session, this, settings);
  }
}

export function createReconstruct(session: Session) {
  const where = "tools.Reconstruct.reconstruct";
  return Object.freeze({
    reconstruct(
      frames: readonly Frame[] | Frame,
      settings?: { include?: readonly FrameRef[]; maxFrames?: number },
    ): Recon {
      const { include = [], maxFrames } = options(`${where}(options)`, settings, ["include", "maxFrames"]);
      const limit = session.init.maxFrames;
      const most = Math.min(limit, optional(`${where}(maxFrames)`, maxFrames, limit, { min: 1, integer: true }));
      const asked = session.frames.resolveAll(`${where}(frames)`, frames);
      const kept =
        Array.isArray(include) && include.length === 0 ? [] : session.frames.resolveAll(`${where}(include)`, include);
      const chosen = choose(where, asked, kept, most);
      if (chosen.length < new Set([...asked, ...kept]).size)
        session.host.print(`reconstruct: ${chosen.length} of ${asked.length} frames, evenly spread`);
      const args: ReconstructArgs = { frames: chosen.map(positionOf) };
      const { id, views, scale, world, notes } = session.host.call("reconstruct", args) as ReconstructResult;
      for (const note of notes) session.host.print(`reconstruct: ${note}`);
      const opened = views.map((info) => new ReconstructedView(session, info));
      return new Reconstruction(session, opened, scale, world, { recon: id, scale: 1 });
    },
  });
}

/** Below this confidence of up, heights and directions may be wrong, and the printed form says so. */
const UNSURE = 0.5;

/** At most `most` frames in order: all that must be kept, the others evenly spread over what room is left. */
function choose(where: string, asked: readonly Frame[], kept: readonly Frame[], most: number): Frame[] {
  if (kept.length > most)
    fail(`${where}(include)`, `${kept.length} frames are more than the limit of ${most}; include fewer`);
  const others = asked.filter((frame) => !kept.includes(frame));
  const room = most - kept.length;
  const sampled = room > 0 ? spread(others, room) : [];
  return [...kept, ...sampled].sort((a, b) => positionOf(a) - positionOf(b));
}

defineType(Reconstruction, (recon) => {
  const { source, metric, confidence } = recon.scale;
  const scale = `${metric ? "metric" : "not metric"} (${source}, confidence ${formatNumber(confidence)})`;
  const { up, confidence: sureness } = recon.world;
  const unsure = sureness < UNSURE ? `; up is unsure (${up}, confidence ${formatNumber(sureness)})` : "";
  return `Recon of ${recon.views.length} views, ${describeFrames([...recon.frames])}; scale ${scale}${unsure}`;
});
