import { MAX_CELL_BYTES } from "@spatialclaw/kernel";

const CLOSER: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };

const TOKEN = /\s+|\/\/.*|\/\*|"(?:\\[\s\S]|[^"\\\n])*"?|'(?:\\[\s\S]|[^'\\\n])*'?|[\w$]+|\+\+|--|=>|[\s\S]/y;
const REGEX = /\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/\w*/y;

/** After these a slash starts a regular expression; after other words, values and closing brackets it divides. */
const BEFORE_VALUE =
  /^(?:return|typeof|case|in|of|delete|void|throw|new|await|yield|else|do|instanceof|=>|[^\w$"'`)\]}])$/;

/** A text that ends with one of these goes on in the next line. `!` and `>` may end a cell: `a!`, `Map<K, V>`. */
const WANTS_MORE = /^(?:=>|[=+\-*/%&|^<?:,.~])$/;

/**
 * Whether a cell can be run as it stands: brackets, templates and comments are closed, and no operator waits for its
 * right side. A guess from the tokens, not a parse; what it lets through wrongly the kernel reports as a syntax error.
 */
export function isComplete(text: string): boolean {
  // The kernel refuses it, whatever follows.
  if (text.length > MAX_CELL_BYTES) return true;
  const open: string[] = [];
  let last = "";
  for (let at = 0; at < text.length; ) {
    if (open.at(-1) === "`") {
      const end = endOfTemplate(text, at);
      if (end === null) return false;
      at = end.at;
      open.push(...end.opens);
      if (end.opens.length === 0) open.pop();
      last = end.opens.length === 0 ? "`" : "{";
      continue;
    }
    const token = tokenAt(text, at, last);
    at += token.length;
    if (token === "/*") {
      const end = text.indexOf("*/", at);
      if (end < 0) return false;
      at = end + 2;
      continue;
    }
    if (token.startsWith("//") || token.trim() === "") continue;
    const closer = CLOSER[token];
    if (closer) open.push(closer);
    else if (token === "`") open.push(token);
    // A stray closing bracket never becomes right by more lines: let the kernel report it.
    else if (/^[)\]}]$/.test(token) && open.pop() !== token) return true;
    last = token;
  }
  return open.length === 0 && !WANTS_MORE.test(last);
}

function tokenAt(text: string, at: number, last: string): string {
  if (text[at] === "/" && text[at + 1] !== "/" && text[at + 1] !== "*" && (last === "" || BEFORE_VALUE.test(last))) {
    REGEX.lastIndex = at;
    const regex = REGEX.exec(text);
    if (regex) return regex[0];
  }
  TOKEN.lastIndex = at;
  return TOKEN.exec(text)?.[0] ?? (text[at] as string);
}

/** From inside a template: where its text stops, and the bracket that a `${` opens. null: it goes on. */
function endOfTemplate(text: string, start: number): { at: number; opens: readonly string[] } | null {
  for (let i = start; i < text.length; i++) {
    if (text[i] === "\\") i++;
    else if (text[i] === "`") return { at: i + 1, opens: [] };
    else if (text[i] === "$" && text[i + 1] === "{") return { at: i + 2, opens: ["}"] };
  }
  return null;
}
