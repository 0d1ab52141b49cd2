import { enumerate, findCell, measureCell, wordAnswer } from "../cells.ts";
import type { Option } from "../choices.ts";
import { guessCompare } from "../cues/choosing.ts";
import { defineFamily } from "../family.ts";
import { words } from "../lexicon.ts";
import type { Reading } from "../reading.ts";
import { says } from "../text.ts";
import { NOUN_LIST } from "./common.ts";

export type Measure = "height" | "width" | "depth" | "length" | "volume";

export type Want = "most" | "least";

export interface CompareIntent {
  readonly candidates: readonly string[];
  readonly measure: Measure;
  readonly want: Want;
  /** "Is A taller than B?" wants yes or no about the first candidate. */
  readonly answer: "name" | "yes-no";
  readonly options: readonly Option<string>[] | null;
}

const ADJECTIVES: readonly (readonly [words: string, measure: Measure, want: CompareIntent["want"]])[] = [
  ["taller|tallest|higher|highest|(?:more|most) tall", "height", "most"],
  ["lower|lowest|less tall|least tall", "height", "least"],
  ["wider|widest|broader|broadest", "width", "most"],
  ["narrower|narrowest|less wide|least wide", "width", "least"],
  ["deeper|deepest", "depth", "most"],
  ["shallower|shallowest", "depth", "least"],
  ["longer|longest|lengthier|lengthiest", "length", "most"],
  [
    "bigger|biggest|larger|largest|bulkier|bulkiest|more voluminous|most voluminous|more (?:space|room|volume)|most (?:space|room|volume)",
    "volume",
    "most",
  ],
  ["smaller|smallest|less (?:space|room|volume)|least (?:space|room|volume)", "volume", "least"],
];
const NOUNS: readonly (readonly [words: string, measure: Measure])[] = [
  ["heights?|tall|high", "height"],
  ["widths?|wide|breadth", "width"],
  ["depths?|deep", "depth"],
  ["lengths?|long|longest (?:side|dimension|extent)", "length"],
  ["volumes?|size|sizes|big|space|room|boundingbox(?:es)?", "volume"],
];
const GREATER =
  "greater|greatest|larger|largest|bigger|biggest|higher|highest|longer|longest|more|most|maximum|wins|exceeds";
const LESSER = "smaller|smallest|lower|lowest|lesser|less|least|shorter|shortest|minimum";

/** What is compared: a noun ("the greater width") decides before the adjective does. */
function quantityOf(text: string): { measure: Measure; want: CompareIntent["want"] } | null {
  const nouns = new Set(NOUNS.filter(([pattern]) => says(text, pattern)).map(([, measure]) => measure));
  const hits = ADJECTIVES.filter(([pattern]) => says(text, pattern));
  if (nouns.size > 1) return null;
  const [noun] = nouns;
  if (noun) {
    const [greater, lesser] = [
      says(text, `${GREATER}|${adjectivesFor(noun, "most")}`),
      says(text, `${LESSER}|${adjectivesFor(noun, "least")}`),
    ];
    const foreign = hits.some(
      ([pattern, measure]) => measure !== noun && !says(pattern.split("|").join(" "), `${GREATER}|${LESSER}`),
    );
    return greater === lesser || foreign ? null : { measure: noun, want: greater ? "most" : "least" };
  }
  const [hit] = hits;
  return hit && hits.length === 1 ? { measure: hit[1], want: hit[2] } : null;
}

function adjectivesFor(measure: Measure, want: CompareIntent["want"]): string {
  return (
    ADJECTIVES.filter((row) => row[1] === measure && row[2] === want)
      .map(([pattern]) => pattern)
      .join("|") || "-"
  );
}

const YES_NO =
  /^(?:is|does|do|has|would|was|are|would you say|true or false :|is it true)\b[^;]*<0>[^;]*\bthan\b[^;]*<1>/;

/** "Is the lamp taller or the sofa?" */
const TAIL_OR = /^(?:is|what is|which is) (?:the |it )?<0> (?:the )?\w+ or (?:is )?(?:it )?(?:the )?<1>$/;

