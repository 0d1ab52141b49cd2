import { Points as RawPoints } from "@spatialclaw/geometry";
import type { ReconstructArgs, ReconstructResult } from "../wire.ts";
import { renderBev } from "./bev.ts";
import { fail, optional, options, shown } from "./check.ts";
import { formatNumber } from "./format/numbers.ts";
import { defineType } from "./format/printers.ts";
import { describeFrames, FrameList, spread } from "./frames.ts";
import { Cloud } from "./points.ts";
import type { Session } from "./session.ts";
import { ReconstructedView } from "./view.ts";

/** All frames that were reconstructed together: one world. */
export class Reconstruction implements Recon {
  readonly frames: Frames;
  readonly views: readonly ReconstructedView[];
  readonly scale: Recon["scale"];
  readonly #session: Session;
  readonly #byFrame: ReadonlyMap<Frame, ReconstructedView>;

  constructor(session: Session, result: ReconstructResult) {
    this.views = Object.freeze(result.views.map((info) => new ReconstructedView(session, info)));
    this.frames = new FrameList(this.views.map((view) => view.frame));
    this.scale = Object.freeze({ ...result.scale });
    this.#session = session;
    this.#byFrame = new Map(this.views.map((view) => [view.frame, view]));
    Object.freeze(this);
  }

  /** The reconstruction that a cell passed. */
  static from(where: string, value: unknown): Reconstruction {
    if (typeof value === "object" && value !== null && #byFrame in value) return value;
    return fail(where, `expected a reconstruction from tools.Reconstruct.reconstruct(…), got ${shown(value)}`);
  }

  at(frame: FrameRef): ReconstructedView | null {
    return this.#byFrame.get(this.#session.frames.resolve("Recon.at(frame)", frame)) ?? null;
  }

  nearest(frame: FrameRef): { readonly view: ReconstructedView; readonly gapFrames: number } {
    const { frameIndex } = this.#session.frames.resolve("Recon.nearest(frame)", frame);
    const gap = (view: ReconstructedView) => Math.abs(view.frameIndex - frameIndex);
    const view = this.views.reduce((best, candidate) => (gap(candidate) < gap(best) ? candidate : best));
    return Object.freeze({ view, gapFrames: gap(view) });
  }

  cameraTrack(): CameraTrack {
    const positions = new Cloud(RawPoints.of(this.views.map((view) => view.pose.position)));
    const forward = new Cloud(RawPoints.of(this.views.map((view) => view.pose.forward)));
    let pathLength = 0;
    for (let i = 1; i < positions.length; i++) pathLength += apart(positions.at(i - 1), positions.at(i));
    const [start, end] = [positions.at(0), positions.at(positions.length - 1)];
    const displacement: Vec3 = [end[0] - start[0], end[1] - start[1], end[2] - start[2]];
    return Object.freeze({ frames: this.frames, positions, forward, pathLength, displacement });
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
      const args: ReconstructArgs = { frames: chosen.map((frame) => frame.frameIndex) };
      return new Reconstruction(session, session.host.call("reconstruct", args) as ReconstructResult);
    },
  });
}

/** At most `most` frames in order: all that must be kept, the others evenly spread over what room is left. */
function choose(where: string, asked: readonly Frame[], kept: readonly Frame[], most: number): Frame[] {
  if (kept.length > most)
    fail(`${where}(include)`, `${kept.length} frames are more than the limit of ${most}; include fewer`);
  const others = asked.filter((frame) => !kept.includes(frame));
  const room = most - kept.length;
  const sampled = room > 0 ? spread(others, room) : [];
  return [...kept, ...sampled].sort((a, b) => a.frameIndex - b.frameIndex);
}

function apart(a: Vec3, b: Vec3): number {
  return Math.hypot(b[0] - a[0], b[1] - a[1], b[2] - a[2]);
}

defineType(Reconstruction, (recon) => {
  const { source, metric, confidence } = recon.scale;
  const scale = `${metric ? "metric" : "not metric"} (${source}, confidence ${formatNumber(confidence)})`;
  return `Recon of ${recon.views.length} views, ${describeFrames([...recon.frames])}; scale ${scale}`;
});
