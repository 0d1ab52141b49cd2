import path from "node:path";

/** Where an archive's files go: below `folder`, without the first `strip` folders of their own. */
export interface Fit {
  readonly folder: string;
  readonly strip: number;
}

/** So many files of an archive, evenly spread, are enough to tell. */
const LOOKED_AT = 300;

/**
 * Archives of data sets differ in whether they hold a folder for all. What samples need decides, as far as it is known;
 * where none of it fits, what the card says.
 * @param needed Relative to the data set's folder, with forward slashes.
 */
export function fit(paths: readonly string[], needed: ReadonlySet<string>, card: string): Fit {
  const step = Math.max(1, Math.floor(paths.length / LOOKED_AT));
  const sample = paths.filter((_, i) => i % step === 0);
  const tops = new Set([...needed].map((file) => path.posix.dirname(file).split("/")[0] as string));
  const folders = [...new Set([card, ".", ...tops])];
  let best: Fit & { readonly hits: number } = { folder: card, strip: 0, hits: 0 };
  for (const folder of folders)
    for (const strip of [0, 1, 2]) {
      const hits = sample.filter((place) => needed.has(fitted(place, { folder, strip }) ?? "")).length;
      if (hits > best.hits) best = { folder, strip, hits };
    }
  return { folder: best.folder, strip: best.strip };
}

/** null: nothing of the path is left. */
export function fitted(place: string, { folder, strip }: Fit): string | null {
  const rest = place.split("/").slice(strip).join("/");
  return rest === "" ? null : path.posix.join(folder, rest);
}
