import { cross, lerp, scale, UP, type Vec3 } from "@spatialclaw/geometry";
import type {
  MeasuredBox,
  MeasuredExtent,
  MeasuredHeading,
  MeasuredLocation,
  MeasuredPlane,
  MeasuredSegment,
  MeasuredTrack,
  Measurement,
} from "@spatialclaw/workspace";
import { formatNumber } from "../format.ts";
import type { Colour, Layer, Shape } from "./data.ts";
import { quad } from "./ground.ts";
import { across, arrowLines, boxLines, onCircle, pathLines } from "./lines.ts";
import { ANSWER, HEADING, MEASURED, TRACK } from "./palette.ts";

export interface MeasuringContext {
  /** " m", or nothing where lengths are relative. */
  readonly unit: string;
  /** By what the cell had multiplied the lengths of the reconstruction. */
  readonly factor: number;
  readonly turn: number;
  readonly step: number;
  /** Radius of the scene: what has no size of its own is drawn to it. */
  readonly radius: number;
  readonly isAnswer: boolean;
}

type Drawn = Pick<Shape, "name" | "lines" | "faces" | "label"> & { readonly layer?: Layer; readonly colour?: Colour };

/** What a cell measured, drawn as it was measured; all positions in the world of the reconstruction. */
export function measuredShape(measurement: Measurement, context: MeasuringContext): Shape {
  const { turn, step, isAnswer } = context;
  const colour = isAnswer ? ANSWER : MEASURED;
  return { layer: "measurements", colour, turn, step, shown: true, isAnswer, ...drawn(measurement, context) };
}

function drawn(measurement: Measurement, context: MeasuringContext): Drawn {
  switch (measurement.kind) {
    case "closest":
    case "distance":
      return segment(measurement, context);
    case "heading":
      return heading(measurement, context);
    case "location":
      return location(measurement, context);
    case "box":
      return box(measurement, context);
    case "extent":
      return extent(measurement, context);
    case "plane":
      return plane(measurement, context);
    case "track":
      return track(measurement);
  }
}

function segment({ kind, a, b, distance, of }: MeasuredSegment, { unit }: MeasuringContext): Drawn {
  const length = `${formatNumber(distance)}${unit}`;
  const [from, to] = of;
  const ends = from !== null && to !== null ? `${from} – ${to}` : (from ?? to ?? kind);
  return {
    name: `${ends}: ${length}${kind === "closest" ? ", closest points" : ""}`,
    lines: [...a, ...b],
    label: { at: lerp(a, b, 0.5), text: `${ends}: ${length}` },
  };
}

function heading({ at, forward, of }: MeasuredHeading, { radius }: MeasuringContext): Drawn {
  const name = `facing${of === null ? "" : `, standing at ${of}`}`;
  const length = 0.25 * radius;
  return {
    colour: HEADING,
    name,
    lines: arrowLines(at, forward, length, cross(forward, UP)),
    label: { at: onCircle(at, forward, cross(forward, UP), 1.1 * length, 0), text: name },
  };
}

const SECTOR = 45;
const ARC_STEP = 5;
/** Of the scene's radius: wider circles hide more than they say. */
const MOST_SECTOR = 0.3;

/** The eight sectors around who looks, the one with the point filled, and the way to the point. */
function location(found: MeasuredLocation, { unit, radius: reach }: MeasuringContext): Drawn {
  const { at, forward, point, of, what, side8, bearingDeg, distance } = found;
  const right = cross(forward, UP);
  const radius = Math.min(0.6 * Math.hypot(point[0] - at[0], point[2] - at[2]), MOST_SECTOR * reach) || 0.1;
  const rim = (degrees: number) => onCircle(at, forward, right, radius, degrees);
  const ring = Array.from({ length: 360 / ARC_STEP + 1 }, (_, i) => rim(i * ARC_STEP));
  const borders = Array.from({ length: 360 / SECTOR }, (_, i) => rim((i + 0.5) * SECTOR));
  const from = (Math.round(bearingDeg / SECTOR) - 0.5) * SECTOR;
  const arc = Array.from({ length: SECTOR / ARC_STEP }, (_, i) => [
    rim(from + i * ARC_STEP),
    rim(from + (i + 1) * ARC_STEP),
  ]);
  const words = `${what ?? "point"}: ${side8}, ${Math.round(bearingDeg)}°, ${formatNumber(distance)}${unit}`;
  return {
    colour: HEADING,
    name: `${words}${of === null ? "" : `, seen from ${of}`}`,
    lines: [
      ...arrowLines(at, forward, 1.15 * radius, right),
      ...pathLines(ring),
      ...borders.flatMap((border) => [...at, ...border]),
      ...at,
      ...point,
    ],
    faces: arc.flatMap(([a, b]) => [...at, ...(a as Vec3), ...(b as Vec3)]),
    label: { at: point, text: words },
  };
}

function box({ what, center, axes, size }: MeasuredBox, { unit, factor }: MeasuringContext): Drawn {
  const lengths = size.map((length) => formatNumber(length * factor)).join(" × ");
  const name = `${what ?? "box"}: ${lengths}${unit}`;
  return {
    name,
    lines: boxLines(center, axes, size),
    label: { at: [center[0], center[1] + size[1] / 2, center[2]], text: name },
  };
}

function extent({ what, a, b, size }: MeasuredExtent, { unit }: MeasuringContext): Drawn {
  const name = `${what ?? "extent"}: ${formatNumber(size)}${unit}`;
  return { name, lines: [...a, ...b], label: { at: lerp(a, b, 0.5), text: name } };
}

function plane({ what, normal, offset, at }: MeasuredPlane, { radius }: MeasuringContext): Drawn {
  const centre = at ?? scale(normal, offset);
  const reach = at === null ? radius : 0.25 * radius;
  const side = across(normal);
  const other = cross(normal, side);
  const corner = (i: number, j: number): Vec3 =>
    [0, 1, 2].map(
      (c) => (centre[c] as number) + reach * (i * (side[c] as number) + j * (other[c] as number)),
    ) as unknown as Vec3;
  const corners = [corner(-1, -1), corner(1, -1), corner(1, 1), corner(-1, 1)] as const;
  const name = what === null ? "plane" : what === "ground" ? "ground plane, fitted" : `plane of ${what}`;
  return {
    name,
    lines: [...pathLines([...corners, corners[0]]), ...arrowLines(centre, normal, 0.12 * radius, side)],
    faces: quad(corners),
    label: { at: centre, text: name },
  };
}

function track({ what, positions }: MeasuredTrack): Drawn {
  const points = Array.from(
    { length: positions.length / 3 },
    (_, i) => positions.slice(3 * i, 3 * i + 3) as unknown as Vec3,
  );
  const end = points.at(-1);
  const name = `track of ${what === "camera" ? "the camera" : what}`;
  return {
    layer: "tracks",
    colour: TRACK,
    name,
    lines: pathLines(points),
    ...(end ? { label: { at: end, text: name } } : {}),
  };
}
