import { asksYesOrNo } from "../families/common.ts";
import type { CountIntent } from "../families/count.ts";
import type { DistanceIntent } from "../families/distance.ts";
import type { Dimension, SizeIntent } from "../families/size.ts";
import { ATTRIBUTES } from "../lexicon.ts";
import { singular } from "../nouns.ts";
import type { Reading } from "../reading.ts";
import { says } from "../text.ts";

const KIND =
  "(?: (?:the|all|of|different|distinct|individual|separate|unique|total|visible|single|every|each|these|those|any|actual|exact|overall|objects?|items|instances|pieces|examples|there|are|up|for|me))* <0>";
const COUNTING = new RegExp(
  `\\b(?:how many|number of|counts? of|counts?(?: up)?|counting|enumerate|counts? for|quantity of|amount of|tally|total of)${KIND}|<0>.* (?:how many|what number)|\\bhow many (?:are|of them)|<0> count\\b`,
);
const FAR_APART =
  "how (?:far(?! up)|close|near|distant)|distances?|gaps?|apart|separat\\w+|spacing|clearance|interval|between|connect\\w*|join\\w*|link\\w*|bridge\\w*|from (?:\\S+ ){1,8}to|nearest approach|closest approach|away from";
const COMPARATIVE =
  "taller|higher|lower|wider|broader|narrower|deeper|bigger|larger|smaller|nearer|closer|farther|further|than|compared|which|who|whichever";
const CAMERA = "camera|cameraman|photographer|viewer|observer|me|my|lens|@frame";
const SUPERLATIVE = "(?:longest|largest|biggest|greatest|maximum|maximal|max)";

function wantsNumber({ text, choices }: Reading): boolean {
  return (choices.kind === "none" || choices.kind === "numbers") && !asksYesOrNo(text);
}

/** "How many chairs …": one kind of object, and nothing after it that narrows it down. */
export function guessCount(reading: Reading): CountIntent | null {
  const { text, nouns, frames, choices } = reading;
  const [object] = nouns;
  if (!object || nouns.length !== 1 || frames.length > 0 || !COUNTING.test(text) || !wantsNumber(reading)) return null;
  const narrowed =
    says(
      text,
      "on|onto|under|with|wearing|having|near|next|beside|behind|above|below|facing|per|than|more|less|between|inside|around|against|by|left|right|front|sit\\w*|standing|stand|lying|(?<!would )like|take|takes|need|needs|that (?!is|be|are|can|you|we|i|appear)\\w+",
    ) ||
    text
      .replace(/\bhow (?:large|big|high)\b/, " ")
      .split(" ")
      .some((word) => word !== "visible" && word !== "full" && ATTRIBUTES.has(word));
  const [, clause = ""] = /<0>([^,;:]*)/.exec(text) ?? [];
  if (narrowed || clause.includes("~") || says(text, "distances?|gaps?|apart(?<!told apart)|how far|separat\\w+"))
    return null;
  if (
    object
      .split(" ")
      .slice(0, -1)
      .some((word) => ATTRIBUTES.has(word))
  )
    return null;
  return { object: singular(object), choices };
}

/** Two objects and a word for what lies between them. */
export function guessDistance(reading: Reading): DistanceIntent | null {
  const { text, nouns, frames, unit, choices } = reading;
  const [a, b] = nouns;
  if (!a || !b || nouns.length !== 2 || frames.length > 0 || !wantsNumber(reading)) return null;
  const measured = text.replace(/\b(?:left over|left between|left from|(?:is|are|was) left|to the other)\b/g, " ");
  if (
    !says(text, FAR_APART) ||
    says(
      measured,
      `${COMPARATIVE}|${CAMERA}|left|right|behind|walk\\w*|along|around|horizontal\\w*|vertical\\w*|diagonal\\w*|largest|maximum|farthest|furthest|tall|high|deep|or|many|takes?|how long (?:would|does|will|do) (?!one|it be)\\S+|facing(?= <)|standing(?= at| by)`,
    )
  )
    return null;
  const centres = says(text, "cent(?:er|re)s?|middles?|centroids?|midpoints?|central");

  if (centres && says(text, "closest points?|nearest points?|surfaces?|edges?")) return null;
  return { objects: [a, b], from: centres ? "centres" : "closest points", unit, choices };
}

const SIZES: readonly (readonly [words: string, dimension: Dimension])[] = [
  [
    "tall|tallness|heights?|high|vertical(?:ly)?|top to bottom|bottom to top|how far up|upright|stature|upwards?",
    "height",
  ],
  ["wide|wideness|widths?|breadth|broad|horizontal(?:ly)?|footprint|side to side|sideways|left to right", "width"],
  [
    "deep|depth|front to back|(?:shorter|shortest|smaller|narrower) (?:of )?(?:\\w+ ){0,2}horizontal|shorter horizontal",
    "depth",
  ],
  [
    `${SUPERLATIVE} (?:[a-z]+ ){0,3}(?:sides?|dimensions?|extents?|edges?|measurements?|axis|length|direction|extension|span|height)|${SUPERLATIVE} (?:one|of (?:them|these|those|the three|its|all))|dimensions? (?:\\w+ ){0,3}(?:largest|longest|biggest|greatest)|longest|how long|lengths?|measures? most`,
    "longest side",
  ],
];

/** The dimension asked for; "longest horizontal side" is the width, and all three together mean the longest. */
function dimensionIn(text: string): Dimension | null {
  const hits = new Set(SIZES.filter(([pattern]) => says(text, pattern)).map(([, dimension]) => dimension));
  if (hits.has("height") && hits.has("width") && hits.has("depth"))
    return says(text, SUPERLATIVE) ? "longest side" : null;
  if (hits.has("depth") && !says(text, "width|wide|breadth|broad")) hits.delete("width");
  if (says(text, "longest side") && says(text, "horizontal")) hits.delete("longest side");
  const horizontal = says(text, "horizontal(?:ly)?");
  if (hits.has("width") && hits.has("longest side") && horizontal) hits.delete("longest side");
  if (hits.has("width") && says(text, "longest|longer|larger|largest|greater")) hits.delete("longest side");
  if (
    hits.has("height") &&
    hits.has("longest side") &&
    says(text, "vertical(?:ly)?|height") &&
    !says(text, SUPERLATIVE)
  )
    hits.delete("longest side");
  const [hit] = hits;
  return hits.size === 1 ? (hit ?? null) : null;
}

/** One object and one of its dimensions. */
export function guessSize(reading: Reading): SizeIntent | null {
  const { text, nouns, frames, unit, choices } = reading;
  const [object] = nouns;
  if (!object || nouns.length !== 1 || frames.length > 0 || !wantsNumber(reading)) return null;
  const other = `${CAMERA}|gaps?|passage|passageway|opening|corridor|clearance|separat\\w+|distance|apart|between|space|room|aisle|above|off|from the (?:ground|floor)(?! to| up)|placed|positioned|next to|beside|near|behind|many|person|who|than|compared|together|(?:on|in|under|inside) (?:the )?<\\d+>|taller|higher|bigger|how far(?! up)`;
  const plain = text.replace(
    /\bhow much (?:space|room)(?= does)|\bdistance (?=from bottom to top)|\b(?:seen|viewed|looking) from above\b|\b(?:measured|measuring|starting) from the (?:floor|ground)\b/g,
    " ",
  );
  if (says(plain, other)) return null;
  const dimension = dimensionIn(plain);
  return dimension && { object, dimension, unit, choices };
}
