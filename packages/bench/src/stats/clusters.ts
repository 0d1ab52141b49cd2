/** Units that are drawn as a whole: sums over the members of each, so that a resample costs one step a unit. */
export interface Clusters {
  readonly sums: Float64Array;
  readonly counts: Float64Array;
}

/** Values with the same label stand or fall together; without labels each value stands for itself. */
export function clustersOf(values: readonly number[], labels: readonly string[] | null = null): Clusters {
  if (labels === null) return { sums: Float64Array.from(values), counts: new Float64Array(values.length).fill(1) };
  if (labels.length !== values.length)
    throw new RangeError(`clustersOf: ${labels.length} labels for ${values.length} values, expected one each`);
  const places = new Map<string, number>();
  const sums: number[] = [];
  const counts: number[] = [];
  values.forEach((value, i) => {
    const label = labels[i] as string;
    const place = places.get(label) ?? sums.length;
    places.set(label, place);
    sums[place] = (sums[place] ?? 0) + value;
    counts[place] = (counts[place] ?? 0) + 1;
  });
  return { sums: Float64Array.from(sums), counts: Float64Array.from(counts) };
}
