import ndarray from "ndarray";
import { fail, shown } from "../check.ts";
import { shapeText, type View } from "./views.ts";

export type Part = readonly (number | null | undefined)[] | null | undefined;

/** A position on an axis; negative counts from the end, outside throws. */
export function position(where: string, shape: readonly number[], axis: number, index: unknown): number {
  const length = shape[axis] as number;
  if (Number.isInteger(index)) {
    const i = index as number;
    if (i >= 0 && i < length) return i;
    if (i < 0 && i >= -length) return i + length;
  }
  const range = length === 0 ? "which is empty" : `expected a whole number from ${-length} to ${length - 1}`;
  return fail(where, `index ${shown(index)} is outside axis ${axis} of shape ${shapeText(shape)}, ${range}`);
}

/** Number of an axis; negative counts from the last. */
export function axisOf(where: string, shape: readonly number[], axis: unknown): number {
  const rank = shape.length;
  if (Number.isInteger(axis) && (axis as number) >= -rank && (axis as number) < rank)
    return (axis as number) < 0 ? (axis as number) + rank : (axis as number);
  return fail(where, `shape ${shapeText(shape)} has axes 0 to ${rank - 1}, got ${shown(axis)}`);
}

/** Python's slices: [from, to, step] for each axis, ends cut to the axis, null for all of it. */
export function slice(where: string, view: View, parts: readonly unknown[]): View {
  const { shape, stride } = view;
  if (parts.length > shape.length)
    fail(where, `${parts.length} parts for shape ${shapeText(shape)}, which has ${shape.length} axes`);
  const lengths = [...shape];
  const strides = [...stride];
  let offset = view.offset;
  parts.forEach((part, axis) => {
    const { from, count, step } = range(`${where}, axis ${axis}`, part, shape[axis] as number);
    if (count > 0) offset += from * (stride[axis] as number);
    lengths[axis] = count;
    strides[axis] = step * (stride[axis] as number);
  });
  return ndarray(view.data, lengths, strides, offset);
}

function range(where: string, part: unknown, length: number): { from: number; count: number; step: number } {
  if (part === null || part === undefined) return { from: 0, count: length, step: 1 };
  if (!Array.isArray(part) || part.length > 3)
    return fail(where, `expected [from, to, step] or null for all, got ${shown(part)}`);
  const [from, to, by] = part.map((end: unknown) =>
    end === null || end === undefined || Number.isInteger(end)
      ? (end as number | null | undefined)
      : fail(where, `expected whole numbers, got ${shown(part)}`),
  );
  const step = by ?? 1;
  if (step === 0) fail(where, `a step of 0 goes nowhere, got ${shown(part)}`);
  // A negative step starts at the last element and may end before the first.
  const [lowest, highest] = step > 0 ? [0, length] : [-1, length - 1];
  const end = (index: number) => Math.min(Math.max(index < 0 ? index + length : index, lowest), highest);
  const first = from === null || from === undefined ? (step > 0 ? 0 : length - 1) : end(from);
  const stop = to === null || to === undefined ? (step > 0 ? length : -1) : end(to);
  return { from: first, count: Math.max(0, Math.ceil((stop - first) / step)), step };
}
