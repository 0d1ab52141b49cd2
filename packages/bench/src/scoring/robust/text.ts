import { plainText, statements, unlatex } from "./statements.ts";

/** yes or no: what the reply states, else its first word, else the last one that is either. */
export function readYesNo(reply: string): "yes" | "no" | null {
  const text = plainText(reply);
  for (const statement of statements(text)) {
    const [found] = wordsOf(statement);
    if (found) return found;
  }
  const found = wordsOf(text);
  return (/^\W*(?:yes|no)\b/iu.test(text) ? found[0] : found.at(-1)) ?? null;
}

/** The words a reply states as its answer, made alike: no case, no articles, no marks at its ends. */
export function readText(reply: string): string {
  const text = plainText(reply);
  return folded(statements(text)[0] ?? unlatex(text));
}

const wordsOf = (text: string): ("yes" | "no")[] =>
  [...text.matchAll(/\b(yes|no)\b/giu)].map((match) => (match[1] as string).toLowerCase() as "yes" | "no");

export const folded = (text: string): string =>
  text
    .toLowerCase()
    .replace(/^[\s"'(]*(?:(?:the|an?)\s+)?/u, "")
    .replace(/[\s"').,;:!]+$/u, "")
    .replace(/\s+/gu, " ");
