import { MAX_CELL_BYTES, MAX_NESTING } from "../limits.ts";

/**
 * Looks at a cell without parsing it, in one pass, so that nothing recursive meets a text made to overflow it.
 * Returns what is wrong, or null. Brackets in strings and comments do not count; those in templates and
 * regular expressions do, which errs on the safe side.
 */
export function scanCell(text: string): string | null {
  const bytes = new TextEncoder().encode(text).length;
  if (bytes > MAX_CELL_BYTES) {
    return `the cell has ${bytes} bytes, at most ${MAX_CELL_BYTES} are accepted; split it into several cells`;
  }
  let depth = 0;
  let i = 0;
  while (i < text.length) {
    const c = text[i];
    if (c === '"' || c === "'") i = endOfString(text, i);
    else if (c === "/" && text[i + 1] === "/") i = indexOrEnd(text, "\n", i);
    else if (c === "/" && text[i + 1] === "*") i = indexOrEnd(text, "*/", i + 2) + 1;
    else if (c === "(" || c === "[" || c === "{") {
      depth++;
      if (depth > MAX_NESTING) {
        return `brackets nest deeper than ${MAX_NESTING}; name the parts in variables of their own`;
      }
    } else if (c === ")" || c === "]" || c === "}") depth--;
    i++;
  }
  return null;
}

function endOfString(text: string, start: number): number {
  const quote = text[start];
  for (let i = start + 1; i < text.length; i++) {
    if (text[i] === "\\") i++;
    else if (text[i] === quote || text[i] === "\n") return i;
  }
  return text.length;
}

function indexOrEnd(text: string, what: string, from: number): number {
  const at = text.indexOf(what, from);
  return at < 0 ? text.length : at;
}
