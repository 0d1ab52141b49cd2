import { MARGIN, SECTORS, sectorAt } from "../margins.ts";
import { cameraBearings, standingBearings } from "./bearing.ts";
import { family, orderedPairs, require } from "./family.ts";
import type { RoomView } from "./view.ts";

const inFrames = (view: RoomView): { a: string; frame: number }[] =>
  view.labels.flatMap((a) => view.truth.cameras.map((_, frame) => ({ a, frame })));

export const cameraLeftRight = family<{ a: string; frame: number }>({
  id: "camera-left-right",
  unit: null,
  placeholders: ["a", "frame"],
  candidates: inFrames,
  choices: () => ["left", "right"],
  answer(view, { a, frame }) {
    const bearings = cameraBearings(view, view.only(a), frame);
    const aside = bearings.every((deg) => {
      const off = Math.abs(deg);
      return off >= MARGIN.cameraDeg && off <= 90 - MARGIN.cameraDeg;
    });
    require(aside, "not clearly to one side in front of the camera");
    return agreed(bearings.map((deg) => (deg < 0 ? "left" : "right")));
  },
});

export const cameraFrontBehind = family<{ a: string; frame: number }>({
  id: "camera-front-behind",
  unit: null,
  placeholders: ["a", "frame"],
  candidates: inFrames,
  choices: () => ["front", "behind"],
  answer(view, { a, frame }) {
    const bearings = cameraBearings(view, view.only(a), frame);
    const clear = bearings.every((deg) => Math.abs(Math.abs(deg) - 90) >= MARGIN.cameraDeg);
    require(clear, "almost beside the camera");
    return agreed(bearings.map((deg) => (Math.abs(deg) < 90 ? "front" : "behind")));
  },
});

interface Standing extends Record<string, string> {
  at: string;
  facing: string;
  target: string;
}

export const direction4 = direction(4, MARGIN.sector4Deg);
export const direction8 = direction(8, MARGIN.sector8Deg);

function direction(sectors: 4 | 8, margin: number) {
  return family<Standing>({
    id: `direction-${sectors}`,
    unit: null,
    placeholders: ["at", "facing", "target"],
    candidates: (view) =>
      orderedPairs(view.labels).flatMap(({ a: at, b: facing }) =>
        view.labels.filter((label) => label !== at && label !== facing).map((target) => ({ at, facing, target })),
      ),
    choices: () => SECTORS[sectors],
    answer(view, { at, facing, target }) {
      const bearings = standingBearings(view, view.only(at), view.only(facing), view.only(target));
      const found = bearings.map((deg) => sectorAt(sectors, deg));
      require(found.every(({ marginDeg }) => marginDeg >= margin), "direction close to a border");
      return agreed(found.map(({ name }) => name));
    },
  });
}

/** The word that true and visible geometry agree on. */
function agreed(words: readonly string[]): string {
  const [first] = words as [string];
  require(words.every((word) => word === first), "the visible part points elsewhere");
  return first;
}
