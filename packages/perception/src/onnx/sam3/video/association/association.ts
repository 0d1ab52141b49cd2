import { gridOf, patchOf, type Size } from "../../grid/patch.ts";
import { suppressed as suppressedDetections } from "../../image/detections.ts";
import { sigmoid } from "../../score.ts";
import { cleaned } from "./clean.ts";
import type { AssociationConfig } from "./config.ts";
import { Lives } from "./lives.ts";
import { match } from "./match.ts";
import { hiddenGrid, occludedTracks, rememberedGrids } from "./overlap.ts";
import type { FrameDecision, Propagated, Seen, Track } from "./types.ts";

/** From which logit on a detection's mask seeds a new track, and what it is seeded with. */
const SEED = 0.5;
const SURE = 10;

/**
 * Decides frame by frame which detection is which track, beside a tracker that has seen the frame already but not yet
 * remembered it. Detector and tracker are asked by the caller: `tracks` is whom to ask for.
 */
export class Association {
  readonly #config: AssociationConfig;
  readonly #size: Size;
  readonly #lives: Lives;
  readonly #removed = new Set<number>();
  #tracks: Track[] = [];
  #next = 0;

  /** @param size Of the grid that masks of detector and tracker have. */
  constructor(config: AssociationConfig, size: Size) {
    this.#config = config;
    this.#size = size;
    this.#lives = new Lives(config);
  }

  /** Those that the next frame has to be searched for. */
  get tracks(): readonly Track[] {
    return this.#tracks;
  }

  /** Ids of tracks that turned out to be none: nothing of them is to be shown, in no frame. */
  get removed(): ReadonlySet<number> {
    return this.#removed;
  }

  /** @param propagated What the tracker sees of each of `tracks`, by id. */
  step(at: number, detections: readonly Seen[], propagated: ReadonlyMap<number, Propagated>): FrameDecision {
    const kept = this.#counting(detections);
    const found = kept.map((place) => detections[place]!);
    const tracks = this.#tracks;
    const given = tracks.map(({ id }) => propagated.get(id)!);
    const grids = given.map(({ grid }) => cleaned(grid, this.#size, this.#config.fillHole));
    const patches = grids.map((grid) => patchOf(grid, this.#size));
    const matches = match(found, tracks, patches, this.#config);
    const created = this.#create(at, found, matches.fresh);
    this.#lives.age(at, tracks, matches);
    const { removed, suppressed } = this.#lives.judge(at, tracks, matches);
    const reconditioned = this.#recondition(at, matches.sure, propagated);
    const occluded = occludedTracks(at, tracks, patches, removed, this.#config);
    const hidden = hiddenGrid(this.#size);
    const shown = tracks.map(({ id }, i) => (occluded.includes(id) ? hidden : grids[i]!));
    const memory = this.#remembered(tracks, shown);
    const masks = new Map(tracks.map(({ id }, i) => [id, shown[i]!]));
    const scores = new Map(tracks.map(({ id }, i) => [id, sigmoid(given[i]!.objectScore)]));
    for (const { id, score } of created) {
      const grid = gridOf(found[matches.fresh[id - created[0]!.id]!]!.patch);
      masks.set(id, cleaned(grid, this.#size, this.#config.fillHole));
      memory.set(
        id,
        grid.map((logit) => (logit >= SEED ? SURE : -SURE)),
      );
      scores.set(id, score);
    }
    for (const [id, place] of reconditioned) masks.set(id, gridOf(found[place]!.patch));
    for (const id of removed) {
      this.#removed.add(id);
      memory.delete(id);
    }
    this.#tracks = [...tracks, ...created].filter(({ id }) => !removed.includes(id));
    return {
      kept,
      masks,
      scores,
      memory,
      created: new Map(created.map(({ id }, i) => [id, matches.fresh[i]!])),
      reconditioned,
      unmatched: matches.unmatched,
      removed,
      suppressed,
      occluded,
      alive: new Map(this.#tracks.map(({ id, alive }) => [id, alive])),
    };
  }

  /** Places of the detections that are sure enough and not the same as a surer one of the same phrase. */
  #counting(detections: readonly Seen[]): number[] {
    const places = detections.map((one, place) => ({ ...one, place })).filter(({ score }) => score > this.#config.det);
    const prompts = new Set(places.map(({ prompt }) => prompt));
    return [...prompts]
      .flatMap((prompt) =>
        suppressedDetections(
          places.filter((one) => one.prompt === prompt),
          this.#config.nmsIou,
        ),
      )
      .map(({ place }) => place);
  }

  /** They join after the frame; no id is used twice. */
  #create(at: number, found: readonly Seen[], fresh: readonly number[]): Track[] {
    return fresh.map((place) => {
      const { prompt, score } = found[place]!;
      const [alive] = this.#config.keepAlive;
      return { id: this.#next++, prompt, first: at, score, alive, unmatched: [], occluded: null };
    });
  }

  #recondition(
    at: number,
    sure: ReadonlyMap<number, number>,
    propagated: ReadonlyMap<number, Propagated>,
  ): Map<number, number> {
    const { reconditionEvery: every, reconditionScore: least } = this.#config;
    if (every <= 0 || at % every !== 0) return new Map();
    return new Map([...sure].filter(([id]) => propagated.get(id)!.objectScore > least));
  }

  #remembered(tracks: readonly Track[], grids: readonly Float32Array[]): Map<number, Float32Array> {
    const memory = new Map<number, Float32Array>();
    for (const prompt of new Set(tracks.map((track) => track.prompt))) {
      const places = tracks.flatMap((track, i) => (track.prompt === prompt ? [i] : []));
      const kept = rememberedGrids(
        places.map((i) => grids[i]!),
        this.#size,
        this.#config.shrink,
      );
      for (const [k, i] of places.entries()) memory.set(tracks[i]!.id, kept[k]!);
    }
    return memory;
  }
}

/** Ids whose masks are shown in a frame, ascending; `removed` are those that turned out to be none in the end. */
export function shownTracks({ masks, suppressed }: FrameDecision, removed: ReadonlySet<number>): number[] {
  const isShown = ([id, grid]: [number, Float32Array]) =>
    !removed.has(id) && !suppressed.includes(id) && grid.some((logit) => logit > 0);
  return [...masks]
    .filter(isShown)
    .map(([id]) => id)
    .sort((a, b) => a - b);
}
