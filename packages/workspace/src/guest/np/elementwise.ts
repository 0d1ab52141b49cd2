import { clip, degrees, mod, radians, round } from "@spatialclaw/geometry";
import { fail, measurement, number, shown } from "../check.ts";
import { RankedBools } from "./array.ts";
import { alike, viewFrom } from "./input.ts";
import { doubles, shapeText, type View, viewOf } from "./views.ts";

type Unary = (x: number) => number;
type Binary = (x: number, y: number) => number;

/** Of a number a number, of anything else an array or a list, element by element. */
function mapped(where: string, a: unknown, f: Unary): unknown {
  if (typeof a === "number") return f(a);
  const view = viewFrom(where, a);
  const x = doubles(view);
  const out = new Float64Array(x.length);
  for (let i = 0; i < out.length; i++) out[i] = f(x[i] as number);
  return alike(a, out, view.shape);
}

function each(name: string, f: Unary) {
  return (a: unknown) => mapped(`np.${name}(a)`, a, f);
}

function pair(name: string, f: Binary) {
  return (a: unknown, b: unknown) => {
    if (typeof b === "number") return mapped(`np.${name}(a)`, a, (x) => f(x, b));
    if (typeof a === "number") return mapped(`np.${name}(b)`, b, (y) => f(a, y));
    const view = viewFrom(`np.${name}(a)`, a);
    const [x, y] = [doubles(view), partner(name, view, b)];
    const out = new Float64Array(x.length);
    for (let i = 0, j = 0; i < out.length; i++) {
      out[i] = f(x[i] as number, y[j] as number);
      if (++j === y.length) j = 0;
    }
    return alike(a, out, view.shape);
  };
}

/** The second operand: of the same shape, or one for each row of the first. */
function partner(name: string, first: View, b: unknown): Float64Array {
  const second = viewFrom(`np.${name}(b)`, b);
  const [a, shape] = [first.shape, second.shape];
  if (shape.length <= a.length && shape.every((length, k) => length === a[k + a.length - shape.length]))
    return doubles(second);
  const wayOut =
    shape.length === 1 && a.length === 2 && shape[0] === a[0]
      ? `for one number per row: np.${name}(a.T, b).T`
      : "b may be a number, have a's shape or that of a's rows";
  return fail(`np.${name}`, `shapes ${shapeText(a)} and ${shapeText(shape)} do not fit; ${wayOut}`);
}

function compare(name: string, f: (x: number, y: number) => boolean) {
  return (a: unknown, b: unknown) => {
    const view = viewFrom(`np.${name}(a)`, a);
    const x = doubles(view);
    const y = typeof b === "number" ? new Float64Array([b]) : partner(name, view, b);
    const out = new Uint8Array(x.length);
    for (let i = 0, j = 0; i < out.length; i++) {
      out[i] = f(x[i] as number, y[j] as number) ? 1 : 0;
      if (++j === y.length) j = 0;
    }
    return new RankedBools(viewOf(out, view.shape));
  };
}

function check(name: string, f: (x: number) => boolean) {
  return (a: unknown) => {
    const view = viewFrom(`np.${name}(a)`, a);
    return new RankedBools(
      viewOf(
        Uint8Array.from(doubles(view), (x) => (f(x) ? 1 : 0)),
        view.shape,
      ),
    );
  };
}

/** Normals of the rows of a and b, or of two vectors. */
function cross(a: unknown, b: unknown): unknown {
  const view = viewFrom("np.cross(a)", a);
  const y = partner("cross", view, b);
  if (view.shape.at(-1) !== 3) fail("np.cross(a)", `expected vectors of 3, got ${shown(a)}`);
  const x = doubles(view);
  const out = new Float64Array(x.length);
  const term = (i: number, j: number, p: number, q: number) =>
    (x[i + p] as number) * (y[j + q] as number) - (x[i + q] as number) * (y[j + p] as number);
  for (let i = 0; i < x.length; i += 3) {
    const j = i % y.length;
    out[i] = term(i, j, 1, 2);
    out[i + 1] = term(i, j, 2, 0);
    out[i + 2] = term(i, j, 0, 1);
  }
  return alike(a, out, view.shape);
}

export const elementwise = {
  add: pair("add", (x, y) => x + y),
  subtract: pair("subtract", (x, y) => x - y),
  multiply: pair("multiply", (x, y) => x * y),
  divide: pair("divide", (x, y) => x / y),
  power: pair("power", Math.pow),
  mod: pair("mod", mod),
  minimum: pair("minimum", Math.min),
  maximum: pair("maximum", Math.max),
  arctan2: pair("arctan2", Math.atan2),
  cross,

  abs: each("abs", Math.abs),
  sqrt: each("sqrt", Math.sqrt),
  sin: each("sin", Math.sin),
  cos: each("cos", Math.cos),
  degrees: each("degrees", degrees),
  radians: each("radians", radians),
  clip(a: unknown, lo: unknown, hi: unknown) {
    const [low, high] = [measurement("np.clip(lo)", lo), measurement("np.clip(hi)", hi)];
    return mapped("np.clip(a)", a, (x) => clip(x, low, high));
  },
  round(a: unknown, digits: unknown = 0) {
    const kept = number("np.round(digits)", digits, { min: -15, max: 15, integer: true });
    return mapped("np.round(a)", a, (x) => round(x, kept));
  },

  greater: compare("greater", (x, y) => x > y),
  greater_equal: compare("greater_equal", (x, y) => x >= y),
  less: compare("less", (x, y) => x < y),
  less_equal: compare("less_equal", (x, y) => x <= y),
  equal: compare("equal", (x, y) => x === y),
  isnan: check("isnan", Number.isNaN),
};
