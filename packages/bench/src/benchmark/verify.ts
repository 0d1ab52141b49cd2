import type { Dataset } from "../data/dataset.ts";
import type { Benchmark } from "./define.ts";
import type { Media } from "./types.ts";

export interface Verified {
  readonly samples: number;
  /** What the published set has; null: not known. */
  readonly expected: number | null;
  /** Files that samples need and that are not there, in order, with how many samples need them. */
  readonly missing: ReadonlyMap<string, number>;
  /** What is wrong with the annotations, one line each. */
  readonly problems: readonly string[];
}

/** Looks for every file that the samples name. Nothing is decoded, and no picture is read. */
export async function verify({ card, adapter }: Benchmark, dataset: Dataset): Promise<Verified> {
  const there = new Map<string, boolean>();
  const missing = new Map<string, number>();
  let samples = 0;
  for await (const { media } of adapter.load(dataset)) {
    samples++;
    for (const file of new Set(filesOf(media))) {
      const found = there.get(file) ?? (await dataset.exists(file));
      there.set(file, found);
      if (!found) missing.set(file, (missing.get(file) ?? 0) + 1);
    }
  }
  return { samples, expected: card.dataset.samples, missing, problems: dataset.problems.lines };
}

/** Files that a sample shows. */
export function* filesOf(media: Media): Generator<string> {
  // Beside shown pictures a video says only where they came from.
  if (media.video !== null && media.show === "video") yield media.video;
  for (const { path, images } of media.groups) {
    if (path !== null && images.length === 0) yield path;
    for (const image of images) if (image.kind === "file") yield image.path;
  }
  for (const image of [...media.images, ...media.references]) if (image.kind === "file") yield image.path;
}
