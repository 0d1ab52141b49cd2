/** One axis of a chart: what it spans, where its marks stand and what they say. */
export interface Axis {
  readonly min: number;
  readonly max: number;
  readonly ticks: readonly { readonly value: number; readonly text: string }[];
  /** 0 at min, 1 at max. */
  share(value: number): number;
}

export interface AxisRoom {
  /** About how many marks there is room for. */
  readonly ticks: number;
  /** Share of the span left free at each end. */
  readonly padding: number;
  /** Only whole numbers are marked: counts and indices have no halves. */
  readonly whole: boolean;
}

/** Differences of larger numbers would be infinite. */
const LARGEST = 8e307;
/** A span smaller than this share of the numbers themselves is rounding. */
const ROUNDING = 1e-12;

/** An axis over all of the values, which are finite; from 0 to 1 when there are none. */
export function axisOver(values: Iterable<number>, { ticks, padding, whole }: AxisRoom): Axis {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) [low, high] = [Math.min(low, value), Math.max(high, value)];
  const [min, max] = low > high ? [0, 1] : padded(clamped(low), clamped(high), padding);
  const { step, exponent } = niceStep((max - min) / ticks, whole);
  const text = tickText(Math.max(Math.abs(min), Math.abs(max)), exponent);
  const marks: { value: number; text: string }[] = [];
  for (let k = Math.ceil(min / step - 1e-9); k * step <= max + 1e-9 * step; k++)
    marks.push({ value: k * step, text: text(k * step) });
  // Clamped: what is beyond the largest stands at the end.
  const share = (value: number) => (Math.min(max, Math.max(min, value)) - min) / (max - min);
  return { min, max, ticks: marks, share };
}

function clamped(value: number): number {
  return Math.max(-LARGEST, Math.min(LARGEST, value));
}

function padded(low: number, high: number, padding: number): readonly [number, number] {
  const largest = Math.max(Math.abs(low), Math.abs(high));
  const span = high - low;
  if (largest < 1e-300) return [-1, 1];
  // Level: a tenth of the number itself on both sides.
  if (span <= largest * ROUNDING) return [low - 0.1 * largest, high + 0.1 * largest];
  return [clamped(low - padding * span), clamped(high + padding * span)];
}

/** The next of 1, 2, 5, 10, 20, … at or over what is wanted, and the power of ten of its digit. */
function niceStep(wanted: number, whole: boolean): { readonly step: number; readonly exponent: number } {
  const least = whole ? Math.max(1, wanted) : wanted;
  let exponent = Math.floor(Math.log10(least));
  const digit = [1, 2, 5].find((factor) => factor * 10 ** exponent >= least * (1 - 1e-9));
  if (digit === undefined) exponent++;
  return { step: (digit ?? 1) * 10 ** exponent, exponent };
}

/** As many digits as tell neighbours apart, in powers of ten where that is shorter. */
function tickText(largest: number, exponent: number): (value: number) => string {
  const magnitude = Math.floor(Math.log10(largest));
  if (magnitude < 6 && exponent >= -5) {
    const decimals = Math.max(0, -exponent);
    return (value) => value.toFixed(decimals).replace(/^-(?=[0.]+$)/, "");
  }
  const digits = Math.min(12, Math.max(0, magnitude - exponent));
  return (value) => (value === 0 ? "0" : value.toExponential(digits).replace(/\.?0*e\+?/, "e"));
}
