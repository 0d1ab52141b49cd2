import { fail, shown, vec3 } from "./check.ts";
import { FoundObject } from "./found.ts";
import { clip } from "./labels.ts";
import { Cloud } from "./points.ts";
import { Segmentation } from "./seg.ts";

/** More would cover each other. */
const MOST_OBJECTS = 200;

/** An object as the cell named it, with all points that are known of it. */
export interface Placed {
  readonly label: string;
  readonly position: Vec3;
  readonly points: Points | null;
}

/** How a segmentation comes by its points. */
type Lift = (where: string, seg: Segmentation) => Points;

/** Positions of whatever cells pass: one object, lists in lists, records of them; `missing`: what has no place. */
export function placeAll(where: string, objects: unknown, lift: Lift): { placed: Placed[]; missing: string[] } {
  const missing: string[] = [];
  const placed = named(where, objects).flatMap(({ label, isOwn, object }) => {
    const found = place(`${where}: ${label}`, lift, label, isOwn, object);
    if (found.length === 0) missing.push(label);
    return found;
  });
  if (placed.length > MOST_OBJECTS)
    fail(
      where,
      `${placed.length} objects; at most ${MOST_OBJECTS} can be drawn: join positions with tools.Geometry.points([…])`,
    );
  return { placed, missing };
}

interface Named {
  readonly label: string;
  /** Whether the cell gave the name. */
  readonly isOwn: boolean;
  readonly object: unknown;
}

function named(where: string, objects: unknown): Named[] {
  if (objects === undefined) return [];
  if (isObject(objects)) return [{ label: "object 0", isOwn: false, object: objects }];
  if (Array.isArray(objects))
    return flatObjects(objects).map((object, i) => ({ label: `object ${i}`, isOwn: false, object }));
  if (typeof objects !== "object")
    return fail(where, `expected objects, a list or a record of them, got ${shown(objects)}`);
  return Object.entries(objects as object).flatMap(([name, value]: [string, unknown]) => {
    const list = isObject(value) || !Array.isArray(value) ? [value] : flatObjects(value);
    const short = clip(name, 60);
    return list.map((object, i) => ({ label: list.length === 1 ? short : `${short} ${i + 1}`, isOwn: true, object }));
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
function place(where: string, lift: Lift, label: string, isOwn: boolean, object: unknown): Placed[] {
  if (object === null || object === undefined) return [];
  if (FoundObject.is(object)) return place(where, lift, isOwn ? label : object.label, true, object.seg);
  if (Segmentation.is(object)) {
    const name = isOwn ? label : object.label;
    return object.objects.flatMap((single, i) =>
      place(where, lift, object.count === 1 ? name : `${name} ${i + 1}`, true, lift(where, single as Segmentation)),
    );
  }
  if (Cloud.is(object)) return object.length === 0 ? [] : [{ label, position: object.median(), points: object }];
  return [{ label, position: vec3(where, object), points: null }];
}
