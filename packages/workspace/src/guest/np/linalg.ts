import { determinant, EigenvalueDecomposition, LuDecomposition, Matrix, SingularValueDecomposition } from "ml-matrix";
import { fail, options, shown } from "../check.ts";
import { RankedArray } from "./array.ts";
import { viewFrom } from "./input.ts";
import { overAxis } from "./reduce.ts";
import { doubles, shapeText, type View, viewOf } from "./views.ts";

/** ml-matrix does the work; what it would loop over for ever or answer with nonsense is refused here. */
const WHERE = "np.linalg";

function matrixView(where: string, value: unknown): View {
  const view = viewFrom(where, value);
  if (view.dimension !== 2 || view.size === 0)
    fail(where, `expected a matrix, got shape ${shapeText(view.shape)}; reshape(n, m) makes one`);
  return finite(where, view);
}

function square(where: string, value: unknown): View {
  const view = matrixView(where, value);
  const [rows, columns] = view.shape;
  return rows === columns ? view : fail(where, `expected a square matrix, got shape ${shapeText(view.shape)}`);
}

function finite(where: string, view: View): View {
  const stray = doubles(view).findIndex((x) => !Number.isFinite(x));
  if (stray >= 0)
    fail(
      where,
      `element ${stray} in reading order is ${doubles(view)[stray]}; np.take and np.isnan leave such rows out`,
    );
  return view;
}

function toMatrix(view: View): Matrix {
  const [rows = 0, columns = 1] = view.shape;
  return Matrix.from1DArray(rows, columns, doubles(view) as unknown as number[]);
}

function toView(matrix: Matrix, shape: readonly number[] = [matrix.rows, matrix.columns]): View {
  return viewOf(Float64Array.from(matrix.to1DArray()), shape);
}

/** The right-hand sides of a system: one, or one for each column. */
function sides(where: string, value: unknown, rows: number): View {
  const view = finite(where, viewFrom(where, value));
  if (view.dimension > 2 || view.shape[0] !== rows)
    fail(where, `expected ${rows} numbers or rows, got shape ${shapeText(view.shape)}`);
  return view;
}

function singular(where: string): never {
  return fail(where, "the matrix is singular; np.linalg.lstsq gives the nearest solution");
}

function factors(where: string, view: View): LuDecomposition {
  const lu = new LuDecomposition(toMatrix(view));
  return lu.isSingular() ? singular(where) : lu;
}

function svd(view: View) {
  const found = new SingularValueDecomposition(toMatrix(view), { autoTranspose: true });
  return { u: found.leftSingularVectors, s: found.diagonal, v: found.rightSingularVectors };
}

export const linalg = {
  norm(a: unknown, settings?: { axis: number }) {
    const where = `${WHERE}.norm`;
    const { axis } = options(`${where}(options)`, settings, ["axis"]);
    const result = overAxis(where, viewFrom(`${where}(a)`, a), axis, norm);
    return typeof result === "number" ? result : new RankedArray(result);
  },

  det: (a: unknown) => determinant(toMatrix(square(`${WHERE}.det(a)`, a))),

  inv(a: unknown) {
    const where = `${WHERE}.inv(a)`;
    const view = square(where, a);
    return new RankedArray(toView(factors(where, view).solve(Matrix.eye(view.shape[0] as number))));
  },

  solve(a: unknown, b: unknown) {
    const where = `${WHERE}.solve`;
    const view = square(`${where}(a)`, a);
    const right = sides(`${where}(b)`, b, view.shape[0] as number);
    return new RankedArray(toView(factors(`${where}(a)`, view).solve(toMatrix(right)), right.shape));
  },

  /** The smallest of the solutions that come nearest, by singular values, as NumPy does. */
  lstsq(a: unknown, b: unknown) {
    const where = `${WHERE}.lstsq`;
    const view = matrixView(`${where}(a)`, a);
    const [rows, columns] = view.shape as [number, number];
    const right = sides(`${where}(b)`, b, rows);
    const { u, s, v } = svd(view);
    const least = Number.EPSILON * Math.max(rows, columns) * (s[0] ?? 0);
    const rank = s.filter((x) => x > least).length;
    const scaled = u.transpose().mmul(toMatrix(right));
    s.forEach((x, i) => {
      scaled.mulRow(i, x > least ? 1 / x : 0);
    });
    const x = toView(v.mmul(scaled), [columns, ...right.shape.slice(1)]);
    return Object.freeze({ x: new RankedArray(x), rank });
  },

  svd(a: unknown) {
    const { u, s, v } = svd(matrixView(`${WHERE}.svd(a)`, a));
    return Object.freeze({
      u: new RankedArray(toView(u)),
      s: new RankedArray(viewOf(Float64Array.from(s), [s.length])),
      vh: new RankedArray(toView(v.transpose())),
    });
  },

  eigh(a: unknown) {
    const where = `${WHERE}.eigh(a)`;
    const view = square(where, a);
    requireSymmetric(where, view, a);
    const found = new EigenvalueDecomposition(toMatrix(view), { assumeSymmetric: true });
    const values = found.realEigenvalues;
    return Object.freeze({
      eigenvalues: new RankedArray(viewOf(Float64Array.from(values), [values.length])),
      eigenvectors: new RankedArray(toView(found.eigenvectorMatrix)),
    });
  },
};

function norm(a: Float64Array): number {
  let squares = 0;
  for (let i = 0; i < a.length; i++) squares += (a[i] as number) ** 2;
  return Math.sqrt(squares);
}

function requireSymmetric(where: string, view: View, a: unknown): void {
  const n = view.shape[0] as number;
  const x = doubles(view);
  const largest = x.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < i; j++)
      if (!(Math.abs((x[i * n + j] as number) - (x[j * n + i] as number)) <= 1e-8 * largest))
        fail(where, `expected a symmetric matrix, but [${i}, ${j}] and [${j}, ${i}] differ in ${shown(a)}`);
}
