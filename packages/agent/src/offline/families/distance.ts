import { findCell, lengthAnswer, measureCell, namePoints } from "../cells.ts";
import type { Choices } from "../choices.ts";
import { guessDistance } from "../cues/measures.ts";
import { defineFamily } from "../family.ts";
import { words } from "../lexicon.ts";
import { says } from "../text.ts";
import type { Unit } from "../units.ts";
import { asksYesOrNo } from "./common.ts";

export interface DistanceIntent {
  readonly objects: readonly [string, string];
  readonly from: "closest points" | "centres";
  readonly unit: Unit;
  readonly choices: Choices;
}

const TRIGGER =
  "distances?|measure .*between|gap|gaps|separat(?:es?|ed|ion|ing)|spacing|clearance|how (?:far|close|near|distant)|apart|closest approach|nearest approach|" +
  "how (?:much|wide|big|large|long) .*(?:between|separates?|from)|(?:line|path|segment|connection|space|room) .*(?:between|connecting|joining|linking|from)";
/** "where they are closest", "if you measure from edge to edge", "each object": how it is measured, no condition. */
const CLOSEST_PLACE =
  /\b(?:where|when|if) (?:they|these|the (?:two|objects)|both)(?: \w+){0,2} (?:closest|nearest)|\b(?:if|when) (?:(?:i|you|we|one|it is|they are) )?(?:were to )?(?:measure|measured|measuring)\b|\b(?:each|every|per)(?= (?:object|item|of)\b)|\b(?:to|from|and) the other\b|\b(?:any|some) (?:part|parts|portion|piece) of\b/g;
const CENTRES = "cent(?:er|re)s?|middles?|centroids?|midpoints?|central";

export const distance = defineFamily<DistanceIntent>({
  name: "distance",
  vocabulary: words(
    "far near close apart away distance distances distant gap gaps separation separate separates separated separating",
    "spacing clearance space room free empty open much wide big large long length short is-there leave leaves left-over",
    "closest nearest shortest minimum minimal min smallest least tightest narrowest surface surfaces edge edges boundary",
    "boundaries point points outermost facing opposing respective their hull hulls line segment path route straight euclidean",
    "direct directly spatial 3d three dimensional connecting connects connect joining joins linking links link join",
    "center centre centers centres centroid centroids middle middles midpoint midpoints central geometric boundingbox boundingboxes",
    "eachother across absolute metric where when if overall outer other nearer off extent line one together extents along per every each go have come part parts portion portions piece remain remains remaining left approach passage passageway aisle opening corridor bring keeps stay stays",
  ),
  read({ text, nouns, frames, unit, choices }) {
    const [a, b] = nouns;
    if (!a || !b || nouns.length !== 2 || frames.length > 0) return null;
    if (!says(text, TRIGGER) || asksYesOrNo(text)) return null;
    if (choices.kind !== "none" && choices.kind !== "numbers") return null;
    if (
      says(
        text.replace(CLOSEST_PLACE, " "),
        "where|when|if|other|each|every|per|left(?! (?:between|over))|part|parts|portion|portions",
      )
    )
      return null;
    return { objects: [a, b], from: says(text, CENTRES) ? "centres" : "closest points", unit, choices };
  },
  guess: guessDistance,
  plan: ({ objects: [a, b], from }) => [
    `The rules read this as the distance between the ${a} and the ${b}, measured between ${from === "centres" ? "their centres" : "their closest points"}.`,
    "Find both objects and show their masks.",
    from === "centres"
      ? "Reconstruct all frames, box each object's points and measure from centre to centre."
      : "Reconstruct all frames, take each object's points and find the closest pair.",
  ],
  cells({ objects, from, unit, choices }) {
    const { code, points } = namePoints(objects);
    const [first, second] = points;
    const measure =
      from === "centres"
        ? `const distance = tools.Geometry.distance(${first}.obb().center, ${second}.obb().center);`
        : `const closest = tools.Geometry.closest(${first}, ${second});
if (!closest) throw new Error("one of the objects has no measured points");
const distance = closest.distance;`;
    const check =
      from === "centres"
        ? `print("distance between the centres, m:", distance);`
        : `print("closest distance, m:", distance, "between", closest.a, "and", closest.b);`;
    return [
      findCell(objects),
      measureCell(`I reconstruct the scene and measure between the ${from}.`, `${code}\n${measure}\n${check}`),
      lengthAnswer("distance", unit, choices),
    ];
  },
});
