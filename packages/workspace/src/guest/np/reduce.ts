import { stats } from "@spatialclaw/geometry";
import { fail, number, options } from "../check.ts";
import { withoutNaN } from "../format/numbers.ts";
import { RankedArray, RankedBools } from "./array.ts";
import { axisOf } from "./indexing.ts";
import { viewFrom } from "./input.ts";
import { doubles, eachLane, shapeText, type View, viewOf } from "./views.ts";

type Statistic = (a: Float64Array) => number;

/** Over all elements, or over each line of elements along an axis. */
export function overAxis(where: string, view: View, axis: unknown, f: Statistic): number | View {
  if (axis === undefined) return f(doubles(view));
  const along = axisOf(`${where}(axis)`, view.shape, axis);
  if (view.dimension === 1) return f(doubles(view));
  const shape = view.shape.toSpliced(along, 1);
  const [length, step] = [view.shape[along] as number, view.stride[along] as number];
  const line = new Float64Array(length);
  const out = viewOf(new Float64Array(shape.reduce((n, m) => n * m, 1)), shape);
  eachLane(view, along, (start, lane) => {
    for (let i = 0, from = start; i < length; i++, from += step) line[i] = view.data[from] as number;
    out.data[lane] = f(line);
  });
  return out;
}

function reduce(name: string, f: Statistic, ofNothing?: number) {
  const where = `np.${name}`;
  return (a: unknown, settings?: { axis: number }) => {
    const { axis } = options(`${where}(options)`, settings, ["axis"]);
    const view = viewFrom(`${where}(a)`, a);
    if (view.size === 0 && ofNothing === undefined) refuseEmpty(where, view);
    const result = overAxis(where, view, axis, f);
    return typeof result === "number" ? result : new RankedArray(result);
  };
}

function refuseEmpty(where: string, { shape }: View): never {
  return fail(
    `${where}(a)`,
    `the array is empty (shape ${shapeText(shape)}), expected at least one number; test its size`,
  );
}

/** Without the NaN; of nothing else but NaN it is NaN. */
function nan(name: string, f: Statistic) {
  return reduce(name, (a) => {
    const known = withoutNaN(a);
    return known.length === 0 ? Number.NaN : f(known);
  });
}

function spread(name: string, f: (a: Float64Array, ddof: number) => number) {
  const where = `np.${name}`;
  return (a: unknown, settings?: { axis?: number; ddof?: number }) => {
    const { axis, ddof = 0 } = options(`${where}(options)`, settings, ["axis", "ddof"]);
    number(`${where}(ddof)`, ddof, { min: 0 });
    return reduce(name, (line) => f(line, ddof))(a, axis === undefined ? undefined : { axis });
  };
}

function truth(name: string, f: (a: Float64Array) => boolean) {
  const where = `np.${name}`;
  return (a: unknown, settings?: { axis: number }) => {
    const { axis } = options(`${where}(options)`, settings, ["axis"]);
    const result = overAxis(where, viewFrom(`${where}(a)`, a), axis, (line) => (f(line) ? 1 : 0));
    if (typeof result === "number") return result === 1;
    return new RankedBools(viewOf(Uint8Array.from(result.data), result.shape));
  };
}

export const reductions = {
  min: reduce("min", stats.min),
  max: reduce("max", stats.max),
  sum: reduce("sum", stats.sum, 0),
  mean: reduce("mean", stats.mean),
  median: reduce("median", stats.median),
  argmin: reduce("argmin", stats.argmin),
  argmax: reduce("argmax", stats.argmax),
  count_nonzero: reduce("count_nonzero", countNonzero, 0),
  nanmin: nan("nanmin", stats.min),
  nanmax: nan("nanmax", stats.max),
  nanmean: nan("nanmean", stats.mean),
  nanmedian: nan("nanmedian", stats.median),
  std: spread("std", stats.std),
  var: spread("var", stats.variance),
  percentile(a: unknown, q: unknown, settings?: { axis: number }) {
    if (typeof q !== "number") number("np.percentile(q)", q, { min: 0, max: 100 });
    return reduce("percentile", (line) => stats.percentile(line, q as number))(a, settings);
  },
  any: truth("any", (a) => a.some((x) => x !== 0)),
  all: truth("all", (a) => a.every((x) => x !== 0)),
};

function countNonzero(a: Float64Array): number {
  let count = 0;
  for (let i = 0; i < a.length; i++) if (a[i] !== 0) count++;
  return count;
}
