import { centreOf, type Patch, patchIou } from "../../grid/patch.ts";
import { suppressed } from "../../image/detections.ts";
import { likeness } from "../../image/look.ts";
import type { AssociationConfig } from "../association/config.ts";
import type { CoarseTrack } from "../tracks.ts";
import { assign } from "./assignment.ts";

/** What a detector saw in one frame. */
export interface Sighting {
  readonly patch: Patch;
  /** 0..1. */
  readonly score: number;
  /** See look.ts; null: not known. */
  readonly look: Float32Array | null;
}

interface Sighted {
  readonly at: number;
  readonly patch: Patch;
  readonly score: number;
}

/** An object as far as it is known. */
interface Track {
  readonly first: number;
  readonly masks: Sighted[];
  look: Float32Array | null;
  /** Cells that it moves in a frame. */
  speed: readonly [number, number];
  alive: number;
  /** Frames without a match while it is young. */
  missed: number;
  isOut: boolean;
}

/**
 * Joins what a detector saw in each frame to objects, by the overlap of masks alone: one detection for each object, the
 * sum of overlaps being as large as possible, sure detections first. An object that is not seen is kept for a while; what
 * then looks like it is it. Objects that vanish soon after they appeared were none.
 */
export function followDetections(
  frames: readonly (readonly Sighting[])[],
  config: AssociationConfig,
): readonly CoarseTrack[] {
  const tracks: Track[] = [];
  for (const [at, sightings] of frames.entries()) step(at, sightings, tracks, config);
  const kept = tracks.filter(({ isOut }) => !isOut);
  return kept.map(({ masks }, id) => ({ id, prompt: 0, score: Math.max(...masks.map(({ score }) => score)), masks }));
}

function step(at: number, sightings: readonly Sighting[], tracks: Track[], config: AssociationConfig): void {
  const border = config.det * config.weakShare;
  // A surer mask drives out what covers the same, weak ones too.
  const different = suppressed(
    sightings.filter(({ score }) => score > border),
    config.nmsIou,
  );
  const sure = different.filter(({ score }) => score > config.det);
  const weak = different.filter(({ score }) => score <= config.det);
  const live = tracks.filter(({ isOut, alive }) => !isOut && alive > 0);
  const overlaps = new Map(sure.map((one) => [one, live.map((track) => overlapWith(track, one, at))]));
  const matched = pair(live, sure, at, config);
  const left = live.filter((track) => !matched.has(track));
  for (const [track, one] of pair(left, weak, at, config)) matched.set(track, one);
  const taken = new Set(matched.values());
  const fresh = sure.filter((one) => {
    const isApart = (overlaps.get(one) ?? []).every((iou) => iou < config.assocIou);
    // In an empty scene every detection counts as new, however unsure.
    return !taken.has(one) && isApart && (one.score >= config.newDet || live.length === 0);
  });
  for (const [track, one] of recognised(at, fresh, tracks, matched, config)) {
    matched.set(track, one);
    taken.add(one);
  }
  for (const [track, one] of matched) see(track, at, one, config);
  for (const track of live) if (!matched.has(track)) miss(track, at, config);
  for (const one of fresh) if (!taken.has(one)) tracks.push(begin(at, one, config));
}

/** Each track with at most one of these, so that they overlap most. */
function pair(
  tracks: readonly Track[],
  sightings: readonly Sighting[],
  at: number,
  { assocIou }: AssociationConfig,
): Map<Track, Sighting> {
  const costs = tracks.map((track) =>
    sightings.map((one) => {
      const iou = overlapWith(track, one, at);
      return iou < assocIou ? Infinity : 1 - iou;
    }),
  );
  const columns = assign(costs);
  return new Map(tracks.flatMap((track, i) => (columns[i]! < 0 ? [] : [[track, sightings[columns[i]!]!] as const])));
}

/** With its last mask where that was, or where it would be by now. */
function overlapWith({ masks, speed }: Track, { patch }: Sighting, at: number): number {
  const last = masks.at(-1)!;
  const [dx, dy] = speed.map((cells) => Math.round(cells * (at - last.at))) as [number, number];
  const still = patchIou(patch, last.patch);
  return dx === 0 && dy === 0 ? still : Math.max(still, patchIou(patch, last.patch, dx, dy));
}

/** New sightings that look like a track that was lost not long ago; the most alike first. */
function recognised(
  at: number,
  fresh: readonly Sighting[],
  tracks: readonly Track[],
  matched: ReadonlyMap<Track, Sighting>,
  { againFrames, againLikeness }: AssociationConfig,
): Map<Track, Sighting> {
  const lost = tracks.filter(
    (track) => !track.isOut && !matched.has(track) && at - track.masks.at(-1)!.at <= againFrames,
  );
  const pairs = lost.flatMap((track) =>
    fresh.flatMap((one) => {
      const alike = track.look && one.look ? likeness(track.look, one.look) : 0;
      return alike >= againLikeness ? [{ track, one, alike }] : [];
    }),
  );
  const found = new Map<Track, Sighting>();
  const taken = new Set<Sighting>();
  for (const { track, one } of pairs.toSorted((a, b) => b.alike - a.alike)) {
    if (found.has(track) || taken.has(one)) continue;
    found.set(track, one);
    taken.add(one);
  }
  return found;
}

function begin(at: number, one: Sighting, { keepAlive }: AssociationConfig): Track {
  const masks = [{ at, patch: one.patch, score: one.score }];
  return { first: at, masks, look: one.look, speed: [0, 0], alive: keepAlive[0], missed: 0, isOut: false };
}

function see(track: Track, at: number, { patch, score, look }: Sighting, { keepAlive }: AssociationConfig): void {
  const last = track.masks.at(-1)!;
  const [from, to] = [centreOf(last.patch), centreOf(patch)];
  if (from && to) track.speed = [(to[0] - from[0]) / (at - last.at), (to[1] - from[1]) / (at - last.at)];
  track.masks.push({ at, patch, score });
  track.look = look ?? track.look;
  track.alive = Math.min(keepAlive[1], Math.max(0, track.alive) + 1);
}

function miss(track: Track, at: number, { keepAlive, hotstart }: AssociationConfig): void {
  const [delay, unmatched] = hotstart;
  track.alive = Math.max(keepAlive[2], track.alive - 1);
  track.missed++;
  if (track.first > at - delay && track.missed >= unmatched) track.isOut = true;
}
