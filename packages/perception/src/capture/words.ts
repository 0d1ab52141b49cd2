import { singular } from "./singular.ts";

/**
 * Words that people use for the same thing; the first stands for its group. Where a name hides its head noun, the
 * group's does not: a bookshelf is a shelf.
 */
const SYNONYMS: readonly (readonly string[])[] = [
  ["heater", "radiator"],
  ["sofa", "couch", "settee"],
  ["television", "tv", "telly", "tv set", "television set"],
  ["fridge", "refrigerator"],
  [
    ...["bin", "trash can", "trash bin", "trashcan", "garbage can", "garbage bin", "rubbish bin", "waste bin"],
    ...["wastebasket", "waste basket", "wastepaper basket", "dustbin"],
  ],
  ["book shelf", "bookshelf", "bookcase", "book case"],
  ["arm chair", "armchair"],
  ["bedside table", "nightstand", "night stand", "night table"],
  ["plant", "houseplant", "potted plant"],
  ["cabinet", "cupboard"],
  ["wardrobe", "closet"],
  ["lamp", "light"],
  ["box", "carton", "cardboard box"],
  ["rug", "carpet"],
  ["curtain", "drape"],
  ["bicycle", "bike"],
];
/** Longest first: "tv set" before "tv". */
const NAMES = SYNONYMS.flatMap((group) =>
  group.map((name) => ({ name: name.split(" "), group: group[0]!.split(" ") })),
).sort((a, b) => b.name.length - a.name.length);

/** They say which or how many, not what. */
const FILLERS: ReadonlySet<string> = new Set([
  ...["the", "a", "an", "this", "that", "these", "those", "my", "our", "your", "their", "its"],
  ...["any", "all", "some", "every", "each", "both", "other", "another", "single", "only"],
  ...["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"],
]);

/** "a pair of shoes" is about shoes, "the leg of a table" about a leg. */
const MEASURES: ReadonlySet<string> = new Set(["pair", "set", "piece", "kind", "type", "number", "couple", "group"]);

/** What follows them tells where a thing is or what it has, not what it is. */
const PREPOSITIONS: ReadonlySet<string> = new Set([
  ...[
    "of",
    "in",
    "on",
    "at",
    "by",
    "near",
    "next",
    "behind",
    "beside",
    "under",
    "above",
    "below",
    "against",
    "between",
  ],
  ...["with", "without", "from", "to", "for", "inside", "across", "opposite", "along", "which", "standing", "hanging"],
]);

/** Lower-case words without punctuation. */
export function plainWords(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

/**
 * What a noun phrase is about, its head last: no articles, numbers or prepositional phrases, singular, synonyms by
 * their group's name. "The two white radiators by the door" gives white, heater.
 */
export function nounPhrase(text: string): string[] {
  const words = plainWords(text).filter((word) => !FILLERS.has(word) && !/^\d+$/.test(word));
  return withoutRepeats(named(aboutIt(words).map(singular)));
}

function aboutIt(words: readonly string[]): readonly string[] {
  const at = words.findIndex((word, i) => i > 0 && PREPOSITIONS.has(word));
  if (at < 0) return words;
  const isMeasure = words[at] === "of" && MEASURES.has(singular(words[at - 1]!));
  return isMeasure ? aboutIt(words.slice(at + 1)) : words.slice(0, at);
}

function named(words: readonly string[]): string[] {
  const out: string[] = [];
  for (let i = 0; i < words.length; ) {
    const found = NAMES.find(({ name }) => name.every((word, k) => words[i + k] === word));
    out.push(...(found ? found.group : [words[i]!]));
    i += found ? found.name.length : 1;
  }
  return out;
}

/** "radiator heater": two names of one thing are one. */
function withoutRepeats(words: readonly string[]): string[] {
  return words.filter((word, i) => word !== words[i - 1]);
}
