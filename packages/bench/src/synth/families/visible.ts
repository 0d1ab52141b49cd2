import type { SceneObject, Sightings, TruthBox, Vec3 } from "../types.ts";
import { type Rectangle, rectanglesAround } from "./rectangle.ts";
import { length, surfaceSamples } from "./samples.ts";

export type Side = "width" | "depth" | "height";

/** Metres between a sample and what its pixel shows: more would take the back of a board for its front. */
const DEPTH_TOLERANCE = 0.01;
/** Share of an extent within which a point counts as being at its end. */
const BAND = 0.01;
/** Sighted samples of an end that a frame needs: a single pixel on an edge proves little. */
const SAMPLES = 3;
/** Relative error that a measurer of the sighted points may make. */
const ACCURACY = 0.025;
/** Rectangles with up to so much more area are as good as the smallest one to a measurer. */
const TIE = 1.06;

/** What of an object's surface the cameras saw, as far as measuring it is concerned. */
export class VisibleSurface {
  readonly #samples: readonly Vec3[];
  /** Frames that see each sample. */
  readonly #frames: readonly (readonly number[])[];
  readonly #box: TruthBox;
  /** Smallest first; those that tie with it included. */
  readonly #rectangles: readonly Rectangle[];
  readonly #least: number;

  /** @param least Frames that must see what is measured. */
  constructor(object: SceneObject, box: TruthBox, sightings: Sightings, least: number) {
    this.#box = box;
    this.#least = least;
    this.#samples = samplesOf(object.triangles);
    this.#frames = this.#samples.map((p) => sightings.of(object.id, p, DEPTH_TOLERANCE));
    const all = rectanglesAround(this.#samples.filter((_, i) => this.#frames[i]!.length > 0));
    const smallest = all[0];
    this.#rectangles = smallest ? all.filter((r) => area(r) <= area(smallest) * TIE) : [];
  }

  /** Both ends are seen in enough frames, and a tight box round all sighted points has this side. */
  shows(side: Side): boolean {
    const axis = this.#axis(side);
    const along = this.#samples.map((p) => p[0] * axis[0] + p[1] * axis[1] + p[2] * axis[2]);
    const low = along.reduce((a, b) => Math.min(a, b));
    const high = along.reduce((a, b) => Math.max(a, b));
    const band = (high - low) * BAND;
    return (
      this.#sighted((i) => along[i]! <= low + band) &&
      this.#sighted((i) => along[i]! >= high - band) &&
      (side === "height" || this.#boxHas(side))
    );
  }

  /** Enough frames see points that are as good as the nearest one to `target`, which is `distance` metres away. */
  reaches(target: Vec3, distance: number): boolean {
    return this.#sighted((i) => length(this.#samples[i]!, target) <= distance * (1 + BAND), 1);
  }

  /** Middle of the sighted points' box seen from above; every tie with the smallest box counts. */
  centres(): readonly (readonly [x: number, y: number])[] {
    return this.#rectangles.map(({ x, y }) => [x, y]);
  }

  #sighted(chosen: (sample: number) => boolean, needed = SAMPLES): boolean {
    const counts = new Map<number, number>();
    this.#frames.forEach((frames, i) => {
      if (frames.length === 0 || !chosen(i)) return;
      for (const frame of frames) counts.set(frame, (counts.get(frame) ?? 0) + 1);
    });
    return [...counts.values()].filter((count) => count >= needed).length >= this.#least;
  }

  #axis(side: Side): Vec3 {
    const [x, y] = this.#box.axis;
    return side === "height" ? [0, 0, 1] : side === "width" ? [x, y, 0] : [-y, x, 0];
  }

  #boxHas(side: "width" | "depth"): boolean {
    const size = this.#box[side];
    return this.#rectangles.length > 0 && this.#rectangles.every((r) => Math.abs(r[side] - size) <= size * ACCURACY);
  }
}

/** Several views of one scene sample its meshes once. */
const samples = new WeakMap<Float32Array, readonly Vec3[]>();

function samplesOf(triangles: Float32Array): readonly Vec3[] {
  const known = samples.get(triangles) ?? surfaceSamples(triangles);
  samples.set(triangles, known);
  return known;
}

const area = (r: Rectangle): number => r.width * r.depth;
