import { arange, linspace } from "@spatialclaw/geometry";
import { fail, measurement, number, options, shown } from "../check.ts";
import { RankedArray, RankedBools } from "./array.ts";
import { axisOf } from "./indexing.ts";
import { viewFrom, within } from "./input.ts";
import { doubles, ordered, sameShape, shapeText, type View, viewOf } from "./views.ts";

function filled(name: string, shape: unknown, value: number): RankedArray {
  const where = `np.${name}(shape)`;
  if (!Array.isArray(shape) || shape.length === 0)
    return fail(where, `expected the shape as a list, as in [3, 4] or [3], got ${shown(shape)}`);
  const lengths = shape.map((length: unknown) => number(where, length, { min: 0, integer: true }));
  return new RankedArray(viewOf(new Float64Array(within(where, lengths)).fill(value), lengths));
}

/** One after the other along an axis they have, or along a new one. */
function joined(name: "concatenate" | "stack", list: unknown, settings?: { axis: number }): RankedArray {
  const where = `np.${name}`;
  const { axis = 0 } = options(`${where}(options)`, settings, ["axis"]);
  if (!Array.isArray(list) || list.length === 0)
    return fail(`${where}(list)`, `expected a list of arrays that is not empty, got ${shown(list)}`);
  const parts = list.map((item: unknown, i) => viewFrom(`${where}(list)[${i}]`, item));
  const [first] = parts as [View, ...View[]];
  const stacked = name === "stack";
  const ranks = stacked ? [1, ...first.shape] : first.shape;
  const at = axisOf(`${where}(axis)`, ranks, axis);
  parts.forEach((part, i) => {
    const fits = part.shape.length === first.shape.length && sameShape(without(part, at), without(first, at));
    if (!fits)
      fail(
        `${where}(list)[${i}]`,
        `shape ${shapeText(part.shape)} does not fit ${shapeText(first.shape)}${stacked ? "" : ` along axis ${at}`}`,
      );
  });
  const lengths = stacked ? first.shape.toSpliced(at, 0, 1) : first.shape;
  const total = parts.reduce((sum, part) => sum + (stacked ? 1 : (part.shape[at] as number)), 0);
  const shape = lengths.with(at, total);
  const out = new Float64Array(within(where, shape));
  const inner = shape.slice(at + 1).reduce((n, m) => n * m, 1);
  let to = 0;
  const blocks = parts.map((part) => ({
    data: doubles(part),
    run: stacked ? inner : (part.shape[at] as number) * inner,
  }));
  for (let from = 0; to < out.length; from++)
    for (const { data, run } of blocks) {
      out.set(data.subarray(from * run, (from + 1) * run), to);
      to += run;
    }
  return new RankedArray(viewOf(out, shape));

  /** The lengths that must agree: all of them to be stacked. */
  function without(part: View, axis: number): readonly number[] {
    return stacked ? part.shape : part.shape.toSpliced(axis, 1);
  }
}

export const makers = {
  /** A copy: what a cell does to the original later changes nothing. */
  array(a: unknown): RankedArray {
    const view = viewFrom("np.array(a)", a);
    const copy = viewOf(ordered(view).slice(), view.shape);
    return RankedBools.is(a) ? new RankedBools(copy) : new RankedArray(copy);
  },
  zeros: (shape: unknown) => filled("zeros", shape, 0),
  ones: (shape: unknown) => filled("ones", shape, 1),
  full: (shape: unknown, value: unknown) => filled("full", shape, measurement("np.full(value)", value)),
  eye(n: unknown): RankedArray {
    const size = number("np.eye(n)", n, { min: 0, integer: true });
    const out = new Float64Array(within("np.eye(n)", [size, size]));
    for (let i = 0; i < size; i++) out[i * size + i] = 1;
    return new RankedArray(viewOf(out, [size, size]));
  },
  linspace: (start: unknown, stop: unknown, n: unknown) =>
    linspace(
      number("np.linspace(start)", start),
      number("np.linspace(stop)", stop),
      number("np.linspace(n)", n, { min: 0, integer: true }),
    ),
  arange(start: unknown, stop?: unknown, step: unknown = 1): number[] {
    const by = number("np.arange(step)", step);
    if (stop === undefined) return arange(0, number("np.arange(stop)", start), by);
    return arange(number("np.arange(start)", start), number("np.arange(stop)", stop), by);
  },
  concatenate: (list: unknown, settings?: { axis: number }) => joined("concatenate", list, settings),
  stack: (list: unknown, settings?: { axis: number }) => joined("stack", list, settings),
};
