export interface JsonError {
  /** Both from 1. */
  readonly line: number;
  readonly column: number;
  /** What stands there: `"}"`, or the end of the file. */
  readonly found: string;
}

const SPACE = /[ \t\r\n]*/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids them in strings
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const PLAIN = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/**
 * The first place where a text stops being JSON. JSON.parse names no place for most of its errors, and quotes the
 * text, which may hold a key.
 */
export function findJsonError(text: string): JsonError | null {
  const scanner = new Scanner(text);
  if (scanner.document()) return null;
  const before = text.slice(0, scanner.at).split("\n");
  const character = text[scanner.at];
  return {
    line: before.length,
    column: (before.at(-1) as string).length + 1,
    found: character === undefined ? "the end of the file" : JSON.stringify(character),
  };
}

/** Walks over a document; stops where it is wrong, with `at` there. */
class Scanner {
  readonly #text: string;
  at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  document(): boolean {
    if (!this.#value()) return false;
    this.#skip(SPACE);
    return this.at === this.#text.length;
  }

  #value(): boolean {
    this.#skip(SPACE);
    const first = this.#text[this.at];
    if (first === "{") return this.#items("}", () => this.#skip(STRING) && this.#take(":") && this.#value());
    if (first === "[") return this.#items("]", () => this.#value());
    return this.#skip(STRING) || this.#skip(PLAIN);
  }

  #items(end: string, item: () => boolean): boolean {
    this.at++;
    if (this.#take(end)) return true;
    for (;;) {
      this.#skip(SPACE);
      if (!item()) return false;
      if (this.#take(end)) return true;
      if (!this.#take(",")) return false;
    }
  }

  #take(mark: string): boolean {
    this.#skip(SPACE);
    if (this.#text[this.at] !== mark) return false;
    this.at++;
    return true;
  }

  #skip(pattern: RegExp): boolean {
    pattern.lastIndex = this.at;
    if (!pattern.test(this.#text)) return false;
    this.at = pattern.lastIndex;
    return true;
  }
}
