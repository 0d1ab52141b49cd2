/**
 * Strings as Python has them. JavaScript's `trim` and `\s` take U+FEFF for a blank and leave out U+001C to U+001F
 * and U+0085; a scorer that is to agree with one written in Python must not use them.
 */

/** The blanks of `str.strip` and `\s`, as the inside of a character class. */
export const BLANK = "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";

const LEADING = new RegExp(`^[${BLANK}]+`, "u");
const TRAILING = new RegExp(`[${BLANK}]+$`, "u");
const BETWEEN = new RegExp(`[${BLANK}]+`, "u");

/** `text.strip()`. */
export const strip = (text: string): string => text.replace(LEADING, "").replace(TRAILING, "");

/** `text.rstrip(mark)` for one mark. */
export function stripEnd(text: string, mark: string): string {
  let end = text.length;
  while (end > 0 && text[end - 1] === mark) end--;
  return text.slice(0, end);
}

/** `text.split()`: what stands between blanks, no empty parts. */
export const words = (text: string): string[] => text.split(BETWEEN).filter((word) => word !== "");

/** `text.split(" ")[0]`: empty for a text that begins with a space. */
export const firstToken = (text: string): string => text.split(" ", 1)[0] as string;

/** The last `count` characters, counted as code points. */
export const tail = (text: string, count: number): string => [...text].slice(-count).join("");

/** Letters and digits of ASCII punctuation, Python's `string.punctuation`. */
export const PUNCTUATION = "!-\\/:-@\\[-`{-~";

/** Order of code points, Python's order of strings; JavaScript's `<` goes by UTF-16 units. */
export function byCodePoint(a: string, b: string): number {
  const left = [...a];
  const right = [...b];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const step = (left[i] as string).codePointAt(0)! - (right[i] as string).codePointAt(0)!;
    if (step !== 0) return step;
  }
  return left.length - right.length;
}
