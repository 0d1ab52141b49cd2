/** The name that a mistyped one most likely means; null when none is near. */
export function nearest(wanted: string, names: readonly string[]): string | null {
  const far = Math.max(2, Math.floor(wanted.length / 3));
  const ranked = names
    .map((name) => ({ name, distance: likeness(wanted.toLowerCase(), name.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance);
  const best = ranked[0];
  return best && best.distance <= far ? best.name : null;
}

/** `steps` alone is near to `limits.steps`, a little less so than `limits.step`. */
function likeness(wanted: string, name: string): number {
  const last = name.slice(name.lastIndexOf(".") + 1);
  return Math.min(editDistance(wanted, name), editDistance(wanted, last) + 1);
}

/** Levenshtein: letters to insert, delete or replace. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] as number) + 1, (next[j - 1] as number) + 1));
    }
    row = next;
  }
  return row[b.length] as number;
}
