/**
 * `Promise.all` over a map with at most `jobs` calls under way. The first rejection stops further calls; it is passed on
 * once those under way are over, so that nothing works on behind the caller's back.
 */
export async function mapConcurrently<T, R>(
  items: readonly T[],
  jobs: number,
  work: (item: T, index: number) => Promise<R>,
): Promise<R[]> {
  const results: R[] = new Array(items.length);
  const failures: unknown[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < items.length && failures.length === 0) {
      const i = next++;
      try {
        results[i] = await work(items[i] as T, i);
      } catch (error) {
        failures.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(jobs, items.length) }, lane));
  if (failures.length > 0) throw failures[0];
  return results;
}
