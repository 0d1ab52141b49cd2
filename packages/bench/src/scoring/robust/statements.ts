/** Words after which people and models put their answer. */
const PHRASE =
  /\b(?:(?:final|correct|best|right)\s+)?(?:answer|option|choice|conclusion)\b\s*(?:(?:is|would be|should be|must be)\b\s*:?|[:=]|->|→|\n)\s*|\bI(?:'d| would| will|'ll)?\s+(?:choose|pick|select|go with|answer(?: with)?)\b\s*:?\s*|(?:答案|选项|选择|选)\s*(?:是|为|:)?\s*/giu;
/** "B is the answer", "12 is correct". */
const BEFORE =
  /(?<![\p{L}\p{N}'.])\(?([A-Z]|-?\d[\d.,]*)\)?\s+(?:is|would be)\s+(?:the\s+)?(?:(?:correct|right|best|final)\b\s*)?(?:(?:answer|option|choice|one)\b|(?<=(?:correct|right)\s*)(?=[.,!]|$))/gmu;
/** `"answer": "B"` of a reply in JSON. */
const FIELD = /"(?:final_?)?answer"\s*:\s*("(?:[^"\\]|\\.)*"|[^,}\n]+)/giu;
const TAG = /<\s*(?:final_?)?answer\s*>(.*?)(?:<\/?\s*(?:final_?)?answer\s*>|$)/gisu;
/** Where what follows a phrase ends: the line, or the sentence. A point inside a number or after a letter is neither. */
const END = /\n|(?<=[\p{L}\p{N})]{2})\.(?=\s|$)/u;

/** After digits and alone: 5½ is 5.5. */
const FRACTIONS: Readonly<Record<string, string>> = {
  "½": ".5",
  "¼": ".25",
  "¾": ".75",
  "⅓": ".333333",
  "⅔": ".666667",
};

/** Of a statement, in characters: a reply may go in circles for a hundred thousand. */
const LONGEST = 1000;

interface Statement {
  readonly at: number;
  readonly text: string;
}

/** The reply without what is no answer: thoughts, code fences, emphasis, full-width letters. */
export function plainText(reply: string): string {
  return reply
    .replace(/[½¼¾⅓⅔]/gu, (sign) => FRACTIONS[sign] ?? sign)
    .replace(/[¹²³⁴-⁹]/gu, (power) => `^${power}`)
    .normalize("NFKC")
    .replace(/<(think|thinking|reasoning|scratchpad)>.*?<\/\1>/gisu, " ")
    .replace(/^.*<\/(?:think|thinking)>/isu, " ")
    .replace(/```\w*\n?/gu, "\n")
    .replace(/\*\*|__|`|^#+\s*/gmu, "")
    .replace(/(?<![\p{L}\p{N}*])\*(?=\S)|(?<=\S)\*(?![\p{L}\p{N}*])/gu, "")
    .replace(/[−–—](?=\d)/gu, "-")
    .replace(/[‘’]/gu, "'")
    .replace(/\r\n?/gu, "\n")
    .trim();
}

/** What the reply states as its answer, the last statement first. */
export function statements(text: string): string[] {
  const found: Statement[] = boxes(text);
  for (const match of text.matchAll(TAG)) found.push({ at: match.index, text: match[1] as string });
  for (const match of text.matchAll(FIELD)) found.push({ at: match.index, text: unquoted(match[1] as string) });
  for (const match of text.matchAll(BEFORE)) found.push({ at: match.index, text: match[1] as string });
  for (const match of text.matchAll(PHRASE)) {
    const at = match.index + match[0].length;
    found.push({ at, text: text.slice(at, at + LONGEST).split(END, 1)[0] as string });
  }
  return found
    .toSorted((a, b) => b.at - a.at)
    .map((statement) => unlatex(statement.text).trim())
    .filter((statement) => statement !== "");
}

/** What stands in \boxed{…}, braces matched. */
function boxes(text: string): Statement[] {
  const found: Statement[] = [];
  for (const match of text.matchAll(/\\f?box(?:ed)?\s*\{/gu)) {
    const start = match.index + match[0].length;
    let depth = 1;
    let end = start;
    for (; end < text.length && end < start + LONGEST && depth > 0; end++) {
      if (text[end] === "{") depth++;
      else if (text[end] === "}") depth--;
    }
    found.push({ at: match.index, text: text.slice(start, depth === 0 ? end - 1 : end) });
  }
  return found;
}

/** Without the commands of mathematics: `\text{B}` is B, `3.5\,\text{m}` is 3.5 m. */
export function unlatex(text: string): string {
  return text
    .replace(/\\(?:d|t)?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}/gu, "$1/$2")
    .replace(/\\(?:text|textbf|mathbf|mathrm|mathit|textit|operatorname)\s*\{([^{}]*)\}/gu, "$1")
    .replace(/\\times/gu, "×")
    .replace(/\\[,;:! ]|\\q?quad|~/gu, " ")
    .replace(/\\\(|\\\)|\\\[|\\\]|\$/gu, "")
    .replace(/\^\s*\{([^{}]*)\}/gu, "^$1");
}

function unquoted(text: string): string {
  const trimmed = text.trim();
  return trimmed.startsWith('"') ? trimmed.slice(1, -1).replace(/\\(.)/gu, "$1") : trimmed;
}
