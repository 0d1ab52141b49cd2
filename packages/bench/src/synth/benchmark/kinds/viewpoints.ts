import { bearing, places, type Xy } from "../../families/bearing.ts";
import { require } from "../../families/family.ts";
import type { Random } from "../../random.ts";
import type { Kind, Posed } from "../types.ts";
import { CLEAR } from "./sides.ts";
import type { StaticView } from "./static-view.ts";

/** Sides that are asked about, as words of the question. */
const SIDES = ["right", "left", "behind"] as const;
type Side = (typeof SIDES)[number];

const MIDDLE: Readonly<Record<Side, number>> = { right: 90, left: -90, behind: 180 };
const TRIES = 60;
/** Metres: nearer things have no direction. */
const FAR_ENOUGH = 0.6;

/** Standing where a picture was taken. */
export const rotation: Kind<StaticView> = {
  family: "rotation",
  wording: "rotation",
  *candidates(view, rng) {
    for (let i = 0; i < TRIES; i++) yield { i: pictureOf(view, rng), side: rng.pick(SIDES) };
  },
  pose(view, { i, side }, rng) {
    const { at, ahead } = viewpoint(view, Number(i));
    return onlyOne(view, view.labels, [{ at, ahead }], side as Side, rng);
  },
};

/** Having walked from there to an object, without turning. */
export const among: Kind<StaticView> = {
  family: "among",
  wording: "among",
  *candidates(view, rng) {
    for (let i = 0; i < TRIES; i++) yield { i: pictureOf(view, rng), a: rng.pick(view.labels), side: rng.pick(SIDES) };
  },
  pose(view, { i, a, side }, rng) {
    const { ahead } = viewpoint(view, Number(i));
    const spots = places(view, view.only(a as string)).map((at) => ({ at, ahead }));
    const others = view.labels.filter((label) => label !== a);
    return onlyOne(view, others, spots, side as Side, rng);
  },
};

/** Which of two objects is further left from another picture's viewpoint. */
export const around: Kind<StaticView> = {
  family: "around",
  wording: "around",
  *candidates(view, rng) {
    for (let i = 0; i < TRIES; i++) {
      const [a, b] = rng.shuffled(view.labels) as [string, string];
      yield { i: pictureOf(view, rng), a, b };
    }
  },
  pose(view, { i, a, b }) {
    const { at, ahead } = viewpoint(view, Number(i));
    const [first, second] = [view.only(a as string), view.only(b as string)];
    const gaps = places(view, first).flatMap((p) =>
      places(view, second).map((q) => {
        const [one, other] = [bearing(at, ahead, p), bearing(at, ahead, q)];
        require(Math.abs(one) <= 80 && Math.abs(other) <= 80, "not in front of the viewpoint");
        return one - other;
      }),
    );
    require(gaps.every((gap) => Math.abs(gap) >= CLEAR), "almost in one line");
    require(new Set(gaps.map(Math.sign)).size === 1, "the visible part points elsewhere");
    return { answer: (gaps[0] as number) < 0 ? "left" : "right", options: ["left", "right"] };
  },
};

/** Pictures are counted from 1. */
const pictureOf = (view: StaticView, rng: Random): number => rng.integer(1, view.truth.cameras.length);

interface Spot {
  readonly at: Xy;
  readonly ahead: Xy;
}

function viewpoint(view: StaticView, picture: number): Spot {
  const { position, forward } = view.camera(picture - 1);
  return { at: [position[0], position[1]], ahead: [forward[0], forward[1]] };
}

/** The one object that is clearly on a side, and others that clearly are not. */
function onlyOne(view: StaticView, labels: readonly string[], spots: readonly Spot[], side: Side, rng: Random): Posed {
  const offs = labels.flatMap((label) => {
    const object = optional(() => view.only(label));
    if (!object) return [];
    const apart = spots.every(
      ({ at }) => Math.hypot(object.box.center[0] - at[0], object.box.center[1] - at[1]) >= FAR_ENOUGH,
    );
    if (!apart) return [];
    const all = spots.flatMap(({ at, ahead }) =>
      places(view, object).map((to) => Math.abs(turned(bearing(at, ahead, to) - MIDDLE[side]))),
    );
    return [{ label, most: Math.max(...all), least: Math.min(...all) }];
  });
  const there = offs.filter(({ most }) => most <= 45 - CLEAR);
  const elsewhere = offs.filter(({ least }) => least >= 45 + CLEAR);
  require(there.length === 1 && elsewhere.length >= 2, "not exactly one object on that side");
  const answer = (there[0] as (typeof there)[0]).label;
  const wrong = rng.shuffled(elsewhere).slice(0, 3);
  return { answer, options: rng.shuffled([answer, ...wrong.map(({ label }) => label)]) };
}

/** In (-180, 180]. */
const turned = (deg: number): number => ((((deg + 180) % 360) + 360) % 360) - 180;

function optional<T>(find: () => T): T | null {
  try {
    return find();
  } catch {
    return null;
  }
}
