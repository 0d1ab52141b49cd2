import { type Html, html } from "./html.ts";

/** Comment | string or template | number | word. Each alternative reads forward only, so time is linear. */
const TOKEN =
  /(\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$))|("(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?|`(?:\\[\s\S]|[^\\`])*`?)|(\b\d\w*(?:\.\d\w*)?)|([A-Za-z_$][\w$]*)/g;

const KEYWORDS = new Set(
  (
    "as async await break case catch class const continue default delete do else enum extends false finally for from " +
    "function if in instanceof interface let new null of return satisfies static switch this throw true try type " +
    "typeof undefined var void while yield"
  ).split(" "),
);

/** The reserved names of the cell API. */
const API = new Set("InputImages RefImages Metadata tools show vlm ReturnAnswer print console np".split(" "));

export interface CodeMarks {
  /** 1-based line that failed. */
  readonly failed?: number | null;
  /** 1-based lines that cast the type check away. */
  readonly bypassed?: readonly number[];
}

/** TypeScript as lines of spans; the style sheet numbers them, so that copied code carries no numbers. */
export function highlight(code: string, marks: CodeMarks = {}): Html {
  const lines: Html[][] = [[]];
  const add = (kind: string | null, text: string) => {
    for (const [i, part] of text.split("\n").entries()) {
      if (i > 0) lines.push([]);
      if (part !== "") lines.at(-1)?.push(kind === null ? html`${part}` : html`<span class="${kind}">${part}</span>`);
    }
  };
  const text = code.replace(/\r\n?/g, "\n").trimEnd();
  let end = 0;
  for (const match of text.matchAll(TOKEN)) {
    add(null, text.slice(end, match.index));
    end = match.index + match[0].length;
    add(kindOf(match, text[match.index - 1], text[end]), match[0]);
  }
  add(null, text.slice(end));
  return html`${lines.map((line, i) => html`<span class="line${markOf(i + 1, marks)}">${line}\n</span>`)}`;
}

function kindOf(match: RegExpExecArray, before: string | undefined, after: string | undefined): string | null {
  const [, comment, string, number, word] = match;
  if (comment !== undefined) return "c";
  if (string !== undefined) return "s";
  if (number !== undefined) return "n";
  if (word === undefined || before === ".") return after === "(" ? "f" : null;
  if (KEYWORDS.has(word)) return "k";
  if (API.has(word)) return "a";
  return after === "(" ? "f" : null;
}

function markOf(line: number, marks: CodeMarks): string {
  if (line === marks.failed) return " failed";
  return marks.bypassed?.includes(line) ? " bypassed" : "";
}
