import { stats } from "@spatialclaw/geometry";

/** Four significant digits, integers in full, never "-0" or "-0.000". */
export function formatNumber(x: number): string {
  if (!Number.isFinite(x)) return String(x);
  if (Number.isInteger(x)) return String(x === 0 ? 0 : x);
  const magnitude = Math.floor(Math.log10(Math.abs(x)));
  if (magnitude < -5) return String(Number(x.toPrecision(4)));
  const text = x.toFixed(Math.max(0, 3 - magnitude));
  return text.includes(".") ? trimZeros(text) : text;
}

/** `[0.31, -0.23, 0.92]`; what is below a billionth of the largest element is noise and prints as 0. */
export function formatVector(values: ArrayLike<number>): string {
  let largest = 0;
  for (let i = 0; i < values.length; i++) largest = Math.max(largest, Math.abs(values[i] as number) || 0);
  const items: string[] = [];
  for (let i = 0; i < values.length; i++) {
    const x = values[i] as number;
    items.push(formatNumber(Number.isFinite(largest) && Math.abs(x) < 1e-9 * largest ? 0 : x));
  }
  return `[${items.join(", ")}]`;
}

/** `min … median … max … NaN n`, over the numbers that are not NaN. */
export function formatRange(values: ArrayLike<number>): string {
  const known = withoutNaN(values);
  const missing = values.length - known.length;
  if (known.length === 0) return `NaN ${missing}`;
  const [min, median, max] = [stats.min(known), stats.median(known), stats.max(known)].map(formatNumber);
  return `min ${min} median ${median} max ${max} NaN ${missing}`;
}

export function withoutNaN(values: ArrayLike<number>): Float64Array {
  const known = new Float64Array(values.length);
  let count = 0;
  for (let i = 0; i < values.length; i++) {
    const x = values[i] as number;
    if (!Number.isNaN(x)) known[count++] = x;
  }
  return known.subarray(0, count);
}

function trimZeros(text: string): string {
  let end = text.length;
  while (text[end - 1] === "0") end--;
  if (text[end - 1] === ".") end--;
  return text.slice(0, end);
}
