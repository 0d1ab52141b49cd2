import { InputError } from "../types.ts";

/**
 * Reads the fields of a parsed JSON object; every error names the file, the field, what stands there and what should.
 * A field that the object lacks is looked up in `fallback`.
 */
export class Fields {
  readonly #record: Readonly<Record<string, unknown>>;
  readonly #where: string;
  readonly #fallback: Fields | null;

  constructor(value: unknown, where: string, fallback: Fields | null = null) {
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      throw new InputError(`${where} is ${shorten(value)}, expected an object`);
    }
    this.#record = value as Record<string, unknown>;
    this.#where = where;
    this.#fallback = fallback;
  }

  has(name: string): boolean {
    return this.#record[name] !== undefined || (this.#fallback?.has(name) ?? false);
  }

  positive(name: string): number {
    const value = this.#get(name);
    return typeof value === "number" && Number.isFinite(value) && value > 0
      ? value
      : this.#fail(name, value, "a number above 0");
  }

  /** A whole number from 1 to `most`. */
  count(name: string, most = Number.MAX_SAFE_INTEGER): number {
    const value = this.#get(name);
    const ok = typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= most;
    return ok ? value : this.#fail(name, value, `a whole number from 1${most < 2 ** 32 ? ` to ${most}` : ""}`);
  }

  number(name: string): number {
    const value = this.#get(name);
    return typeof value === "number" && Number.isFinite(value) ? value : this.#fail(name, value, "a finite number");
  }

  numbers(name: string, length: number): number[] {
    const value = this.#get(name);
    const ok =
      Array.isArray(value) &&
      value.length === length &&
      value.every((n) => typeof n === "number" && Number.isFinite(n));
    return ok ? value : this.#fail(name, value, `${length} finite numbers`);
  }

  text(name: string): string {
    const value = this.#get(name);
    return typeof value === "string" && value.trim() !== "" ? value : this.#fail(name, value, "a text");
  }

  list(name: string): unknown[] {
    const value = this.#get(name);
    return Array.isArray(value) && value.length > 0 ? value : this.#fail(name, value, "a list with at least one entry");
  }

  /** Four rows of four numbers, as one flat list. */
  matrix(name: string): number[] {
    const value = this.#get(name);
    const rows = Array.isArray(value) && value.length === 4 ? value : null;
    const flat = rows?.every((row) => Array.isArray(row) && row.length === 4) ? rows.flat() : null;
    if (!flat?.every((n) => typeof n === "number" && Number.isFinite(n))) {
      return this.#fail(name, value, "4 rows of 4 finite numbers");
    }
    return flat;
  }

  #get(name: string): unknown {
    const value = this.#record[name];
    return value === undefined && this.#fallback ? this.#fallback.#get(name) : value;
  }

  #fail(name: string, value: unknown, expected: string): never {
    if (value === undefined) throw new InputError(`${this.#where}: field "${name}" is missing, expected ${expected}`);
    throw new InputError(`${this.#where}: field "${name}" is ${shorten(value)}, expected ${expected}`);
  }
}

function shorten(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
