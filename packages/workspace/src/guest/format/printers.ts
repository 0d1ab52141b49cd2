type Printer = (value: never) => string;

const printers = new Map<object, Printer>();
/** The objects are frozen, so what was said of one stays true; summaries of a session ask after every cell. */
const printed = new WeakMap<object, string>();

/**
 * Makes a class fit for cells: its prototype is frozen, and its objects, frozen too, print as `print` says: in one
 * line and without running code of a cell. In a template they are that line, in arithmetic an error instead of NaN,
 * unless the class has an error of its own for that.
 */
export function defineType<T extends object>(type: { readonly prototype: T }, print: (value: T) => string): void {
  if (!(Symbol.toPrimitive in type.prototype))
    Object.defineProperty(type.prototype, Symbol.toPrimitive, {
      value(this: object, hint: string) {
        const line = printDefined(this, Object.getPrototypeOf(this) as object | null) ?? "an object";
        if (hint === "number") throw new TypeError(`expected a number, got ${line}`);
        return line;
      },
    });
  Object.freeze(type.prototype);
  printers.set(type.prototype, print as Printer);
}

/** The line of an object of a defined class; null for any other prototype. */
export function printDefined(value: object, prototype: object | null): string | null {
  const print = prototype && printers.get(prototype);
  if (!print) return null;
  const text = printed.get(value) ?? print(value as never);
  printed.set(value, text);
  return text;
}
