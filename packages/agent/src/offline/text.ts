const CONTRACTIONS: readonly (readonly [RegExp, string])[] = [
  [/\b(what|where|which|who|how|that|there|here|it)'s\b/g, "$1 is"],
  [/\blet's\b/g, "let us"],
  [/\bcannot\b/g, "can not"],
  [/\bcan't\b/g, "can not"],
  [/n't\b/g, " not"],
  [/'m\b/g, " am"],
  [/'re\b/g, " are"],
  [/'ve\b/g, " have"],
  [/'(?:d|ll)\b/g, " would"],
];

/**
 * Lower case, plain quotes, no contractions, no hyphens inside words; every mark of punctuation that matters is a
 * word of its own: `,` `:` `/`, and `;` for the end of a sentence. Possessive endings are dropped.
 */
export function normalise(text: string): string {
  let plain = text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/\b(?:i\.e|e\.g)\.?,?/g, ", ")
    .replace(/\b(approx|no|nr|ca)\./g, "$1")
    .replace(/[\u2018\u2019\u02bc`]/g, "'")
    .replace(/["\u201c\u201d*_]/g, " ")
    .replace(/\((?:s|es)\)/g, "")
    .replace(/\s[-\u2013]\s|[\u2014\u2026]|\s--\s/g, " ; ")
    .replace(/[-\u2010\u2011\u2013]/g, " ");
  for (const [pattern, words] of CONTRACTIONS) plain = plain.replace(pattern, words);
  return plain
    .replace(/'s?(?=\W|$)/g, " ")
    .replace(/(^|\s)'/g, "$1")
    .replace(/[.?!]+(?=\s|$|[,;:)])/g, " ; ")
    .replace(/;/g, " ; ")
    .replace(/\n+/g, " ; ")
    .replace(/,(?!\d)/g, " , ")
    .replace(/[()[\]]/g, " , ")
    .replace(/:/g, " : ")
    .replace(/\//g, " / ")
    .replace(/\s+/g, " ")
    .replace(/\bbounding (box(?:es)?)\b/g, "bounding$1")
    .replace(/(?: [,;])+(?= ;)/g, "")
    .replace(/(?:; )+(?=[;,])/g, "")
    .trim();
}

export interface Sentence {
  /** Parts between commas. */
  readonly clauses: readonly string[];
}

export function sentencesOf(text: string): Sentence[] {
  return text
    .split(";")
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== "")
    .map((sentence) => ({ clauses: sentence.split(",").map((clause) => clause.trim()) }));
}

export function joinSentences(sentences: readonly Sentence[]): string {
  return sentences
    .map(({ clauses }) => clauses.join(" , "))
    .join(" ; ")
    .replace(/\s+/g, " ")
    .trim();
}

/** Whether any of the words or phrases, separated by `|`, stands in the text as a whole. */
export function says(text: string, words: string): boolean {
  return new RegExp(`(?:^|\\s)(?:${words})(?=\\s|$)`).test(text);
}
