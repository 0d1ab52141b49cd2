/** What a call is made of. Objects have no prototype tricks: `__proto__` is a key like any other. */
export type Loose = null | boolean | number | string | readonly Loose[] | LooseObject;
export interface LooseObject {
  readonly [key: string]: Loose;
}

export interface LooseValue {
  readonly value: Loose;
  /** Where it stands in the text. */
  readonly start: number;
  readonly end: number;
}

/** Prose may hold braces; beyond so many that open nothing, nobody meant a call. */
const MAX_ATTEMPTS = 2_000;
const MAX_DEPTH = 60;

const BLANK = /(?:\s|\/\/[^\n]*|#[^\n]*|\/\*[\s\S]*?\*\/)*/y;
const NUMBER = /[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?(?![\w$])/y;
const KEY = /[\w$][\w$.-]*/y;
/** A path without quotes: a reference that lost them. */
const PATH = /\$?[A-Za-z_]\w*(?:\.\w+|\[\d+\])*/y;
const WORDS: ReadonlyMap<string, Loose> = new Map<string, Loose>([
  ["true", true],
  ["True", true],
  ["false", false],
  ["False", false],
  ["null", null],
  ["None", null],
  ["undefined", null],
]);
const QUOTES: Readonly<Record<string, string>> = { '"': '"', "'": "'", "`": "`", "“": "”", "‘": "’" };
const ESCAPES: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", b: "\b", f: "\f", "\n": "" };

export function isObject(value: Loose | undefined): value is LooseObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Every object and list in a text, in order, whatever stands around them. JSON, and what models write for it:
 * comments, trailing commas, other quotes, keys and paths without quotes, Python's words and tuples.
 */
export function readValues(text: string): LooseValue[] {
  const found: LooseValue[] = [];
  const opening = /[{[]/g;
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const start = opening.exec(text)?.index;
    if (start === undefined) break;
    const reader = new Reader(text, start);
    const value = reader.value(0);
    if (value === undefined) continue;
    found.push({ value, start, end: reader.at });
    opening.lastIndex = reader.at;
  }
  return found;
}

/** Reads one value; undefined where the text is none. */
class Reader {
  readonly #text: string;
  at: number;

  constructor(text: string, at: number) {
    this.#text = text;
    this.at = at;
  }

  value(depth: number): Loose | undefined {
    if (depth > MAX_DEPTH) return undefined;
    this.#match(BLANK);
    const next = this.#text[this.at] ?? "";
    if (next === "{") return this.#object(depth);
    if (next === "[") return this.#list("]", depth);
    if (next === "(") return this.#list(")", depth);
    if (Object.hasOwn(QUOTES, next)) return this.#string(next);
    const number = this.#match(NUMBER);
    if (number !== null) return Number(number);
    return this.#word();
  }

  #object(depth: number): LooseObject | undefined {
    const entries: [string, Loose][] = [];
    this.at++;
    while (!this.#takes("}")) {
      const quote = this.#text[this.at] ?? "";
      const key = Object.hasOwn(QUOTES, quote) ? this.#string(quote) : this.#match(KEY);
      if (typeof key !== "string" || !this.#takes(":")) return undefined;
      const value = this.value(depth + 1);
      if (value === undefined) return undefined;
      entries.push([key, value]);
      if (!this.#takes(",") && !this.#ahead("}")) return undefined;
    }
    return Object.fromEntries(entries);
  }

  #list(closing: string, depth: number): Loose[] | undefined {
    const items: Loose[] = [];
    this.at++;
    while (!this.#takes(closing)) {
      const item = this.value(depth + 1);
      if (item === undefined) return undefined;
      items.push(item);
      if (!this.#takes(",") && !this.#ahead(closing)) return undefined;
    }
    return items;
  }

  #string(quote: string): string | undefined {
    const closing = this.#text.startsWith('"""', this.at) ? '"""' : (QUOTES[quote] as string);
    this.at += closing.length;
    let text = "";
    while (!this.#text.startsWith(closing, this.at)) {
      const char = this.#text[this.at++];
      if (char === undefined) return undefined;
      text += char === "\\" ? this.#escaped() : char;
    }
    this.at += closing.length;
    return text;
  }

  #escaped(): string {
    const code = this.#match(/u[\da-fA-F]{4}|x[\da-fA-F]{2}/y);
    if (code !== null) return String.fromCharCode(Number.parseInt(code.slice(1), 16));
    const char = this.#text[this.at++] ?? "";
    return ESCAPES[char] ?? char;
  }

  #word(): Loose | undefined {
    const word = this.#match(PATH);
    if (word === null) return undefined;
    const value = WORDS.get(word);
    if (value !== undefined) return value;
    return word.startsWith("$") ? word : `$${word}`;
  }

  #takes(char: string): boolean {
    const taken = this.#ahead(char);
    if (!taken) return false;
    this.at++;
    this.#match(BLANK);
    return true;
  }

  #ahead(char: string): boolean {
    this.#match(BLANK);
    return this.#text[this.at] === char;
  }

  #match(pattern: RegExp): string | null {
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.#text);
    if (!match) return null;
    this.at = pattern.lastIndex;
    return match[0];
  }
}
