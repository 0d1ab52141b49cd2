import { heading } from "@spatialclaw/geometry";
import type { BevCamera } from "../wire.ts";
import { birdsEyeView, flat } from "./birds-eye.ts";
import { fail, options } from "./check.ts";
import { frameName } from "./frames.ts";
import { placeAll } from "./placing.ts";
import type { Reconstruction } from "./recon.ts";
import type { Session } from "./session.ts";
import type { ReconstructedView } from "./view.ts";

/** Seen from above, the observer's heading up. */
export function renderBev(
  session: Session,
  recon: Reconstruction,
  settings: { objects?: BevObjects; from?: FrameRef } | undefined,
): Bev {
  const where = "Recon.renderBev";
  const { objects, from } = options(`${where}(options)`, settings, ["objects", "from"]);
  const observer = observerOf(session, recon, from);
  const standing = heading({ at: observer.pose.position, facing: levelledFacing(observer) });
  const { placed, missing } = placeAll(`${where}(objects)`, objects, (_, seg) => seg.points(recon));
  if (missing.length > 0)
    session.host.print(`renderBev: ${missing.join(", ")}: nothing to draw (null, or no points in this reconstruction)`);
  const cameras = recon.views.map((view) => cameraOf(view, (p) => flat(standing, p)));
  return birdsEyeView(standing, `bird's-eye view, heading of ${frameName(observer.frame)} up`, placed, cameras);
}

function observerOf(session: Session, recon: Reconstruction, from: FrameRef | undefined): ReconstructedView {
  const where = "Recon.renderBev(from)";
  if (from === undefined) return recon.views[0] ?? fail(where, "the reconstruction has no views");
  const frame = session.frames.resolve(where, from);
  return (
    recon.at(frame) ?? fail(where, `${frameName(frame)} is not reconstructed; recon.nearest(frame) names one that is`)
  );
}

/** A camera that looks straight down or up faces where the top of its picture points. */
function levelledFacing({ pose }: ReconstructedView): Vec3 {
  return Math.hypot(pose.forward[0], pose.forward[2]) > 1e-3 ? pose.forward : pose.up;
}

function cameraOf(view: ReconstructedView, flat: (p: Vec3) => readonly [number, number]): BevCamera {
  const [at, ahead] = [flat(view.pose.position), flat(view.pose.toWorld([0, 0, 1]))];
  const [right, forward] = [ahead[0] - at[0], ahead[1] - at[1]];
  const length = Math.hypot(right, forward);
  return { frame: view.frameIndex, at, facing: length > 1e-6 ? [right / length, forward / length] : [0, 0] };
}
