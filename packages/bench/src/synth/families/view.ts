import type { GroundTruth, Scene, Sightings, TruthObject, TruthPair } from "../types.ts";
import { IllPosed, require } from "./family.ts";
import { type Side, VisibleSurface } from "./visible.ts";

/** Pixels from which on a frame shows an object well enough to recognise it. */
const RECOGNISABLE = 150;
const FRAMES = 2;

/** A room as questions see it: objects by name, and refusals where name or sight do not decide. */
export class RoomView {
  readonly truth: GroundTruth;
  readonly #scene: Scene;
  readonly #sightings: Sightings;
  readonly #surfaces = new Map<number, VisibleSurface>();

  constructor(scene: Scene, truth: GroundTruth, sightings: Sightings) {
    this.#scene = scene;
    this.truth = truth;
    this.#sightings = sightings;
  }

  /** Each label once. */
  get labels(): string[] {
    return [...new Set(this.truth.objects.map((object) => object.label))];
  }

  /** The only object of this name, recognisable in two frames. */
  only(label: string): TruthObject {
    const all = this.every(label);
    require(all.length === 1, "several objects of one name");
    return all[0] as TruthObject;
  }

  /** All objects of this name, each recognisable in two frames. */
  every(label: string): TruthObject[] {
    const all = this.truth.objects.filter((object) => object.label === label);
    for (const { id } of all) {
      const frames = this.#sightings.pixels(id).filter((pixels) => pixels >= RECOGNISABLE);
      require(frames.length >= FRAMES, "object not recognisable in two frames");
    }
    return all;
  }

  /** The pair as (first, second), whichever way round the truth holds it. */
  pair(first: TruthObject, second: TruthObject): TruthPair {
    for (const pair of this.truth.pairs) {
      if (pair.a === first.id && pair.b === second.id) return pair;
      if (pair.a === second.id && pair.b === first.id)
        return { a: pair.b, b: pair.a, distance: pair.distance, pointA: pair.pointB, pointB: pair.pointA };
    }
    throw new Error(`the ground truth holds no pair of objects ${first.id} and ${second.id}`);
  }

  /** A pair whose closest points two frames see. */
  seenPair(first: TruthObject, second: TruthObject): TruthPair {
    const pair = this.pair(first, second);
    const seen =
      this.surface(first).reaches(pair.pointB, pair.distance) &&
      this.surface(second).reaches(pair.pointA, pair.distance);
    require(seen, "closest points not seen in two frames");
    return pair;
  }

  requireSides(object: TruthObject, ...sides: readonly Side[]): void {
    for (const side of sides) require(this.surface(object).shows(side), `${side} not seen in two frames`);
  }

  surface(object: TruthObject): VisibleSurface {
    const known = this.#surfaces.get(object.id);
    if (known) return known;
    const mesh = this.#scene.objects.find(({ id }) => id === object.id);
    if (!mesh) throw new Error(`the ground truth names object ${object.id}, which the scene does not hold`);
    const surface = new VisibleSurface(mesh, object.box, this.#sightings);
    this.#surfaces.set(object.id, surface);
    return surface;
  }

  camera(frame: number): GroundTruth["cameras"][number] {
    const camera = this.truth.cameras[frame];
    if (!camera) throw new IllPosed("no such frame");
    return camera;
  }
}
