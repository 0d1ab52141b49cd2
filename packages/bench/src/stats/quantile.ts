/** Of sorted values, interpolated linearly between neighbours, as NumPy does by default. NaN for none. */
export function quantile(sorted: ArrayLike<number>, q: number): number {
  const place = q * (sorted.length - 1);
  const [low, high] = [Math.floor(place), Math.ceil(place)];
  const from = sorted[low] ?? Number.NaN;
  return from + (place - low) * ((sorted[high] ?? Number.NaN) - from);
}
