import { bearing, places, standingBearings, type Xy } from "../../families/bearing.ts";
import { require } from "../../families/family.ts";
import type { Random } from "../../random.ts";
import type { TruthObject } from "../../types.ts";
import type { Kind, Posed } from "../types.ts";
import { quadrant, side2, side3 } from "./sides.ts";
import type { StaticView } from "./static-view.ts";

const TRIES = 80;

const level = (
  name: "easy" | "medium" | "hard",
  options: readonly string[],
  sideOf: (bearings: readonly number[]) => string,
): Kind<StaticView> => ({
  family: `object_rel_direction_${name}`,
  wording: `object_rel_direction_${name}`,
  candidates: (view, rng) => triples(view.labels, ["at", "facing", "target"], rng),
  pose(view, { at, facing, target }): Posed {
    const [a, b, c] = [at, facing, target].map((label) => view.only(label as string)) as [
      TruthObject,
      TruthObject,
      TruthObject,
    ];
    return { answer: sideOf(standingBearings(view, a, b, c)), options };
  },
});

export const directions: readonly Kind<StaticView>[] = [
  level("easy", ["left", "right"], side2),
  level("medium", ["left", "right", "back"], side3),
  level("hard", ["front-left", "front-right", "back-left", "back-right"], quadrant),
];

/** Two turns on the way from one object by way of a second to a third. */
export const route: Kind<StaticView> = {
  family: "route_planning",
  wording: "route_planning",
  candidates: (view, rng) => triples(view.labels, ["at", "facing", "via", "target"], rng),
  pose(view, { at, facing, via, target }, rng) {
    const object = (label: unknown): TruthObject => view.only(label as string);
    const first = turn(standingBearings(view, object(at), object(facing), object(via)));
    const second = turn(goneOn(view, object(at), object(via), object(target)));
    const answer = `${first}, then ${second}`;
    const all = TURNS.flatMap((one) => TURNS.map((two) => `${one}, then ${two}`)).filter((other) => other !== answer);
    return { answer, options: rng.shuffled([answer, ...rng.shuffled(all).slice(0, 3)]) };
  },
};

const TURNS = ["left", "right", "back"] as const;

/** A turn that nobody would call by another name. */
function turn(bearings: readonly number[]): (typeof TURNS)[number] {
  const names = bearings.map((deg) => {
    const off = Math.abs(deg);
    if (off >= 150) return "back";
    return off >= 35 && off <= 120 ? (deg < 0 ? "left" : "right") : null;
  });
  const [name] = names;
  require(name !== null && name !== undefined && names.every((other) => other === name), "a turn close to a border");
  return name as (typeof TURNS)[number];
}

/** Bearings of the target for someone who has just come to `via` from `from`. */
function goneOn(view: StaticView, from: TruthObject, via: TruthObject, target: TruthObject): number[] {
  const apart = (a: TruthObject, b: TruthObject): number =>
    Math.hypot(a.box.center[0] - b.box.center[0], a.box.center[1] - b.box.center[1]);
  require(apart(via, target) >= 0.6 && apart(from, via) >= 0.6, "too close for a direction");
  return places(view, from).flatMap((start) =>
    places(view, via).flatMap((at) => {
      const ahead: Xy = [at[0] - start[0], at[1] - start[1]];
      return places(view, target).map((to) => bearing(at, ahead, to));
    }),
  );
}

/** Random picks of different labels, by the names that they are called by. */
function* triples(labels: readonly string[], names: readonly string[], rng: Random): Generator<Record<string, string>> {
  for (let i = 0; i < TRIES && labels.length >= names.length; i++) {
    const picked = rng.shuffled(labels);
    yield Object.fromEntries(names.map((name, k) => [name, picked[k] as string]));
  }
}
