import { nounAt } from "../families/common.ts";
import type { CompareIntent, Measure, Want } from "../families/compare.ts";
import type { NearestIntent } from "../families/nearest.ts";
import type { Reading } from "../reading.ts";
import { says } from "../text.ts";

const NEAR =
  "nearest|nearer|closest|closer|(?:least|less) (?:far|distant|remote)|least distance|(?:minimal|minimum|shortest|smallest|shorter|smaller|least|lowest) (?:distance|gap|separation|clearance|way)|distance (?:\\S+ ){0,6}(?:smallest|shortest|least|minimal|smaller|shorter|lowest)";
const FAR =
  "farthest|furthest|farther|further|(?:most|more) (?:distant|remote)|most far|(?:largest|greatest|longest|maximum|biggest|bigger|greater|larger|longer) (?:distance|gap|separation|clearance|way)|distance (?:\\S+ ){0,6}(?:largest|greatest|longest|biggest|maximal|larger|greater)";
const PROXIMITY_METHOD =
  /\b(?:closest|nearest) (?:points?|surfaces?|edges?|approach|parts?|spots?)\b|\bcome closest together\b|\bwhere they (?:are|come) (?:closest|nearest)\b/g;
const MEASURES: readonly (readonly [words: string, measure: Measure, want: Want])[] = [
  [
    "taller|tallest|higher|highest|(?:more|most) tall|(?:greater|greatest|larger|largest|bigger|biggest|more|most) height|rises? more|reach(?:es)? up more",
    "height",
    "most",
  ],
  ["less tall|least tall|(?:smaller|smallest|lesser|less|least) height|lower|lowest", "height", "least"],
  [
    "wider|widest|broader|broadest|(?:greater|greatest|larger|largest|bigger|biggest|more|most) (?:width|breadth|horizontal extent)",
    "width",
    "most",
  ],
  [
    "narrower|narrowest|less wide|least wide|(?:smaller|smallest|lesser|less|least) (?:width|breadth)",
    "width",
    "least",
  ],
  ["deeper|deepest|(?:greater|greatest|larger|largest) depth", "depth", "most"],
  ["shallower|shallowest|(?:smaller|smallest|lesser) depth", "depth", "least"],
  ["longer|longest|(?:greater|greatest|larger|largest) length", "length", "most"],
  [
    "bigger|biggest|larger|largest|bulkier|bulkiest|more voluminous|most voluminous|(?:more|most|greater|greatest) (?:\\w+ )?(?:space|room|volume|bulk|size)",
    "volume",
    "most",
  ],
  ["smaller|smallest|(?:less|least|lesser) (?:\\w+ )?(?:space|room|volume|bulk|size)", "volume", "least"],
];
const GREATER = "greater|greatest|larger|largest|bigger|biggest|more|most|ahead|wins|exceeds|superior";
const LESSER = "smaller|smallest|lesser|less|least";
const NOUN_OF: readonly (readonly [RegExp, Measure])[] = [
  [/\bheights?\b/, "height"],
  [/\b(?:widths?|breadth)\b/, "width"],
  [/\bdepths?\b/, "depth"],
  [/\blengths?\b/, "length"],
];

/** Marks joined by commas, "and", "or" and the like, as the numbers of their nouns. */
function listsIn(text: string): number[][] {
  const link = "(?: (?:,|;|/|or|and|vs|versus|either|both|to|the|a|an|is it|is|:))*";
  const lists = text.match(new RegExp(`<\\d+>(?:${link} <\\d+>)+`, "g")) ?? [];
  return lists.map((list) => [...list.matchAll(/<(\d+)>/g)].map((match) => Number(match[1])));
}

/** The object that distances are measured from: the one outside the list, or the first behind "closest to". */
function anchorOf(text: string, nouns: readonly string[]): string | null {
  const outside = listsIn(text)
    .map((list) => nouns.filter((_, i) => !list.includes(i)))
    .filter((rest) => rest.length <= 1);
  if (outside.length !== 1) return null;
  const single = outside[0]?.[0];
  if (single) return single;
  const led = new RegExp(
    `(?:${NEAR}|${FAR})(?: (?:to|from|the|a|an|of|away|in|object|one|thing))* <(\\d+)> (?:[,;:] (?:is it |the |would it be |either |: )*<|is it |: )`,
  ).exec(text);
  const topic = /^(?:the )?<(\d+)> [:;,] (?:is|are|which|what) /.exec(text);
  const trailing = new RegExp(
    `<(\\d+)> (?:is |lies |stands )(?:the )?(?:${NEAR}|${FAR})(?: (?:to|from|of))? (?:which|what)\\b`,
  ).exec(text);
  return nounAt(nouns, led?.[1] ?? topic?.[1] ?? trailing?.[1]);
}

