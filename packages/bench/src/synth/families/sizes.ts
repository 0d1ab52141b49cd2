import { clearlyApart, MARGIN } from "../margins.ts";
import type { TruthBox } from "../types.ts";
import { family, orderedPairs, require } from "./family.ts";

const oneObject = { unit: "m", placeholders: ["a"] } as const;
const twoObjects = { unit: null, placeholders: ["a", "b"] } as const;

export const height = family<{ a: string }>({
  id: "height",
  ...oneObject,
  candidates: (view) => view.labels.map((a) => ({ a })),
  answer(view, { a }) {
    const object = view.only(a);
    view.requireSides(object, "height");
    return object.box.height;
  },
});

export const width = family<{ a: string }>({
  id: "width",
  ...oneObject,
  candidates: (view) => view.labels.map((a) => ({ a })),
  answer(view, { a }) {
    const object = view.only(a);
    view.requireSides(object, "width");
    return object.box.width;
  },
});

export const longestSide = family<{ a: string }>({
  id: "longest-side",
  ...oneObject,
  candidates: (view) => view.labels.map((a) => ({ a })),
  answer(view, { a }) {
    const object = view.only(a);
    // A width seen askew could pass for the longest side, so it must be sure even where the height decides.
    view.requireSides(object, "width", "height");
    return Math.max(object.box.width, object.box.depth, object.box.height);
  },
});

export const count = family<{ a: string }>({
  id: "count",
  unit: null,
  placeholders: ["as"],
  candidates: (view) => view.labels.map((a) => ({ a })),
  answer: (view, { a }) => view.every(a).length,
});

export const taller = family<{ a: string; b: string }>({
  id: "taller",
  ...twoObjects,
  candidates: (view) => orderedPairs(view.labels),
  choices: ({ a, b }) => [a, b],
  answer(view, { a, b }) {
    const [first, second] = [view.only(a), view.only(b)];
    const [p, q] = [first.box, second.box];
    require(clearlyApart(p.height, q.height, MARGIN.taller), "heights almost equal");
    // "Taller" may mean the one that reaches higher.
    require(p.height > q.height === top(p) > top(q), "the taller one does not reach higher");
    view.requireSides(first, "height");
    view.requireSides(second, "height");
    return p.height > q.height ? a : b;
  },
});

const top = (box: TruthBox): number => box.center[2] + box.height / 2;

export const bigger = family<{ a: string; b: string }>({
  id: "bigger",
  ...twoObjects,
  candidates: (view) => orderedPairs(view.labels),
  choices: ({ a, b }) => [a, b],
  answer(view, { a, b }) {
    const [first, second] = [view.only(a), view.only(b)];
    const [p, q] = [volume(first.box), volume(second.box)];
    require(clearlyApart(p, q, MARGIN.bigger), "volumes almost equal");
    view.requireSides(first, "width", "depth", "height");
    view.requireSides(second, "width", "depth", "height");
    return p > q ? a : b;
  },
});

const volume = (box: TruthBox): number => box.width * box.depth * box.height;
