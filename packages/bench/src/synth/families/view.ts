import type { GroundTruth, Scene, Sightings, TruthObject, TruthPair } from "../types.ts";
import { IllPosed, require } from "./family.ts";
import { type Side, VisibleSurface } from "./visible.ts";

/** Pixels from which on a frame shows an object well enough to recognise it. */
const RECOGNISABLE = 150;
/** One could be a fluke of the picture: a measurer has a second look. */
const FRAMES = 2;

/** A room as questions see it: objects by name, and refusals where name or sight do not decide. */
export class RoomView {
  readonly truth: GroundTruth;
  readonly #scene: Scene;
  readonly #sightings: Sightings;
  readonly #surfaces = new Map<number, VisibleSurface>();
  readonly #least: number;

  /** @param least Frames that must show what a question is about: 1 where there is only one picture. */
  constructor(scene: Scene, truth: GroundTruth, sightings: Sightings, least = FRAMES) {
    this.#least = least;
    this.#scene = scene;
    this.truth = truth;
    this.#sightings = sightings;
  }

  /** Each label once. */
  get labels(): string[] {
    return [...new Set(this.truth.objects.map((object) => object.label))];
  }

  /** The only object of this name, recognisable in enough frames. */
  only(label: string): TruthObject {
    const all = this.every(label);
    require(all.length === 1, "several objects of one name");
    return all[0] as TruthObject;
  }

  /** All objects of this name, each recognisable in enough frames. */
  every(label: string): TruthObject[] {
    const all = this.truth.objects.filter((object) => object.label === label);
    for (const { id } of all) {
      const frames = this.#sightings.pixels(id).filter((pixels) => pixels >= RECOGNISABLE);
      require(frames.length >= this.#least, `object not recognisable in ${this.#enough}`);
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

  /** A pair whose closest points enough frames see. */
  seenPair(first: TruthObject, second: TruthObject): TruthPair {
    const pair = this.pair(first, second);
    const seen =
      this.surface(first).reaches(pair.pointB, pair.distance) &&
      this.surface(second).reaches(pair.pointA, pair.distance);
    require(seen, `closest points not seen in ${this.#enough}`);
    return pair;
  }

  requireSides(object: TruthObject, ...sides: readonly Side[]): void {
    for (const side of sides) require(this.surface(object).shows(side), `${side} not seen in ${this.#enough}`);
  }

  surface(object: TruthObject): VisibleSurface {
    const known = this.#surfaces.get(object.id);
    if (known) return known;
    const mesh = this.#scene.objects.find(({ id }) => id === object.id);
    if (!mesh) throw new Error(`the ground truth names object ${object.id}, which the scene does not hold`);
    const surface = new VisibleSurface(mesh, object.box, this.#sightings, this.#least);
    this.#surfaces.set(object.id, surface);
    return surface;
  }

  get #enough(): string {
    return this.#least === 1 ? "a frame" : "two frames";
  }

  camera(frame: number): GroundTruth["cameras"][number] {
    const camera = this.truth.cameras[frame];
    if (!camera) throw new IllPosed("no such frame");
    return camera;
  }
}
