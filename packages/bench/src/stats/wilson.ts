import type { Interval } from "./bootstrap.ts";

/** 97.5 % quantile of the normal distribution. */
const Z = 1.959963984540054;

/** Wilson's 95 % interval of a share: it holds for few cases, and for none and all of them. null of nothing. */
export function wilson(hits: number, cases: number): Interval | null {
  if (cases === 0) return null;
  const [share, z2] = [hits / cases, (Z * Z) / cases];
  const middle = (share + z2 / 2) / (1 + z2);
  const half = (Z / (1 + z2)) * Math.sqrt((share * (1 - share)) / cases + z2 / cases / 4);
  return { low: hits === 0 ? 0 : middle - half, high: hits === cases ? 1 : middle + half };
}
