import { stats } from "@spatialclaw/geometry";
import { fail, options } from "../check.ts";
import { RankedArray } from "./array.ts";
import { axisOf } from "./indexing.ts";
import { isFlatList, viewFrom } from "./input.ts";
import { doubles, eachLane, shapeText, type View, viewOf } from "./views.ts";

/** A list made of a list: sorted, summed up, … */
type Listing = (a: Float64Array) => ArrayLike<number>;

/** Along an axis, by default the last one, as in NumPy. */
function along(name: string, f: Listing, needsAxis = false) {
  const where = `np.${name}`;
  return (a: unknown, settings?: { axis: number }) => {
    const { axis } = options(`${where}(options)`, settings, ["axis"]);
    const view = viewFrom(`${where}(a)`, a);
    if (axis === undefined && needsAxis && view.dimension > 1)
      fail(
        where,
        `of shape ${shapeText(view.shape)} say along which axis, as in { axis: 0 }; for all in one take a.ravel()`,
      );
    const at = axis === undefined ? view.dimension - 1 : axisOf(`${where}(axis)`, view.shape, axis);
    if (isFlatList(a)) return Array.from(f(doubles(view)));
    return new RankedArray(eachLine(view, at, f));
  };
}

function eachLine(view: View, axis: number, f: Listing): View {
  if (view.dimension === 1) {
    const out = Float64Array.from(f(doubles(view)));
    return viewOf(out, [out.length]);
  }
  const [length, step] = [view.shape[axis] as number, view.stride[axis] as number];
  const line = new Float64Array(length);
  const shape = view.shape.with(axis, f(line).length);
  const out = viewOf(new Float64Array(shape.reduce((n, m) => n * m, 1)), shape);
  const starts: number[] = [];
  eachLane(out, axis, (start) => starts.push(start));
  const stride = out.stride[axis] as number;
  eachLane(view, axis, (start, lane) => {
    for (let i = 0, from = start; i < length; i++, from += step) line[i] = view.data[from] as number;
    const made = f(line);
    for (let i = 0, to = starts[lane] as number; i < made.length; i++, to += stride) out.data[to] = made[i] as number;
  });
  return out;
}

export const listings = {
  sort: along("sort", stats.sort),
  argsort: along("argsort", stats.argsort),
  diff: along("diff", stats.diff),
  // NumPy would run on through all elements, which nobody means.
  cumsum: along("cumsum", stats.cumsum, true),
  unwrap: along("unwrap", stats.unwrap),

  /** Ascending, each number once, NaN last. */
  unique(a: unknown): number[] {
    const sorted = stats.sort(doubles(viewFrom("np.unique(a)", a)));
    return sorted.filter(
      (x, i) => i === 0 || !(x === sorted[i - 1] || (Number.isNaN(x) && Number.isNaN(sorted[i - 1]))),
    );
  },
};
