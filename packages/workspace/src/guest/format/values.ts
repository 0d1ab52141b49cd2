import { formatBuiltIn } from "./builtins.ts";
import { className } from "./names.ts";
import { formatNumber, formatRange, formatVector } from "./numbers.ts";
import { printDefined } from "./printers.ts";
import { isProxy } from "./proxies.ts";

const DEPTH = 4;
const ITEMS = 24;
const VECTOR = 16;
const STRING = 200;
/** Characters of one value, roughly: checked before each part. */
const BUDGET = 2000;

/**
 * Any value in a few words. Runs no code of a cell: no getter, no toString, no toJSON, no iterator, no proxy trap;
 * properties are read through their descriptors, built-ins through methods captured when the isolate was fresh.
 */
export function formatValue(value: unknown): string {
  return new Writer().write(value);
}

class Writer {
  #open: object[] = [];
  #left = BUDGET;

  write(value: unknown): string {
    if (this.#left <= 0) return "…";
    const text = typeof value === "object" && value !== null ? this.#object(value) : formatPrimitive(value);
    // Containers have paid for their parts already.
    if (typeof value !== "object") this.#left -= text.length;
    return text;
  }

  #object(value: object): string {
    if (isProxy(value)) return "Proxy";
    if (this.#open.includes(value)) return "[circular]";
    const prototype = Object.getPrototypeOf(value) as object | null;
    const known = printDefined(value, prototype);
    if (known !== null) return this.#paid(known);
    if (this.#open.length >= DEPTH) return Array.isArray(value) ? "[…]" : "{…}";
    if (!Array.isArray(value)) {
      const text = formatBuiltIn(value, (inner) => this.#inside(value, () => this.write(inner)));
      if (text !== null) return text;
    }
    return this.#inside(value, () => (Array.isArray(value) ? this.#array(value) : this.#record(value, prototype)));
  }

  #inside(value: object, write: () => string): string {
    this.#open.push(value);
    try {
      return write();
    } finally {
      this.#open.pop();
    }
  }

  #paid(text: string): string {
    this.#left -= text.length;
    return text;
  }

  #array(value: readonly unknown[]): string {
    const numbers = ownNumbers(value);
    if (numbers && numbers.length > 0)
      return this.#paid(
        numbers.length <= VECTOR ? formatVector(numbers) : `Array(${numbers.length}) ${formatRange(numbers)}`,
      );
    const parts: string[] = [];
    for (let i = 0; i < value.length && i < ITEMS && this.#left > 0; i++) {
      const property = Object.getOwnPropertyDescriptor(value, i);
      parts.push(property === undefined ? "empty" : this.#property(property));
    }
    if (parts.length < value.length) parts.push(`… ${value.length - parts.length} more`);
    return `[${parts.join(", ")}]`;
  }

  #record(value: object, prototype: object | null): string {
    const name = className(prototype);
    const keys = Object.keys(value);
    const parts: string[] = [];
    for (const key of keys) {
      if (parts.length === ITEMS || this.#left <= 0) break;
      const property = Object.getOwnPropertyDescriptor(value, key);
      if (property)
        parts.push(`${/^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(key) ? key : quote(key)}: ${this.#property(property)}`);
    }
    if (parts.length < keys.length) parts.push(`… ${keys.length - parts.length} more`);
    const body = parts.length > 0 ? `{ ${parts.join(", ")} }` : "{}";
    return name === null || name === "Object" ? body : `${name} ${body}`;
  }

  #property(property: PropertyDescriptor): string {
    return "value" in property ? this.write(property.value) : "[getter]";
  }
}

function formatPrimitive(value: unknown): string {
  switch (typeof value) {
    case "number":
      return formatNumber(value);
    case "string":
      return quote(value);
    case "bigint":
      return `${value}n`;
    case "function":
      return formatFunction(value);
    default:
      return String(value);
  }
}

function formatFunction(value: object): string {
  if (isProxy(value)) return "Proxy";
  const name = Object.getOwnPropertyDescriptor(value, "name")?.value as unknown;
  const isClass = sourceOf.call(value).startsWith("class");
  return `[${isClass ? "class" : "function"}${typeof name === "string" && name !== "" ? ` ${name}` : ""}]`;
}

const sourceOf = Function.prototype.toString;

function quote(text: string): string {
  return text.length <= STRING
    ? JSON.stringify(text)
    : `${JSON.stringify(text.slice(0, STRING))}… (${text.length} characters)`;
}

/** The elements when all are plain numbers, else null. */
function ownNumbers(value: readonly unknown[]): number[] | null {
  const numbers: number[] = [];
  for (let i = 0; i < value.length; i++) {
    const element = Object.getOwnPropertyDescriptor(value, i)?.value as unknown;
    if (typeof element !== "number") return null;
    numbers.push(element);
  }
  return numbers;
}
