/** A value that is not what its option wants. `message` says what was expected and what came. */
export class Mismatch extends Error {}

/** How the values of an option are written, read and checked. */
export interface Kind<T> {
  /** Completes "expected …"; stands in the documentation, too. */
  readonly expects: string;
  /** Reads a flag or a variable. Throws Mismatch. */
  fromText(text: string): T;
  /** Reads a value of a configuration file. Throws Mismatch. */
  fromJson(json: unknown): T;
  /** As `config show` writes it. */
  write(value: T): string;
  /** Joins the values of a flag that is given more than once; without it the last one counts. */
  merge?(before: T, value: T): T;
  /** Paths in a file are relative to the file. */
  rebase?(value: T, folder: string): T;
}

const MOST_SHOWN = 60;

export function mismatch(expects: string, got: unknown): Mismatch {
  const json = JSON.stringify(got) ?? String(got);
  const shown = json.length > MOST_SHOWN ? `${json.slice(0, MOST_SHOWN)}…` : json;
  return new Mismatch(`expected ${expects}, got ${shown}`);
}

/** A kind whose text and JSON forms differ by nothing but the conversion. */
function scalar<T>(expects: string, fromText: (text: string) => unknown, is: (value: unknown) => value is T): Kind<T> {
  const check = (value: unknown, got: unknown): T => {
    if (!is(value)) throw mismatch(expects, got);
    return value;
  };
  return {
    expects,
    fromText: (text) => check(fromText(text), text),
    fromJson: (json) => check(json, json),
    write: String,
  };
}

function numeric(expects: string, fits: (value: number) => boolean): Kind<number> {
  return scalar(
    expects,
    (text) => (text.trim() === "" ? text : Number(text)),
    (value): value is number => typeof value === "number" && fits(value),
  );
}

export function whole({ min, max = Number.MAX_SAFE_INTEGER }: { min: number; max?: number }): Kind<number> {
  const from = min === 1 ? "above 0" : `from ${min}`;
  const to = max === Number.MAX_SAFE_INTEGER ? "" : ` to ${max}`;
  return numeric(`a whole number ${from}${to}`, (v) => Number.isSafeInteger(v) && v >= min && v <= max);
}

export function positive({ max }: { max?: number } = {}): Kind<number> {
  const most = max ?? Number.MAX_VALUE;
  return numeric(`a number above 0${max === undefined ? "" : `, at most ${max}`}`, (v) => v > 0 && v <= most);
}

/** Zero counts. */
export function amount(): Kind<number> {
  return numeric("a number from 0", (v) => v >= 0 && v < Number.POSITIVE_INFINITY);
}

export function yesNo(): Kind<boolean> {
  const words: Readonly<Record<string, boolean>> = {
    true: true,
    yes: true,
    1: true,
    false: false,
    no: false,
    0: false,
  };
  return scalar(
    "true or false",
    (text) => words[text.trim().toLowerCase()] ?? text,
    (value): value is boolean => typeof value === "boolean",
  );
}

export function oneOf<const T extends string>(names: readonly T[]): Kind<T> {
  return scalar(
    `one of ${names.join(", ")}`,
    (text) => text,
    (value): value is T => names.includes(value as T),
  );
}

export function plainText(expects = "text"): Kind<string> {
  return scalar(
    expects,
    (text) => text,
    (value): value is string => typeof value === "string" && value.trim() !== "",
  );
}

/** The kind, or `none`: `null` in a file. */
export function optional<T>(kind: Kind<T>): Kind<T | null> {
  const { merge, rebase } = kind;
  return {
    expects: `${kind.expects}, or none`,
    fromText: (text) => (isNone(text) ? null : kind.fromText(text)),
    fromJson: (json) => (json === null ? null : kind.fromJson(json)),
    write: (value) => (value === null ? "none" : kind.write(value)),
    ...(merge ? { merge: (a, b) => (a === null || b === null ? b : merge(a, b)) } : {}),
    ...(rebase ? { rebase: (value, folder) => (value === null ? null : rebase(value, folder)) } : {}),
  };
}

/** With commas in a flag or variable; an array, or one item alone, in a file. A repeated flag adds to the list. */
export function listOf<T>(item: Kind<T>): Kind<readonly T[]> {
  const { rebase } = item;
  return {
    expects: `a list, each ${item.expects}`,
    fromText: (text) =>
      (isNone(text) ? "" : text)
        .split(",")
        .map((part) => part.trim())
        .filter((part) => part !== "")
        .map((part) => item.fromText(part)),
    fromJson: (json) => (Array.isArray(json) ? json : json === null ? [] : [json]).map((part) => item.fromJson(part)),
    write: (value) => (value.length === 0 ? "none" : value.map((part) => item.write(part)).join(", ")),
    merge: (before, value) => [...before, ...value],
    ...(rebase ? { rebase: (value, folder) => value.map((part) => rebase(part, folder)) } : {}),
  };
}

/** How a flag or variable takes a value back. */
export function isNone(text: string): boolean {
  return text.trim().toLowerCase() === "none";
}
