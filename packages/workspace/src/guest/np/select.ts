import { Points as RawPoints } from "@spatialclaw/geometry";
import { fail, options, shown } from "../check.ts";
import { Cloud } from "../points.ts";
import { RankedArray, RankedBools } from "./array.ts";
import { axisOf, position } from "./indexing.ts";
import { isFlatList, viewFrom } from "./input.ts";
import { type Elements, eachLane, ordered, sameShape, shapeText, type View, viewOf } from "./views.ts";

/** `a[mask]` and `a[indices]`: parts along an axis; a mask of several axes picks single elements. */
function take(a: unknown, by: unknown, settings?: { axis: number }): unknown {
  const where = "np.take";
  const { axis } = options(`${where}(options)`, settings, ["axis"]);
  const view = viewFrom(`${where}(a)`, a);
  const at = axis === undefined ? 0 : axisOf(`${where}(axis)`, view.shape, axis);
  const key = viewFrom(`${where}(by)`, by);
  if (RankedBools.is(by) && key.dimension > 1) return masked(view, key, axis);
  if (key.dimension !== 1) fail(`${where}(by)`, `expected a mask or a list of indices, got ${shown(by)}`);
  const picked = RankedBools.is(by) ? set(view, at, key) : indices(view, at, key);
  const taken = gather(view, at, picked);
  if (isFlatList(a)) return Array.from(taken.data);
  if (Cloud.is(a) && at === 0) return new Cloud(new RawPoints(taken.data as Float32Array));
  return RankedBools.is(a) ? new RankedBools(taken) : new RankedArray(taken);
}

/** Elements, or what lies behind them on further axes, where the mask is set. */
function masked(view: View, mask: View, axis: unknown): RankedArray {
  if (axis !== undefined) fail("np.take(axis)", "a mask of several axes takes none");
  const [outer, rest] = [view.shape.slice(0, mask.dimension), view.shape.slice(mask.dimension)];
  if (!sameShape(outer, mask.shape)) misfit(view, mask.shape);
  const flat = viewOf(ordered(view), [mask.size, ...rest]);
  return new RankedArray(gather(flat, 0, set(flat, 0, viewOf(ordered(mask), [mask.size]))));
}

function set(view: View, axis: number, mask: View): number[] {
  if (mask.size !== view.shape[axis]) misfit(view, mask.shape, axis);
  const found: number[] = [];
  ordered(mask).forEach((x, i) => {
    if (x !== 0) found.push(i);
  });
  return found;
}

function misfit(view: View, mask: readonly number[], axis?: number): never {
  const place = axis === undefined ? "" : ` along axis ${axis}`;
  return fail("np.take(by)", `a mask of shape ${shapeText(mask)} does not fit shape ${shapeText(view.shape)}${place}`);
}

function indices(view: View, axis: number, list: View): number[] {
  return Array.from(ordered(list), (i) => position("np.take(by)", view.shape, axis, i));
}

function gather(view: View, axis: number, picked: readonly number[]): View {
  const shape = view.shape.with(axis, picked.length);
  const size = shape.reduce((n, m) => n * m, 1);
  const out = viewOf(new (view.data.constructor as new (size: number) => Elements)(size), shape);
  const starts: number[] = [];
  eachLane(out, axis, (start) => starts.push(start));
  const [step, stride] = [view.stride[axis] as number, out.stride[axis] as number];
  eachLane(view, axis, (start, lane) => {
    let to = starts[lane] as number;
    for (const i of picked) {
      out.data[to] = view.data[start + i * step] as number;
      to += stride;
    }
  });
  return out;
}

/** Where the elements are not zero: a list of indices for each axis. */
function nonzero(where: string, a: unknown): readonly number[][] {
  const view = viewFrom(where, a);
  const found = view.shape.map((): number[] => []);
  ordered(view).forEach((x, i) => {
    if (x === 0) return;
    let rest = i;
    for (let axis = found.length - 1; axis >= 0; axis--) {
      const length = view.shape[axis] as number;
      const at = rest % length;
      (found[axis] as number[]).push(at);
      rest = (rest - at) / length;
    }
  });
  return found;
}

export const selection = {
  take,
  nonzero: (a: unknown) => nonzero("np.nonzero(a)", a),
  where(...args: unknown[]) {
    if (args.length > 1)
      fail("np.where", "it takes the mask alone; to choose by it: a.map((x, i, j) => mask.at(i, j) ? x : 0)");
    return nonzero("np.where(a)", args[0]);
  },
};
