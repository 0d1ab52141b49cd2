import { clearlyApart, MARGIN } from "../margins.ts";
import { family, orderedPairs, require } from "./family.ts";
import { length } from "./samples.ts";

const farEnough = (metres: number): void => require(metres >= MARGIN.distance, "distance below 0.3 m");

export const distanceClosest = family<{ a: string; b: string }>({
  id: "distance-closest",
  unit: "m",
  placeholders: ["a", "b"],
  candidates: (view) => orderedPairs(view.labels),
  answer(view, { a, b }) {
    const { distance } = view.seenPair(view.only(a), view.only(b));
    farEnough(distance);
    return distance;
  },
});

export const distanceCentre = family<{ a: string; b: string }>({
  id: "distance-centre",
  unit: "m",
  placeholders: ["a", "b"],
  candidates: (view) => orderedPairs(view.labels),
  answer(view, { a, b }) {
    const objects = [view.only(a), view.only(b)] as const;
    for (const object of objects) view.requireSides(object, "width", "depth", "height");
    const distance = length(objects[0].box.center, objects[1].box.center);
    farEnough(distance);
    return distance;
  },
});

export const nearest = family<{ x: string; options: readonly string[] }>({
  id: "nearest",
  unit: null,
  placeholders: ["x", "options"],
  candidates: (view) =>
    view.labels.flatMap((x) => triples(view.labels.filter((label) => label !== x)).map((options) => ({ x, options }))),
  choices: ({ options }) => options,
  answer(view, { x, options }) {
    const from = view.only(x);
    const ranked = options
      .map((label) => ({ label, object: view.only(label) }))
      .map(({ label, object }) => ({ label, object, distance: view.pair(from, object).distance }))
      .sort((p, q) => p.distance - q.distance);
    const [first, second] = ranked;
    if (!first || !second) throw new Error(`nearest needs at least two options, got ${options.length}`);
    require(clearlyApart(first.distance, second.distance, MARGIN.nearest), "two options almost equally near");
    view.seenPair(from, first.object);
    return first.label;
  },
});

/** All sets of three, each turned so that the first names do not always come first. */
function triples(labels: readonly string[]): string[][] {
  return labels.flatMap((a, i) =>
    labels.slice(i + 1).flatMap((b, j) =>
      labels.slice(i + j + 2).map((c, k) => {
        const set = [a, b, c];
        const turn = (i + j + k) % 3;
        return [...set.slice(turn), ...set.slice(0, turn)];
      }),
    ),
  );
}

export const cameraMoved = family<Record<string, never>>({
  id: "camera-moved",
  unit: "m",
  placeholders: [],
  candidates: () => [{}],
  answer(view) {
    const [first, last] = [view.camera(0), view.camera(view.truth.cameras.length - 1)];
    const distance = length(first.position, last.position);
    require(distance >= MARGIN.cameraMoved, "the camera came back to where it started");
    return distance;
  },
});
