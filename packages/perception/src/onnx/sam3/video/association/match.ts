import { areaOf, type Patch, patchIou } from "../../grid/patch.ts";
import type { AssociationConfig } from "./config.ts";
import type { Seen, Track } from "./types.ts";

/** Which detection is which track. */
export interface Matches {
  /** For each detection the ids of the tracks that it belongs to. */
  readonly tracksOf: readonly (readonly number[])[];
  /** Ids of tracks that are seen and that no detection confirms. */
  readonly unmatched: readonly number[];
  /** Places of detections that begin a track. */
  readonly fresh: readonly number[];
  /** By id, the sure detection that fits best a track: it may renew its memory. */
  readonly sure: ReadonlyMap<number, number>;
}

/** Several tracks may belong to one detection: nothing is assigned one to one. */
export function match(
  detections: readonly Seen[],
  tracks: readonly Track[],
  masks: readonly Patch[],
  config: AssociationConfig,
): Matches {
  const ious = detections.map(({ patch, prompt }) =>
    tracks.map((track, j) => (track.prompt === prompt ? patchIou(patch, masks[j]!) : 0)),
  );
  const tracksOf = ious.map((row) => tracks.filter((_, j) => row[j]! >= config.assocIou).map(({ id }) => id));
  const isConfirmed = (j: number) => ious.some((row) => row[j]! >= config.trackIou);
  const unmatched = tracks.filter((_, j) => areaOf(masks[j]!) > 0 && !isConfirmed(j)).map(({ id }) => id);
  const places = detections.map((_, i) => i);
  // In an empty scene every detection counts as new, however unsure.
  if (tracks.length === 0) return { tracksOf, unmatched, fresh: places, sure: new Map() };
  const fresh = places.filter((i) => detections[i]!.score >= config.newDet && tracksOf[i]!.length === 0);
  const sure = new Map<number, number>();
  for (const i of places) {
    const most = Math.max(...ious[i]!);
    if (fresh.includes(i) || detections[i]!.score < config.reconditionScore || most < config.reconditionIou) continue;
    sure.set(tracks[ious[i]!.indexOf(most)]!.id, i);
  }
  return { tracksOf, unmatched, fresh, sure };
}
