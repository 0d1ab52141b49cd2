import { fail, numbers, shown } from "../check.ts";
import { NumberGrid } from "../grid.ts";
import { FrameMask } from "../masks.ts";
import { Cloud } from "../points.ts";
import { RankedArray } from "./array.ts";
import { doubles, type Elements, sameShape, shapeText, sizeOf, type View, viewOf } from "./views.ts";

/** Most elements that one call may make: 160 MB. */
const MOST = 2e7;

/** What a cell passes as numbers, as a view; typed arrays, grids and points are not copied. */
export function viewFrom(where: string, value: unknown): View {
  if (RankedArray.is(value)) return RankedArray.viewOf(value);
  if (Cloud.is(value)) return viewOf(value.data, [value.length, 3]);
  if (value instanceof NumberGrid && ArrayBuffer.isView(value.data))
    return viewOf(value.data, [value.height, value.width]);
  if (FrameMask.is(value))
    return fail(
      where,
      `expected numbers, got ${shown(value)}; its pixel count is mask.area, masked points are seg.points(…)`,
    );
  if (Array.isArray(value) && value.length > 0 && typeof value[0] === "object" && value[0] !== null)
    return nested(where, value);
  const list = numbers(where, value);
  return viewOf(Array.isArray(list) ? new Float64Array(list) : (list as Elements), [list.length]);
}

/** Lists of the same shape, one after the other along a new first axis. */
function nested(where: string, list: readonly unknown[]): View {
  const parts = list.map((item, i) => viewFrom(`${where}[${i}]`, item));
  const { shape } = parts[0] as View;
  const other = parts.findIndex((part) => !sameShape(part.shape, shape));
  if (other >= 0)
    fail(
      where,
      `element ${other} has shape ${shapeText((parts[other] as View).shape)}, element 0 ${shapeText(shape)}; all must have the same`,
    );
  const size = sizeOf(shape);
  const out = new Float64Array(within(where, [list.length, ...shape]));
  parts.forEach((part, i) => {
    out.set(doubles(part), i * size);
  });
  return viewOf(out, [list.length, ...shape]);
}

/** The size of an array to be made, within the limit. */
export function within(where: string, shape: readonly number[]): number {
  const size = sizeOf(shape);
  return size <= MOST ? size : fail(where, `shape ${shapeText(shape)} has ${size} numbers, at most ${MOST} fit`);
}

/** Whether it comes as a plain list, and results that are as flat go back as one. */
export function isFlatList(value: unknown): value is readonly number[] {
  return Array.isArray(value) && typeof value[0] !== "object";
}

/** The form that came in: a list for a list, else an array. */
export function alike(value: unknown, out: Float64Array, shape: readonly number[]): number[] | RankedArray {
  return isFlatList(value) ? Array.from(out) : new RankedArray(viewOf(out, shape));
}
