import { heading } from "@spatialclaw/geometry";
import type { BevCamera, BevObject, PictureItem } from "../wire.ts";
import { fail, options, shown, vec3 } from "./check.ts";
import { formatNumber } from "./format/numbers.ts";
import { defineType } from "./format/printers.ts";
import { FoundObject } from "./found.ts";
import { DescribedPicture } from "./pictures.ts";
import { Cloud } from "./points.ts";
import type { Reconstruction } from "./recon.ts";
import { Segmentation } from "./seg.ts";
import type { Session } from "./session.ts";
import type { ReconstructedView } from "./view.ts";

const SIZE = { width: 720, height: 720 };
/** Points of an object that are drawn. */
const OUTLINE = 400;

/** An object as the cell named it, with all points that are known of it. */
interface Placed {
  readonly label: string;
  readonly position: Vec3;
  readonly points: Points | null;
}

class BirdsEyeView extends DescribedPicture implements Bev {
  readonly items: Bev["items"];

  constructor(item: PictureItem, items: Bev["items"]) {
    super(SIZE, item);
    this.items = Object.freeze(items.map((entry) => Object.freeze(entry)));
    Object.freeze(this);
  }
}

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
  const placed = placeAll(session, recon, objects);
  const items = placed.map(({ label, position }) => {
    const { forward, right, distance } = standing.locate(position);
    return { label, position, forward, right, distance };
  });
  const flat = (p: Vec3): readonly [number, number] => {
    const { right, forward } = standing.locate(p);
    return [right, forward];
  };
  const cameras = recon.views.map((view) => cameraOf(view, flat));
  const drawn = placed.map(
    ({ label, position, points }): BevObject => ({ label, at: flat(position), outline: outlineOf(points, flat) }),
  );
  const label = `bird's-eye view, heading of frame ${observer.frameIndex} up`;
  return new BirdsEyeView({ kind: "bev", label, ...SIZE, cameras, objects: drawn }, items);
}

function observerOf(session: Session, recon: Reconstruction, from: FrameRef | undefined): ReconstructedView {
  const where = "Recon.renderBev(from)";
  if (from === undefined) return recon.views[0] ?? fail(where, "the reconstruction has no views");
  const frame = session.frames.resolve(where, from);
  return (
    recon.at(frame) ??
    fail(where, `frame ${frame.frameIndex} is not reconstructed; recon.nearest(frame) names one that is`)
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

function outlineOf(points: Points | null, flat: (p: Vec3) => readonly [number, number]): number[] {
  if (!points) return [];
  const sample = points.length > OUTLINE ? points.sample(OUTLINE) : points;
  const centimetre = (x: number) => Math.round(x * 100) / 100;
  return Array.from({ length: sample.length }, (_, i) => flat(sample.at(i)).map(centimetre)).flat();
}

function placeAll(session: Session, recon: Reconstruction, objects: BevObjects | undefined): Placed[] {
  const where = "Recon.renderBev(objects)";
  const left: string[] = [];
  const placed = named(where, objects).flatMap(({ label, isOwn, object }) => {
    const found = place(`${where}: ${label}`, recon, label, isOwn, object);
    if (found.length === 0) left.push(label);
    return found;
  });
  if (left.length > 0)
    session.host.print(`renderBev: ${left.join(", ")}: nothing to draw (null, or no points in this reconstruction)`);
  return placed;
}

interface Named {
  readonly label: string;
  /** Whether the cell gave the name. */
  readonly isOwn: boolean;
  readonly object: unknown;
}

/** Whatever cells pass: one object, lists in lists, records of them. */
function named(where: string, objects: unknown): Named[] {
  if (objects === undefined) return [];
  if (isObject(objects)) return [{ label: "object 0", isOwn: false, object: objects }];
  if (Array.isArray(objects))
    return flatObjects(objects).map((object, i) => ({ label: `object ${i}`, isOwn: false, object }));
  if (typeof objects !== "object")
    return fail(where, `expected objects, a list or a record of them, got ${shown(objects)}`);
  return Object.entries(objects as object).flatMap(([name, value]: [string, unknown]) => {
    const list = isObject(value) || !Array.isArray(value) ? [value] : flatObjects(value);
    return list.map((object, i) => ({ label: list.length === 1 ? name : `${name} ${i + 1}`, isOwn: true, object }));
  });
}

/** A position is a list of numbers, not a list of objects. */
function flatObjects(list: readonly unknown[]): unknown[] {
  return list.flatMap((item) => (Array.isArray(item) && !isObject(item) ? flatObjects(item) : [item]));
}

function isObject(value: unknown): boolean {
  if (value === null || Segmentation.is(value) || FoundObject.is(value) || Cloud.is(value)) return true;
  return Array.isArray(value) && value.length > 0 && value.every((x) => typeof x === "number");
}

/** One entry for each object that it stands for; none when it was not found or has no points. */
function place(where: string, recon: Reconstruction, label: string, isOwn: boolean, object: unknown): Placed[] {
  if (object === null || object === undefined) return [];
  if (FoundObject.is(object)) return place(where, recon, isOwn ? label : object.label, true, object.seg);
  if (Segmentation.is(object)) {
    const name = isOwn ? label : object.label;
    return object.objects.flatMap((single, i) =>
      place(where, recon, object.count === 1 ? name : `${name} ${i + 1}`, true, single.points(recon)),
    );
  }
  if (Cloud.is(object)) return object.length === 0 ? [] : [{ label, position: object.median(), points: object }];
  return [{ label, position: vec3(where, object), points: null }];
}

defineType(BirdsEyeView, (bev) => {
  const rows = bev.items.map(
    ({ label, forward, right, distance }) =>
      `${label} forward ${formatNumber(forward)} right ${formatNumber(right)} (${formatNumber(distance)} m)`,
  );
  return `Bev "${bev.label}": ${rows.join("; ") || "no objects"}`;
});
