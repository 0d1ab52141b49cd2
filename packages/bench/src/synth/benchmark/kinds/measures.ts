import { require } from "../../families/family.ts";
import { clearlyApart, MARGIN } from "../../margins.ts";
import type { Kind } from "../types.ts";
import type { StaticView } from "./static-view.ts";

/** Metres: below it a pixel's width is a twentieth of the answer. */
const FAR_ENOUGH = 0.5;

export const counting: Kind<StaticView> = {
  family: "object_counting",
  wording: "object_counting",
  candidates: (view, rng) => rng.shuffled(view.labels).map((a) => ({ a })),
  pose(view, { a }) {
    const answer = view.every(a as string).length;
    require(answer >= 2, "one of its kind");
    return { answer };
  },
};

export const absDistance: Kind<StaticView> = {
  family: "object_abs_distance",
  wording: "object_abs_distance",
  candidates: (view, rng) => pairs(rng.shuffled(view.labels)),
  pose(view, { a, b }) {
    const { distance } = view.seenPair(view.only(a as string), view.only(b as string));
    require(distance >= FAR_ENOUGH, "too close");
    return { answer: round(distance, 3) };
  },
};

/** In centimetres. */
export const size: Kind<StaticView> = {
  family: "object_size_estimation",
  wording: "object_size_estimation",
  candidates: (view, rng) => rng.shuffled(view.labels).map((a) => ({ a })),
  pose(view, { a }) {
    const object = view.only(a as string);
    view.requireSides(object, "width", "height");
    const { width, depth, height } = object.box;
    return { answer: round(100 * Math.max(width, depth, height), 1) };
  },
};

export const roomSize: Kind<StaticView> = {
  family: "room_size_estimation",
  wording: "room_size_estimation",
  candidates: () => [{}],
  pose(view) {
    require(view.showsWalls(), "not all walls are seen");
    return { answer: round(view.room[0] * view.room[1], 2) };
  },
};

export const relDistance: Kind<StaticView> = {
  family: "object_rel_distance",
  wording: "object_rel_distance",
  *candidates(view, rng) {
    for (let i = 0; i < 60; i++) {
      const [x, ...options] = rng.shuffled(view.labels).slice(0, 5);
      if (x !== undefined && options.length === 4) yield { x, options };
    }
  },
  pose(view, { x, options }) {
    const from = view.only(x as string);
    const ranked = (options as readonly string[])
      .map((label) => ({ label, object: view.only(label) }))
      .map(({ label, object }) => ({ label, object, ...view.pair(from, object) }))
      .sort((p, q) => p.distance - q.distance);
    const [first, second] = ranked as [(typeof ranked)[0], (typeof ranked)[0]];
    require(clearlyApart(first.distance, second.distance, MARGIN.nearest), "two options almost equally near");
    view.seenPair(from, first.object);
    return { answer: first.label, options: options as readonly string[] };
  },
};

function* pairs(labels: readonly string[]): Generator<{ a: string; b: string }> {
  for (const [i, a] of labels.entries()) for (const b of labels.slice(i + 1)) yield { a, b };
}

const round = (value: number, digits: number): number => Number(value.toFixed(digits));
