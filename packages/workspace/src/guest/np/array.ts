import { callback, fail, number, shown } from "../check.ts";
import { defineType } from "../format/printers.ts";
import { position, slice } from "./indexing.ts";
import { describeView } from "./print.ts";
import { ordered, sameShape, shapeText, sizeOf, type View, viewOf } from "./views.ts";

/** An array as cells see it. Its types say its rank; here it is any. */
export class RankedArray implements NdArray {
  readonly #view: View;

  constructor(view: View) {
    this.#view = view;
    Object.freeze(this);
  }

  static is(value: unknown): value is RankedArray {
    return typeof value === "object" && value !== null && #view in value;
  }

  static viewOf(array: RankedArray): View {
    return array.#view;
  }

  get shape(): readonly number[] {
    return Object.freeze([...this.#view.shape]);
  }

  get size(): number {
    return this.#view.size;
  }

  get ndim(): number {
    return this.#view.dimension;
  }

  get T(): this {
    return this.#like(this.#view.transpose(...this.#view.shape.map((_, axis, { length }) => length - 1 - axis)));
  }

  at(...index: readonly number[]): number {
    const { shape, stride, data } = this.#view;
    if (index.length !== shape.length)
      fail(
        "NdArray.at",
        `got ${index.length} of the ${shape.length} indices of shape ${shapeText(shape)}; row(i) and slice(…) take parts`,
      );
    let at = this.#view.offset;
    for (let axis = 0; axis < shape.length; axis++)
      at += position("NdArray.at", shape, axis, index[axis]) * (stride[axis] as number);
    return data[at] as number;
  }

  row(i: number): number | NdArray {
    return this.#pick("NdArray.row(i)", 0, i);
  }

  col(k: number): number | NdArray {
    return this.#pick("NdArray.col(k)", this.ndim - 1, k);
  }

  slice(...axes: (readonly (number | null)[] | null)[]): this {
    return this.#like(slice("NdArray.slice", this.#view, axes));
  }

  reshape<S extends readonly number[]>(...shape: S): NdArray<S["length"]> {
    const full = fullShape(this.#view, shape);
    return this.#like(viewOf(ordered(this.#view), full)) as NdArray as NdArray<S["length"]>;
  }

  ravel(): NdArray<1> {
    return this.reshape(-1);
  }

  vec3(): Vec3 {
    if (this.ndim !== 1 || this.size !== 3)
      fail("NdArray.vec3", `shape ${shapeText(this.shape)} is not that of three numbers; row(i) of a matrix may be`);
    return [this.at(0), this.at(1), this.at(2)];
  }

  toArray(): unknown[] {
    const elements = Array.from(ordered(this.#view));
    return this.#view.shape
      .slice(1)
      .reduceRight<unknown[]>((items, length, i) => grouped(items, length, this.#view.shape.slice(0, i + 1)), elements);
  }

  map(f: (x: number, ...index: readonly number[]) => number): NdArray {
    callback("NdArray.map(f)", f);
    const { shape } = this.#view;
    const elements = ordered(this.#view);
    const out = new Float64Array(elements.length);
    const at = shape.map(() => 0);
    for (let i = 0; i < out.length; i++) {
      const y: unknown = f(elements[i] as number, ...at);
      if (typeof y !== "number")
        fail(
          "NdArray.map(f)",
          `f gave ${shown(y)} at [${at.join(", ")}], expected a number; toArray().map takes any f`,
        );
      out[i] = y as number;
      for (let k = at.length - 1; k >= 0; k--) {
        at[k] = (at[k] as number) + 1;
        if ((at[k] as number) < (shape[k] as number)) break;
        at[k] = 0;
      }
    }
    return new RankedArray(viewOf(out, shape));
  }

  *[Symbol.iterator](): Generator<number | NdArray> {
    const length = this.#view.shape[0] as number;
    for (let i = 0; i < length; i++) yield this.row(i);
  }

  /** "depth " + a is text; a - 1 and a > 1 would be NaN and false. */
  [Symbol.toPrimitive](hint: string): string {
    if (hint !== "number") return describe(this);
    return fail(
      shown(this),
      "arrays have no operators; use np.add, np.subtract, np.multiply, np.divide, np.greater, …",
    );
  }

  #pick(where: string, axis: number, index: unknown): number | NdArray {
    const at = position(where, this.#view.shape, axis, index);
    if (this.ndim === 1) return this.at(at);
    return this.#like(this.#view.pick(...this.#view.shape.map((_, k) => (k === axis ? at : null))));
  }

  /** Of the same kind: parts of a mask are masks. */
  #like(view: View): this {
    return new (this.constructor as new (view: View) => this)(view);
  }
}

function fullShape(view: View, shape: readonly unknown[]): number[] {
  const where = "NdArray.reshape";
  if (shape.length === 0) fail(where, "expected the new shape, as in reshape(4, 4) or reshape(-1, 3)");
  const lengths = shape.map((length) => number(where, length, { min: -1, integer: true }));
  const open = lengths.indexOf(-1);
  if (open >= 0) {
    const rest = sizeOf(lengths.toSpliced(open, 1));
    // More than one -1 leaves a negative rest, which fits nothing.
    if (rest > 0) lengths[open] = view.size / rest;
  }
  if (lengths.some((length) => !(length >= 0 && Number.isInteger(length))) || sizeOf(lengths) !== view.size)
    fail(where, `${view.size} numbers of shape ${shapeText(view.shape)} do not fit ${shapeText(shape as number[])}`);
  return lengths;
}

/** Lists of `length` items each; `outer` says how many, for items of no length. */
function grouped(items: readonly unknown[], length: number, outer: readonly number[]): unknown[] {
  return Array.from({ length: sizeOf(outer) }, (_, i) => items.slice(i * length, (i + 1) * length));
}

/** The result of a comparison: zeros and ones. */
export class RankedBools extends RankedArray implements BoolArray {
  static override is(value: unknown): value is RankedBools {
    return RankedArray.is(value) && value instanceof RankedBools;
  }

  and(b: BoolArray): BoolArray {
    return this.#with(b, "BoolArray.and(b)", (x, y) => x & y);
  }

  or(b: BoolArray): BoolArray {
    return this.#with(b, "BoolArray.or(b)", (x, y) => x | y);
  }

  not(): BoolArray {
    return this.#with(this, "BoolArray.not()", (x) => 1 - x);
  }

  count(): number {
    let count = 0;
    for (const x of ordered(RankedArray.viewOf(this))) count += x;
    return count;
  }

  #with(other: unknown, where: string, f: (x: number, y: number) => number): BoolArray {
    if (!RankedBools.is(other))
      return fail(where, `expected a BoolArray as np.greater(…) gives it, got ${shown(other)}`);
    const [a, b] = [RankedArray.viewOf(this), RankedArray.viewOf(other)];
    if (!sameShape(a.shape, b.shape))
      fail(where, `shape ${shapeText(b.shape)} does not fit ${shapeText(a.shape)}; they must be the same`);
    const [x, y] = [ordered(a), ordered(b)];
    const out = new Uint8Array(x.length);
    for (let i = 0; i < out.length; i++) out[i] = f(x[i] as number, y[i] as number);
    return new RankedBools(viewOf(out, a.shape));
  }
}

/** What is looked for in vain on the way here: `a[0]`, where undefined would go on as NaN, and what makes text. */
Object.setPrototypeOf(
  RankedArray.prototype,
  new Proxy(Object.freeze({}), {
    get(target, key, receiver) {
      if (typeof key === "string" && /^-?\d+$/.test(key))
        fail(shown(receiver), `elements are read with at(i, j), rows with row(i), not with [${key}]`);
      if (key === "toJSON" && RankedArray.is(receiver)) return () => receiver.toArray();
      if (key === "toString" && RankedArray.is(receiver)) return () => describe(receiver);
      return Reflect.get(target, key, receiver) as unknown;
    },
  }),
);
defineType(RankedArray, describe);
defineType(RankedBools, describe);

function describe(array: RankedArray): string {
  return describeView(RankedArray.viewOf(array), RankedBools.is(array));
}
