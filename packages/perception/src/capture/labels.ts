import { nounPhrase, plainWords } from "./words.ts";

/** A label of the capture that a text means. */
export interface LabelMatch {
  readonly label: string;
  /** 1 for the same words, less where the text says more or less than the label. */
  readonly score: number;
}

/**
 * The labels that a text means, best first. A label is its head noun with whatever stands before it ("coffee table"
 * is a table, "table lamp" a lamp), and of these the first that any label fits decides:
 *
 * 1. the very same words, numbers too ("chair 2");
 * 2. the same noun phrase ("the radiators" and "heater");
 * 3. labels that say more ("table" and "coffee table");
 * 4. labels that say less ("blue chair" and "chair"): what the text adds cannot be checked.
 */
export function matchLabels(text: string, labels: readonly string[]): LabelMatch[] {
  const distinct = [...new Set(labels)];
  const literal = plainWords(text).join(" ");
  const same = distinct.filter((label) => literal !== "" && plainWords(label).join(" ") === literal);
  if (same.length > 0) return same.map((label) => ({ label, score: 1 }));

  const wanted = nounPhrase(text);
  if (wanted.length === 0) return [];
  const phrases = distinct.map((label) => ({ label, words: nounPhrase(label) }));
  const related = phrases.filter(({ words }) => words.at(-1) === wanted.at(-1));
  const more = related.filter(({ words }) => isSubset(wanted, words));
  const exact = more.filter(({ words }) => isSubset(words, wanted));
  const less = related.filter(({ words }) => isSubset(words, wanted));
  const tier = [exact, more, less].find((matches) => matches.length > 0) ?? [];
  return tier.map(({ label, words }) => ({ label, score: likeness(wanted, words) })).sort(byScore);
}

function isSubset(few: readonly string[], many: readonly string[]): boolean {
  return few.every((word) => many.includes(word));
}

/** Of two phrases of which one has all words of the other. */
function likeness(a: readonly string[], b: readonly string[]): number {
  return Math.min(a.length, b.length) / Math.max(a.length, b.length);
}

function byScore(a: LabelMatch, b: LabelMatch): number {
  return b.score - a.score;
}
