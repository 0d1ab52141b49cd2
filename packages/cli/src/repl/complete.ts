const OPEN = "([{";
const CLOSE = ")]}";

/** Whether a cell can be run as it stands: its brackets, strings, templates and comments are closed. */
export function isComplete(text: string): boolean {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text[i] as string;
    if (c === "/" && text[i + 1] === "/") {
      const end = text.indexOf("\n", i);
      if (end < 0) break;
      i = end;
    } else if (c === "/" && text[i + 1] === "*") {
      const end = text.indexOf("*/", i + 2);
      if (end < 0) return false;
      i = end + 1;
    } else if (c === '"' || c === "'" || c === "`") {
      const end = endOfQuote(text, i);
      // An open ' or " ends with its line: that is a syntax error to report, not a reason to wait.
      if (end < 0) return c !== "`";
      i = end;
    } else if (OPEN.includes(c)) depth++;
    else if (CLOSE.includes(c)) depth--;
  }
  return depth <= 0 && !/(?:=>|[=+\-*/,&|.?:])\s*$/.test(text);
}

function endOfQuote(text: string, start: number): number {
  const quote = text[start];
  for (let i = start + 1; i < text.length; i++) {
    if (text[i] === "\\") i++;
    else if (text[i] === quote) return i;
    else if (text[i] === "\n" && quote !== "`") return -1;
  }
  return -1;
}
