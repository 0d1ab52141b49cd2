/** From so many views on the graph itself would choose; before that the first one is the reference. */
const FEWEST = 3;
const TINY = 1e-8;

/**
 * The view that the others are best seen from, by the class tokens before the first layer that looks at all views:
 * the most average one in three respects (how alike it is to the others, how long its token is, how spread the token's
 * components are). Sums in float64.
 * @param tokens (N, D), one row a view.
 */
export function referenceView(tokens: ArrayLike<number>, views: number): number {
  if (views < FEWEST) return 0;
  const scores = balance(tokens, views);
  return scores.indexOf(Math.min(...scores));
}

/** How far each view lies from the middle, over the three measures, each stretched to 0..1 over the views. */
export function balance(tokens: ArrayLike<number>, views: number): number[] {
  const depth = tokens.length / views;
  const rows = Array.from({ length: views }, (_, n) =>
    Float64Array.from({ length: depth }, (_, d) => tokens[n * depth + d]!),
  );
  const lengths = rows.map((row) => Math.sqrt(dot(row, row)));
  const units = rows.map((row, n) => row.map((value) => value / lengths[n]!));
  const alike = units.map((unit) => (units.reduce((sum, other) => sum + dot(unit, other), 0) - 1) / (views - 1));
  const measures = [alike, lengths, units.map(variance)].map(stretched);
  return units.map((_, n) => measures.reduce((sum, measure) => sum + Math.abs(measure[n]! - 0.5), 0));
}

/** Positions of the views in the order in which the graph is to see them. */
export function toFront(views: number, chosen: number): number[] {
  return [chosen, ...Array.from({ length: views }, (_, n) => n).filter((n) => n !== chosen)];
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/** Unbiased. */
function variance(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
}

function stretched(values: readonly number[]): number[] {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return values.map((value) => (value - low) / (high - low + TINY));
}
