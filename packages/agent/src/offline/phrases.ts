/** Explanations that benchmarks add; they agree with how the families read directions anyway. */
const EXPLANATIONS = [
  /[^;?]*\b135 degrees\b[^;]*/g,
  /(?:the )?directions? (?:here )?(?:refers?|relates?|corresponds?)(?: here)? to (?:the )?quadrants?[^;]*/g,
  /, (?:if|assuming|where) i (?:am|was) (?:standing )?at the origin[^,;]*/g,
  /(?:without|do not|never|no) (?:double count(?:ing)?|count(?:ing)? (?:\w+ )?(?:twice|double|more than once))(?: (?:any|an|one|the same) (?:objects?|items?))?/g,
  /(?:^|; )(?:(?!how)[^;])*\b(?:in|across|from|by) (?:several|multiple|many|more than one|different) (?:frames?|images?|pictures?|views?|photos?)\b[^;]*(?=;)/g,
  /\bcount(?:ing)? (?:each|every)(?: one| object| item)?(?: only| just| exactly)? once\b/g,
];
/** Phrases that say how somebody goes about it, replaced by plainer ones. */
const PLAINER: readonly (readonly [RegExp, string])[] = [
  [/\b(?:each other|one another)\b/g, "eachother"],
  [
    /\b(?:the )?(?:two|2|three|3|four|4|five|5) (?:of )?(?=(?:the )?(?:following|objects?|items|things|pieces)\b)/g,
    "the ",
  ],
  [
    /\b(?:if|when|while) (?:(?:you|we|i|one|they|it|both) )?(?:were to |are |is |were |was )?(?=(?:compar|count|consider)\w*\b)/g,
    "",
  ],
  [/\bas an? (?:\w+ ){1,3}(?:, )?(?=i |we )/g, ""],
  [
    /\bfrom (?:its |the )?(?:very )?(?:base|floor|ground|foot|bottom|feet) (?:up )?to (?:its |the )?(?:very )?(?:top|tip|highest point|upper end)\b/g,
    "from bottom to top",
  ],
  [/\b(?:on|of|at) their (?:outer )?(surfaces|outlines|outsides|boundaries)\b/g, "of their surfaces"],
  [/\b(closest|nearest) (?:two|pair of) points?\b/g, "$1 points"],
  [/\bpoints? on\b/g, "point of"],
  [/\bpoint clouds? of\b/g, "points of"],
  [/\b(centers?|centres?) of (?:mass|gravity)\b/g, "$1"],
  [/\b(?:assuming|provided)(?: that)? (?:we|you|i|one) (?:measure|compare|count)\b/g, "measured"],
  [/\bobjects? (?:of (?:the )?(?:type|kind|class|category)|labell?ed|called|named)(?: as)?\b/g, "objects of"],
  [/\b(?:walking|moving|driving|going) (?:through|around|across)(?: (?:the|this) \w+)? ,/g, ""],
  [/\blook(?:s|ing)? into (?:the|this) \w+/g, "looks"],
  [/\b(?:the|these|those|both) two(?= (?:;|,|:)|$)/g, "them"],
  [/\bif (?:you|i|we|one) (?:had|have|were|was) to (?:pick|choose|guess|decide|say|answer|rank)(?: one)?(?: ,)?/g, ""],
  [
    /\bif (?:you|i|we|one) (?:draw|drew|stretch|stretched|ran|run|pull|pulled) an? (?:straight )?(?:line|string|rope|tape measure|tape|cable)\b/g,
    "line",
  ],
  [/\bif (?:you|i|we|one) (?:add|added|sum|summed|total)\b/g, "adding"],
  [
    /\bif (?:you|i|we|one|they|both)(?: (?:put|place|placed|stand|stood|set|line|lined|are|were|up)){0,2} ((?:(?!;).)*?)(?:side by side|next to eachother)/g,
    "$1",
  ],
  [/\bdid the camera (?:capture|see|record|film|show|catch|find)\b/g, "are there"],
  [/\b(?:looking|look|glancing) around(?: (?:the|this) \w+)?\b/g, ""],
  [/\b(do|does|did)( [^;]*?) stand(?= [;,]|$)/g, "$1$2 lie"],
  [/\b(?:in|as) (?:one|a single) (?:number|word|letter)\b/g, ""],
];
/** "(length, width, or height)" */
const DIMENSION_LIST =
  /(?:\b(?:length|width|height|depth) )?, (?:length|width|height|depth)(?: (?:,|or|and|\/|length|width|height|depth))+ ,(?= )/g;

/** Words of which an instruction about the form of the answer is made, and no question. */
const OF_FORM =
  "(?:the|an?|one|single|bare|plain|letters?|numbers?|values?|alone|only|of|right|correct|best|options?|choices?|or|and|where|there|are|is|no|otherwise|nothing|else|in|unit|that|which|question|asks|for|its|it|without|answer|reply|respond|with|,)";
/** "Answer with the letter of the right option, or with a single number." */
const FORM_OF_ANSWER = new RegExp(
  `(?<=^|; )(?:${OF_FORM} )*(?:answer|reply|respond) with(?: ${OF_FORM})+(?= ;|$)`,
  "g",
);

/** Normalised text without explanations, and with the plainest words for what can be said in many ways. */
export function plainly(text: string): string {
  let plain = text.replace(FORM_OF_ANSWER, "");
  for (const explanation of EXPLANATIONS) plain = plain.replace(explanation, " ");
  plain = plain.replace(DIMENSION_LIST, (list) => (list.startsWith(",") ? " " : "dimensions "));
  for (const [pattern, words] of PLAINER) plain = plain.replace(pattern, words);
  return plain.replace(/\s+/g, " ").trim();
}
