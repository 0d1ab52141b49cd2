import ndarray from "ndarray";

export type Elements =
  | Float64Array
  | Float32Array
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array;

/** Where the elements of an array lie: data, shape, strides and offset. */
export type View = ndarray.NdArray<Elements>;

export function viewOf(data: Elements, shape: readonly number[]): View {
  return ndarray(data, [...shape]);
}

export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((size, length) => size * length, 1);
}

/** As in Python: `(480, 640)`. */
export function shapeText(shape: readonly number[]): string {
  return `(${shape.join(", ")})`;
}

export function sameShape(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((length, axis) => length === b[axis]);
}

/** Whether the elements lie in reading order without gaps. */
export function isContiguous({ shape, stride }: View): boolean {
  let expected = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    const length = shape[axis] as number;
    if (length !== 1 && stride[axis] !== expected) return false;
    expected *= length;
  }
  return true;
}

/** The elements in reading order; the view's own data where that is so already, so nobody writes to it. */
export function ordered(view: View): Elements {
  const { data, offset, size } = view;
  if (isContiguous(view)) return data.length === size ? data : data.subarray(offset, offset + size);
  const out = new (data.constructor as new (size: number) => Elements)(size);
  const last = view.shape.length - 1;
  const [length, step] = [view.shape[last] as number, view.stride[last] as number];
  let to = 0;
  eachLane(view, last, (start) => {
    for (let i = 0, from = start; i < length; i++, from += step) out[to++] = data[from] as number;
  });
  return out;
}

/** `ordered` as doubles: with one type of array, loops over the elements stay fast. */
export function doubles(view: View): Float64Array {
  const elements = ordered(view);
  return elements instanceof Float64Array ? elements : new Float64Array(elements);
}

/** Where each line of elements along an axis begins in the data, in reading order of the other axes. */
export function eachLane(view: View, axis: number, visit: (start: number, lane: number) => void): void {
  const shape = view.shape.toSpliced(axis, 1);
  const stride = view.stride.toSpliced(axis, 1);
  const lanes = sizeOf(shape);
  const at = shape.map(() => 0);
  let start = view.offset;
  for (let lane = 0; lane < lanes; lane++) {
    visit(start, lane);
    for (let k = shape.length - 1; k >= 0; k--) {
      start += stride[k] as number;
      at[k] = (at[k] as number) + 1;
      if ((at[k] as number) < (shape[k] as number)) break;
      start -= (stride[k] as number) * (shape[k] as number);
      at[k] = 0;
    }
  }
}
