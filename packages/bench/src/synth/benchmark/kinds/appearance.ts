import { require } from "../../families/family.ts";
import type { Kind } from "../types.ts";
import type { StaticView } from "./static-view.ts";

/** Pixels from which on an object is seen by anybody. */
const WELL = 150;
const OBJECTS = 3;
const TRIES = 60;

/** In which order objects come into view. */
export const appearance: Kind<StaticView> = {
  family: "obj_appearance_order",
  wording: "obj_appearance_order",
  *candidates(view, rng) {
    for (let i = 0; i < TRIES; i++) yield { list: rng.shuffled(view.labels).slice(0, OBJECTS) };
  },
  pose(view, { list }, rng) {
    const firsts = (list as readonly string[]).map((label) => {
      const pixels = view.pixels(view.only(label).id);
      const first = pixels.findIndex((count) => count > 0);
      require(first === pixels.findIndex((count) => count >= WELL), "comes into view bit by bit");
      return { label, first };
    });
    require(new Set(firsts.map(({ first }) => first)).size === OBJECTS, "two come into view at once");
    const answer = firsts
      .sort((a, b) => a.first - b.first)
      .map(({ label }) => label)
      .join(", ");
    const wrong = orders(list as readonly string[]).filter((order) => order !== answer);
    return { answer, options: rng.shuffled([answer, ...rng.shuffled(wrong).slice(0, 3)]) };
  },
};

function orders(labels: readonly string[]): string[] {
  if (labels.length < 2) return [labels.join("")];
  return labels.flatMap((label, i) => orders(labels.toSpliced(i, 1)).map((rest) => `${label}, ${rest}`));
}
