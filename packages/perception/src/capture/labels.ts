/**
 * Which labels of a capture a text means. A label is the head noun with whatever stands before it ("coffee table"
 * is a table, "table lamp" a lamp), so the text must agree with it from the end: same head, and every word before
 * the head of the one found in the other.
 */
export interface LabelMatch {
  readonly label: string;
  /** 1 for the same words, less where the text says more or less than the label. */
  readonly score: number;
}

/** Words that people use for the same thing; each group is one head. */
const SYNONYMS: readonly (readonly string[])[] = [
  ["heater", "radiator"],
  ["sofa", "couch", "settee"],
  ["television", "tv", "telly"],
  ["fridge", "refrigerator"],
  ["trash can", "trash bin", "bin", "wastebasket", "waste basket", "garbage can", "dustbin", "rubbish bin"],
  ["bookshelf", "bookcase", "book shelf"],
  ["plant", "houseplant"],
  ["cabinet", "cupboard"],
  ["nightstand", "bedside table"],
  ["lamp", "light"],
  ["box", "carton"],
];

const FILLERS: ReadonlySet<string> = new Set([
  "the",
  "a",
  "an",
  "this",
  "that",
  "these",
  "those",
  "any",
  "all",
  "some",
  "of",
  "my",
  "our",
]);

/** Best matches only: when a label has exactly these words, partial matches do not count. */
export function matchLabels(text: string, labels: readonly string[]): LabelMatch[] {
  const wanted = wordsOf(text);
  if (wanted.length === 0) return [];
  const matches = [...new Set(labels)]
    .map((label) => ({ label, score: agreement(wanted, wordsOf(label)) }))
    .filter((match) => match.score > 0)
    .sort((a, b) => b.score - a.score);
  const best = matches[0]?.score;
  return best === 1 ? matches.filter((match) => match.score === 1) : matches;
}

function agreement(wanted: readonly string[], label: readonly string[]): number {
  if (wanted.at(-1) !== label.at(-1)) return 0;
  const [few, many] = wanted.length < label.length ? [wanted, label] : [label, wanted];
  const shared = few.filter((word) => many.includes(word)).length;
  // "red chair" is no "office chair": neither says what the other does.
  if (shared < few.length) return 0;
  return shared / many.length;
}

/** Lower case, without articles, singular, every synonym as its group's first name. */
function wordsOf(text: string): string[] {
  const words = text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()
    .split(" ")
    .filter((word) => word !== "" && !FILLERS.has(word))
    .map(singular);
  for (const group of SYNONYMS) {
    for (const name of group) {
      const tail = name.split(" ");
      if (tail.length <= words.length && tail.every((word, i) => words[words.length - tail.length + i] === word)) {
        const before = words.slice(0, words.length - tail.length);
        const head = group[0] as string;
        // "radiator heater": two names of one thing are one.
        return [...before.filter((word) => !group.includes(word)), head];
      }
    }
  }
  return words;
}

function singular(word: string): string {
  if (word.length <= 3 || /(?:ss|us|is)$/.test(word)) return word;
  if (/(?:shelves|wolves|halves|leaves)$/.test(word)) return word.replace(/ves$/, "f");
  if (/ies$/.test(word)) return word.replace(/ies$/, "y");
  if (/(?:ch|sh|x|ss|z)es$/.test(word)) return word.slice(0, -2);
  return word.endsWith("s") ? word.slice(0, -1) : word;
}
