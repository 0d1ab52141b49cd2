import type { Heading as StandingHeading } from "@spatialclaw/geometry";
import type { Measured, Measurement, World } from "../wire-measurements.ts";
import { frameName } from "./frames.ts";

/** What a cloud or a position stands for: found in this world, under this name. */
interface Origin {
  readonly what: string;
  readonly world: World;
  readonly log: Measurements;
}

const origins = new WeakMap<object, Origin>();

/** The derived cloud or position stands for what the first one does. */
export function derived<T extends object>(from: object, to: T): T {
  const origin = origins.get(from);
  if (origin) origins.set(to, origin);
  return to;
}

/** Notes what was measured of a cloud that stands for something; costs one look-up where nothing is recorded. */
export function measuredOf(cloud: object, measure: () => Extract<Measured, { what: string | null }>): void {
  const origin = origins.get(cloud);
  origin?.log.note({ ...measure(), what: origin.what }, origin.world);
}

/** What cells measure, told to whoever records the scene. Without a recorder nothing is kept and nothing told. */
export class Measurements {
  readonly #record: ((measurement: Measurement) => void) | null;
  /** Where the latest reconstruction lives: what cells measure with bare numbers is in there. */
  #world: World | null = null;

  constructor(record: ((measurement: Measurement) => void) | null) {
    this.#record = record;
  }

  entered(world: World, views: readonly View[]): void {
    if (!this.#record) return;
    this.#world = world;
    for (const { pose, frame } of views) this.named(pose.position, `camera of ${frameName(frame)}`, world);
  }

  /** Names a cloud or a position, so that what is measured of it has a label. */
  named<T extends object>(value: T, what: string, world: World): T {
    if (this.#record) origins.set(value, { what, world, log: this });
    return value;
  }

  /** `from`, `to`: what it was measured between, where that is more than the ends. */
  segment(kind: "closest" | "distance", { a, b, distance }: ClosestPair, from: object = a, to: object = b): void {
    if (!this.#record) return;
    const [of, world] = this.#known(from, to);
    // Bare vectors are subtracted and compared all the time: only distances of something mean a place.
    if (kind === "distance" && of.every((name) => name === null)) return;
    this.note({ kind, a, b, distance, of }, world);
  }

  heading({ at, forward }: StandingHeading): void {
    if (!this.#record) return;
    const [[of], world] = this.#known(at);
    this.note({ kind: "heading", at, forward, of }, world);
  }

  location({ at, forward }: StandingHeading, point: Vec3, found: ReturnType<Heading["locate"]>): void {
    if (!this.#record) return;
    const [[of, what], world] = this.#known(at, point);
    const { side4, side8, bearingDeg, distance } = found;
    this.note({ kind: "location", at, forward, of, point, what, side4, side8, bearingDeg, distance }, world);
  }

  track(what: string, frames: readonly number[], positions: readonly Vec3[], world: World): void {
    if (this.#record) this.note({ kind: "track", what, frames, positions: positions.flat() }, world);
  }

  note(measured: Measured, world: World | null = this.#world): void {
    this.#record?.({ ...measured, world });
  }

  /** What the values stand for, and the first world that one of them names. */
  #known<V extends readonly object[]>(...values: V): [{ [K in keyof V]: string | null }, World | null] {
    const found = values.map((value) => origins.get(value));
    const names = found.map((origin) => origin?.what ?? null) as { [K in keyof V]: string | null };
    return [names, found.find((origin) => origin)?.world ?? this.#world];
  }
}
