import { fail } from "../check.ts";
import { RankedArray } from "./array.ts";
import { viewFrom, within } from "./input.ts";
import { doubles, shapeText, viewOf } from "./views.ts";

/** Matrix product; a vector is a row on the left and a column on the right, two of them give a number. */
function product(name: string) {
  const where = `np.${name}`;
  return (left: unknown, right: unknown): unknown => {
    const [a, b] = [viewFrom(`${where}(a)`, left), viewFrom(`${where}(b)`, right)];
    const text = `shapes ${shapeText(a.shape)} and ${shapeText(b.shape)}`;
    if (a.dimension > 2 || b.dimension > 2) fail(where, `${text}: only vectors and matrices are multiplied`);
    const rows = a.dimension === 2 ? (a.shape[0] as number) : 1;
    const inner = a.shape.at(-1) as number;
    const columns = b.dimension === 2 ? (b.shape[1] as number) : 1;
    if (inner !== b.shape[0])
      fail(where, `${text} do not fit: ${inner} columns against ${b.shape[0]} rows; .T turns a matrix`);
    const out = new Float64Array(within(where, [rows, columns]));
    multiply(doubles(a), doubles(b), out, inner, columns);
    const shape = [...(a.dimension === 2 ? [rows] : []), ...(b.dimension === 2 ? [columns] : [])];
    return shape.length === 0 ? (out[0] as number) : new RankedArray(viewOf(out, shape));
  };
}

/** Row by row, so that all three are read in their order. */
function multiply(a: Float64Array, b: Float64Array, out: Float64Array, inner: number, columns: number): void {
  for (let row = 0, at = 0; row < out.length; row += columns)
    for (let k = 0; k < inner; k++, at++) {
      const x = a[at] as number;
      for (let j = 0; j < columns; j++) out[row + j] = (out[row + j] as number) + x * (b[k * columns + j] as number);
    }
}

export const products = { dot: product("dot"), matmul: product("matmul") };
