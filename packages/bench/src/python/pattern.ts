import { BLANK } from "./text.ts";

/** What Python's shorthands stand for; outside and inside a character class. */
const SHORTHANDS: Readonly<Record<string, { readonly out: string; readonly in: string }>> = {
  w: { out: "[\\p{L}\\p{N}_]", in: "\\p{L}\\p{N}_" },
  W: { out: "[^\\p{L}\\p{N}_]", in: "" },
  d: { out: "\\p{Nd}", in: "\\p{Nd}" },
  s: { out: `[${BLANK}]`, in: BLANK },
  S: { out: `[^${BLANK}]`, in: "" },
  b: {
    out: "(?:(?<![\\p{L}\\p{N}_])(?=[\\p{L}\\p{N}_])|(?<=[\\p{L}\\p{N}_])(?![\\p{L}\\p{N}_]))",
    in: "\\b",
  },
};

/**
 * A regular expression that means what the same source means to Python's `re` on str: boundaries, words, digits and
 * blanks are Unicode's, a dot stops at line feeds only, `$` also matches before a final line feed.
 * Flags: i (ignore case), s (the dot takes line feeds), m (^ and $ at each line).
 */
export function python(source: string, flags = ""): RegExp {
  const dotAll = flags.includes("s");
  let out = "";
  let inClass = false;
  for (let i = 0; i < source.length; i++) {
    const char = source[i] as string;
    if (char === "\\") {
      const next = source[++i] ?? "";
      const shorthand = SHORTHANDS[next];
      out += shorthand ? shorthand[inClass ? "in" : "out"] : `\\${next}`;
    } else if (inClass) {
      if (char === "]") inClass = false;
      out += char;
    } else if (char === "[") {
      inClass = true;
      out += char;
    } else if (char === ".") out += dotAll ? "[^]" : "[^\\n]";
    else if (char === "$") out += flags.includes("m") ? "(?=\\n|(?![^]))" : "(?=\\n?(?![^]))";
    else if (char === "^" && flags.includes("m")) out += "(?<=\\n|(?<![^]))";
    else out += char;
  }
  return new RegExp(out, flags.includes("i") ? "giu" : "gu");
}

/** Group 1 of the first match (the whole match where there is no group); null without one. */
export function first(pattern: RegExp, text: string): string | null {
  pattern.lastIndex = 0;
  const match = pattern.exec(text);
  return match ? (match[1] ?? match[0]) : null;
}

/** As `first`, of the last match that `re.findall` would list. */
export function last(pattern: RegExp, text: string): string | null {
  let found: string | null = null;
  for (const match of text.matchAll(pattern)) found = match[1] ?? match[0];
  return found;
}
