/** Enough to keep all cores and the disk busy, far below the files a process may have open. */
const AT_ONCE = 32;

/** Maps items, many at a time; of several failures it rejects with that of the first item, not of the quickest one. */
export async function inOrder<T, R>(items: readonly T[], map: (item: T, index: number) => Promise<R>): Promise<R[]> {
  const results: R[] = new Array(items.length);
  const failures = new Map<number, unknown>();
  let next = 0;
  const work = async (): Promise<void> => {
    // What comes after a failure would be thrown away.
    while (next < items.length && failures.size === 0) {
      const i = next++;
      try {
        results[i] = await map(items[i] as T, i);
      } catch (error) {
        failures.set(i, error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, items.length) }, work));
  if (failures.size > 0) throw failures.get(Math.min(...failures.keys()));
  return results;
}
