import { findCell, lengthAnswer, measureCell, namePoints } from "../cells.ts";
import type { Choices } from "../choices.ts";
import { guessSize } from "../cues/measures.ts";
import { defineFamily } from "../family.ts";
import { words } from "../lexicon.ts";
import { says } from "../text.ts";
import type { Unit } from "../units.ts";
import { asksYesOrNo } from "./common.ts";

export type Dimension = "height" | "width" | "depth" | "longest side";

export interface SizeIntent {
  readonly object: string;
  readonly dimension: Dimension;
  readonly unit: Unit;
  readonly choices: Choices;
}

const SUPERLATIVE = "(?:longest|largest|biggest|greatest|maximum|maximal|max|long)";
const WIDTH =
  "wide|width|breadth|broad|horizontal (?:extent|size)|(?:longer|longest|larger|largest) horizontal (?:side|dimension|extent)";
/** Words that the vocabulary knows only within phrases. */
const UNCLEAR =
  "when|three(?! (?:of its )?(?:dimensions|sides))|all(?!(?: its)? three)|other(?! (?:side|end))|horizontal(?! width| side| dimension| extent| size)";
const LONGEST = `${SUPERLATIVE} (?:\\w+ )?(?:side|dimension|extent|edge|measurement|length|axis|extension|direction)|how long|lengths?|(?:at|along) (?:its|the) (?:very )?longest|(?:longest|largest|greatest|biggest) of (?:the|its|all)(?: (?:its|the|three))* dimensions`;

/** The one dimension that a question is about; null when it is about none or several. */
export function dimensionOf(text: string): Dimension | null {
  if (says(text, "how far")) return null;
  const hits: Dimension[] = [];
  if (says(text, "tall|high|height|vertical(?:ly)?|top to bottom|bottom to top")) hits.push("height");
  if (says(text, WIDTH)) hits.push("width");
  if (says(text, "deep|depth|shorter horizontal (?:side|dimension|extent)")) hits.push("depth");
  if (says(text, LONGEST) && !says(text, "vertical length|in (?:height|width|depth)")) hits.push("longest side");
  return hits.length === 1 ? (hits[0] ?? null) : null;
}

export const size = defineFamily<SizeIntent>({
  name: "size",
  vocabulary: words(
    "tall high height wide width breadth deep depth long length longest largest biggest greatest maximum maximal max",
    "dimension dimensions side edge extent extents extension extend extends size axis measures vertical top bottom",
    "overall total full whole direction along very how space up rise rises reach reaches out span spans much metric spatial",
    "widest tallest highest deepest three large big when outer external from vertically broad horizontal longer larger shorter all other end ends horizontally boundingbox three",
  ),
  read({ text, nouns, frames, unit, choices }) {
    const [object] = nouns;
    if (!object || nouns.length !== 1 || frames.length > 0) return null;
    if (choices.kind !== "none" && choices.kind !== "numbers") return null;
    const quantity = text.replace(/\bhow much\b/, "how");
    const dimension = dimensionOf(quantity);
    if (dimension === null || asksYesOrNo(text) || says(quantity, UNCLEAR)) return null;
    return { object, dimension, unit, choices };
  },
  guess: guessSize,
  plan: ({ object, dimension }) => [
    `The rules read this as the ${dimension} of the ${object}.`,
    `Find the ${object} and show its mask.`,
    `Reconstruct all frames and put a box around its points; ${MEANING[dimension]}.`,
  ],
  cells({ object, dimension, unit, choices }) {
    const { code, points } = namePoints([object]);
    const variable = dimension === "longest side" ? "longest" : dimension;
    const lines = [
      code,
      `const [width, height, depth] = ${points[0]}.obb().size;`,
      ...(dimension === "longest side" ? ["const longest = Math.max(width, height, depth);"] : []),
      `print("width, height, depth, m:", width, height, depth);`,
    ];
    return [
      findCell([object]),
      measureCell(`I reconstruct the scene and box the ${object} along gravity.`, lines.join("\n")),
      lengthAnswer(variable, unit, choices),
    ];
  },
});

const MEANING: Readonly<Record<Dimension, string>> = {
  height: "the height is its extent along gravity",
  width: "the width is its longer horizontal side",
  depth: "the depth is its shorter horizontal side",
  "longest side": "the answer is the longest of its three sides",
};
