import { type AnswerForm, letterOf } from "@spatialclaw/workspace";
import type { AnswerValue } from "./events.ts";
import { convert, unitAt } from "./units.ts";

/** Ways in which a text says outright what the answer is; the last one counts. */
const STATEMENTS: readonly RegExp[] = [
  /^[\s>*_#-]*(?:final |my |the )?answer[*_`\s]*(?:is)?[*_`\s]*[:：=][ \t]*(.+)$/gim,
  /\\boxed\{([^{}]+)\}/g,
  /\bthe (?:final |correct |right )?answer (?:is|would be|must be)[ \t]+(?:option |choice )?([^\n]+?)(?:\.(?:\s|$)|$)/gim,
];

const WORDS = "zero one two three four five six seven eight nine ten eleven twelve".split(" ");
const NUMBER = /[-+−]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?(?:e[-+]?\d+)?/i;

/**
 * The answer that a text states, in the form that the question wants; null when it states none that has the form.
 * A text that is nothing but a value states it.
 */
export function readStated(text: string, form: AnswerForm): AnswerValue | null {
  const stated = STATEMENTS.flatMap((pattern) => [...text.matchAll(pattern)])
    .sort((a, b) => b.index - a.index)
    .map((match) => match[1] as string);
  const alone = text.trim().length <= 40 && !text.trim().includes("\n") ? [text] : [];
  for (const words of [...stated, ...alone]) {
    const value = inForm(plain(words), form);
    if (value !== null) return value;
  }
  return null;
}

/** Without the marks of Markdown and the full stop. */
function plain(words: string): string {
  return words
    .replace(/[*_`$]|\\(?:text|mathrm)\b/g, "")
    .trim()
    .replace(/\.$/, "");
}

function inForm(words: string, form: AnswerForm): AnswerValue | null {
  switch (form.kind) {
    case "choice": {
      const option = words.replace(/^(?:option|choice)\s+/i, "").replace(/^(\(?[A-Z]\)?)\s*[,;–—-].*/s, "$1");
      const letter = letterOf(option);
      return letter !== null && form.letters.includes(letter) ? letter : null;
    }
    case "number":
      return numberIn(words, form.unit);
    case "point":
      return pointIn(words);
    case "text":
    case "any":
      return words === "" ? null : words.slice(0, 500);
  }
}

/** The first number, converted when it carries another unit of length than the one that is wanted. */
function numberIn(words: string, unit: string | null): number | null {
  const word = WORDS.indexOf(words.toLowerCase().split(/\s/)[0] ?? "");
  if (word >= 0) return word;
  for (const match of words.matchAll(new RegExp(NUMBER, "gi"))) {
    if (!/\d/.test(match[0])) continue;
    const value = Number(match[0].replaceAll(",", "").replace("−", "-"));
    if (Number.isFinite(value)) return convert(value, unitAt(words.slice(match.index + match[0].length)), unit);
  }
  return null;
}

function pointIn(words: string): AnswerValue | null {
  const numbers = [...words.replaceAll("−", "-").matchAll(/[-+]?\d+(?:\.\d+)?(?:e[-+]?\d+)?/gi)].map(([n]) =>
    Number(n),
  );
  const [x, y, z] = numbers;
  return numbers.length === 3 && x !== undefined && y !== undefined && z !== undefined ? [x, y, z] : null;
}
