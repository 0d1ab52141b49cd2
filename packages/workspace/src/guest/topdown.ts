import { heading } from "@spatialclaw/geometry";
import type { BevArrow } from "../wire.ts";
import { birdsEyeView, flat } from "./birds-eye.ts";
import { fail, isRecord, options, shown, vec3 } from "./check.ts";
import { clip } from "./labels.ts";
import { placeAll } from "./placing.ts";
import { Cloud } from "./points.ts";
import type { Session } from "./session.ts";

const WHERE = "tools.Graph.topDown";
const MOST_ARROWS = 100;
/** Places that are drawn of one way. */
const MOST_STOPS = 400;

type Arrows = Readonly<Record<string, Points | readonly Vec3[]>>;
type Standing = ReturnType<typeof heading>;

/** A bird's-eye view of any positions, without a reconstruction. */
export function createTopDown({ host }: Session) {
  return function topDown(objects: BevObjects, settings?: { from?: Heading; arrows?: Arrows }): Bev {
    const { from, arrows } = options(`${WHERE}(options)`, settings, ["from", "arrows"]);
    const standing = standingOf(from);
    const { placed, missing } = placeAll(`${WHERE}(objects)`, objects, (where, seg) =>
      fail(where, `${shown(seg)} has no positions by itself; pass seg.points(recon)`),
    );
    if (missing.length > 0) host.print(`topDown: ${missing.join(", ")}: nothing to draw (null, or no points)`);
    const observer = { frame: -1, at: [0, 0], facing: [0, 1] } as const;
    const label = from === undefined ? "from above, -Z up" : "from above, the heading up";
    return birdsEyeView(standing, label, placed, [observer], arrowsFrom(standing, arrows));
  };
}

/** The observer; the first camera when a cell names none. */
function standingOf(from: unknown): Standing {
  if (from === undefined) return heading({ at: [0, 0, 0], facing: [0, 0, -1] });
  if (typeof from !== "object" || from === null || !("at" in from) || !("forward" in from))
    return fail(`${WHERE}(from)`, `expected a heading from tools.Geometry.heading({ at, facing }), got ${shown(from)}`);
  return heading({ at: vec3(`${WHERE}(from).at`, from.at), facing: vec3(`${WHERE}(from).forward`, from.forward) });
}

function arrowsFrom(standing: Standing, arrows: unknown): BevArrow[] {
  if (arrows === undefined) return [];
  const where = `${WHERE}(arrows)`;
  if (!isRecord(arrows)) return fail(where, `expected ways by name, like { walk: [from, to] }, got ${shown(arrows)}`);
  const ways = Object.entries(arrows);
  if (ways.length > MOST_ARROWS) fail(where, `${ways.length} arrows; at most ${MOST_ARROWS} can be drawn`);
  return ways.map(([name, way]) => {
    const label = clip(name, 60);
    return { label, path: thinned(stopsOf(`${where}.${label}`, way)).map((p) => flat(standing, p)) };
  });
}

function stopsOf(where: string, way: unknown): Vec3[] {
  const stops = Cloud.is(way)
    ? Array.from({ length: way.length }, (_, i) => way.at(i))
    : Array.isArray(way)
      ? way.map((p, i) => vec3(`${where}[${i}]`, p))
      : fail(where, `expected [from, to] or Points, got ${shown(way)}`);
  return stops.length >= 2 ? stops : fail(where, `an arrow goes through two positions or more, got ${stops.length}`);
}

/** Evenly, the ends included. */
function thinned(stops: readonly Vec3[]): readonly Vec3[] {
  if (stops.length <= MOST_STOPS) return stops;
  const step = (stops.length - 1) / (MOST_STOPS - 1);
  return Array.from({ length: MOST_STOPS }, (_, i) => stops[Math.round(i * step)] as Vec3);
}