function candidatesOf({
  text,
  nouns,
  choices,
}: Reading): Pick<CompareIntent, "candidates" | "answer" | "options"> | null {
  const yesNo = YES_NO.test(text) && !says(text, "or|which|what");
  if (yesNo && nouns.length === 2 && (choices.kind === "none" || choices.kind === "yes-no"))
    return { candidates: nouns, answer: "yes-no", options: choices.kind === "none" ? null : choices.options };
  if (yesNo || !says(text, "which|what|who|or|whether|name|select|choose|pick|identify|find|determine|tell|decide|say"))
    return null;
  if (choices.kind === "nouns") {
    const candidates = choices.options.map((option) => option.value);
    const agree =
      nouns.length === 0 || (nouns.length === candidates.length && nouns.every((noun) => candidates.includes(noun)));
    return agree ? { candidates, answer: "name", options: choices.options } : null;
  }
  if (choices.kind !== "none" || nouns.length < 2) return null;
  const lists = text.match(new RegExp(NOUN_LIST, "g")) ?? [];
  const split = nouns.length === 2 && (/<0>.*\bthan\b.*<1>/.test(text) || TAIL_OR.test(text));
  return lists.length === 1 || split ? { candidates: nouns, answer: "name", options: null } : null;
}

export const compare = defineFamily<CompareIntent>({
  name: "compare",
  vocabulary: words(
    "taller tallest higher highest lower lowest less least more most tall high wider widest broader broadest narrower narrowest",
    "wide deeper deepest deep shallower shallowest longer longest lengthier lengthiest long bigger biggest larger largest bulkier",
    "bulkiest smaller smallest greater greatest maximum minimum lesser shorter shortest height heights width widths breadth depth",
    "depths length lengths volume volumes size sizes big space room boundingbox boundingboxes takes take occupies occupy fills fill up side",
    "dimension extent two three among amongst compare compared comparing comparison terms overall out who vs versus whether horizontal",
    "vertical candidates listed has whose looking look reaches reach bottom top tallest stretches extends extend voluminous wins exceeds when it-comes comes total bulk rank is-the physical",
  ),
  read(reading) {
    const { text, frames } = reading;
    if (frames.length > 0 || says(text, "how (?:much|many|far)|when(?! it comes)|up (?!to)")) return null;
    const plain = text
      .replace(/\bwhen it comes to\b/g, " ")
      .replace(/\b(?:takes?|fills?) up\b/g, "takes")
      .replace(/\bfrom bottom to top\b/g, " ");
    const quantity = quantityOf(plain);
    const asked = candidatesOf({ ...reading, text: plain });
    return quantity && asked ? { ...quantity, ...asked } : null;
  },
  guess: guessCompare,
  plan: ({ candidates, measure, want, answer }) => [
    answer === "yes-no"
      ? `The rules read this as: whether the ${candidates[0]} has the ${want === "most" ? "greater" : "smaller"} ${measure} of the two.`
      : `The rules read this as: which of ${enumerate(candidates)} has the ${want === "most" ? "greatest" : "smallest"} ${measure}.`,
    "Find all of them and show their masks.",
    `Reconstruct all frames, box each object's points along gravity and compare ${MEANING[measure]}.`,
  ],
  cells({ candidates, measure, want, answer, options }) {
    const winner = WINNER[measure][want];
    const code = `const sizes = found.map((object) => {
  if (!object) throw new Error("an object was not found");
  const [width, height, depth] = object.seg.points(recon).obb().size;
  return { label: object.label, ${FORMULA[measure]} };
});
print("${measure}, ${measure === "volume" ? "cubic metres" : "m"}:", sizes);
const ${winner} = sizes.reduce((best, other) => (other.${measure} ${want === "most" ? ">" : "<"} best.${measure} ? other : best)).label;`;
    const verdict = `\nconst verdict = ${winner} === ${JSON.stringify(candidates[0])} ? "yes" : "no";`;
    return [
      findCell(candidates),
      measureCell(
        `I reconstruct the scene and compare ${MEANING[measure]}.`,
        answer === "name" ? code : code + verdict,
      ),
      wordAnswer(answer === "name" ? winner : "verdict", options),
    ];
  },
});

const MEANING: Readonly<Record<Measure, string>> = {
  height: "the heights",
  width: "the widths (longer horizontal sides)",
  depth: "the depths (shorter horizontal sides)",
  length: "the longest sides",
  volume: "the volumes of the boxes",
};

const WINNER: Readonly<Record<Measure, Readonly<Record<CompareIntent["want"], string>>>> = {
  height: { most: "tallest", least: "lowest" },
  width: { most: "widest", least: "narrowest" },
  depth: { most: "deepest", least: "shallowest" },
  length: { most: "longest", least: "shortest" },
  volume: { most: "biggest", least: "smallest" },
};

const FORMULA: Readonly<Record<Measure, string>> = {
  height: "height",
  width: "width",
  depth: "depth",
  length: "length: Math.max(width, height, depth)",
  volume: "volume: width * height * depth",
};