/** An object, two or more candidates, and a rank by distance. */
export function guessNearest(reading: Reading): NearestIntent | null {
  const { text, nouns, frames, choices } = reading;
  const ranking = text.replace(PROXIMITY_METHOD, " ");
  const near = says(ranking, NEAR);
  if (frames.length > 0 || near === says(ranking, FAR)) return null;
  if (
    says(
      text,
      "taller|tallest|wider|widest|bigger|biggest|higher|highest|heavier|how far|how much|many|both|camera|if <|walk\\w*|reach|facing|left|right|behind|front",
    )
  )
    return null;
  const from = says(text, "cent(?:er|re)s?|middles?|centroids?|midpoints?") ? "centres" : "closest points";
  const rank = near ? "nearest" : "farthest";
  if (choices.kind === "nouns") {
    const candidates = choices.options.map((option) => option.value);
    const others = nouns.filter((noun) => !candidates.includes(noun));
    const named = nouns.length - others.length;
    const [anchor] = others;
    if (!anchor || others.length !== 1 || (named > 0 && named !== candidates.length)) return null;
    return { anchor, candidates, rank, from, options: choices.options };
  }
  if (choices.kind !== "none" || nouns.length < 3) return null;
  const anchor = anchorOf(text, nouns);
  if (!anchor) return null;
  return { anchor, candidates: nouns.filter((noun) => noun !== anchor), rank, from, options: null };
}

function quantityOf(text: string): { readonly measure: Measure; readonly want: Want } | null {
  const hits = MEASURES.filter(([pattern]) => says(text, pattern));
  const named = NOUN_OF.filter(([pattern]) => pattern.test(text)).map(([, measure]) => measure);
  const [noun] = named;
  const fitting = noun ? hits.filter(([, measure]) => measure === noun) : hits;
  if (noun && fitting.length === 0) {
    const [most, least] = [says(text, GREATER), says(text, LESSER)];
    return hits.some(([, measure]) => measure !== "volume") || named.length > 1 || most === least
      ? null
      : { measure: noun, want: most ? "most" : "least" };
  }
  const [hit] = fitting;
  if (!hit || named.length > 1 || fitting.length > 1) return null;
  const foreign = hits.some(([, measure]) => measure !== hit[1] && measure !== "volume" && measure !== "length");
  return foreign || hits.some(([, , want]) => want !== hit[2]) ? null : { measure: hit[1], want: hit[2] };
}

/** Two or more candidates in a list, or around "than", and one comparison of their sizes. */
export function guessCompare(reading: Reading): CompareIntent | null {
  const { text, nouns, frames, choices } = reading;
  if (
    frames.length > 0 ||
    says(
      text,
      "how (?:much|many|far)|nearest|nearer|closest|closer|farther|farthest|further|distance|gap|camera|facing|if <|left|right|behind|above the|above <",
    )
  )
    return null;
  if (/~ and \w+(?:er|est)\b|\b\w+(?:er|est) and ~/.test(text)) return null;
  const quantity = quantityOf(text);
  if (!quantity) return null;
  const thanOne =
    /^(?:is|does|do|has|would|was)\b[^;]*<0>[^;]*\bthan\b[^;]*<1>/.test(text) && !says(text, "or|which|what");
  if (thanOne) {
    if (nouns.length !== 2 || (choices.kind !== "none" && choices.kind !== "yes-no")) return null;
    return {
      ...quantity,
      candidates: nouns,
      answer: "yes-no",
      options: choices.kind === "none" ? null : choices.options,
    };
  }
  if (choices.kind === "nouns") {
    const candidates = choices.options.map((option) => option.value);
    const agree =
      nouns.length === 0 || (nouns.length === candidates.length && nouns.every((n) => candidates.includes(n)));
    return agree ? { ...quantity, candidates, answer: "name", options: choices.options } : null;
  }
  const [list = []] = listsIn(text);
  const pair = nouns.length === 2 && /<0>.*\b(?:or|and|than|versus|vs|with|to)\b.*<1>/.test(text);
  const asks = says(
    text,
    "which|what|who|whichever|or|whether|name|pick|choose|identify|tell|say|the (?:one|object|item)",
  );
  if (choices.kind !== "none" || nouns.length < 2 || (new Set(list).size !== nouns.length && !pair) || !asks)
    return null;
  return { ...quantity, candidates: nouns, answer: "name", options: null };
}
