import type { Argument } from "./bind.ts";
import { isObject, type Loose, type LooseObject } from "./loose-json.ts";
import { CallProblem } from "./problem.ts";
import { expression, lastMember, type Reference, referenceIn } from "./reference.ts";
import type { Results } from "./results.ts";
import type { ApiTable } from "./signatures.ts";

/**
 * Writes values as TypeScript and collects what has to stand before the call: frames by index, and a guard for
 * everything on a path that may be null. Nothing of a text becomes code: it is a path of names or a quoted string.
 */
export class CellWriter {
  readonly #api: ApiTable;
  readonly #results: Results;
  readonly #resultName: string | null;
  readonly #guards = new Set<string>();
  readonly #frames = new Map<number, string>();
  readonly roots = new Set<string>();

  /** @param resultName The name that the cell itself declares. */
  constructor(api: ApiTable, results: Results, resultName: string | null) {
    this.#api = api;
    this.#results = results;
    this.#resultName = resultName;
  }

  /** The lines before the call. */
  get preparation(): readonly string[] {
    const frames = [...this.#frames].flatMap(([index, name]) => [
      `const ${name} = InputImages.by(${index});`,
      guard(name, `the input has no frame with index ${index}; $Metadata.frameIndices lists those it has`),
    ]);
    return [...frames, ...this.#guards];
  }

  /** Names of the frames that the cell looks up. */
  get frameNames(): readonly string[] {
    return [...this.#frames.values()];
  }

  /** @param type Type of the parameter as declared; empty when it is not known. */
  argument(value: Argument, type: string): string {
    if (value === undefined) return "undefined";
    if (typeof value === "string") return this.#text(value, type);
    if (typeof value === "number") return takesFrame(type) ? this.#frame(value) : numeral(value);
    if (Array.isArray(value)) return `[${value.map((item: Loose) => this.argument(item, type)).join(", ")}]`;
    if (isObject(value)) return this.#object(value, type);
    return String(value);
  }

  /** A reference as an expression, guarded up to its last step, or `whole`. */
  path(reference: Reference, whole: boolean): string {
    const { root, steps } = reference;
    if (!this.#results.has(root))
      throw new CallProblem(`"$${root}" names no result so far; there are ${this.#results}.`);
    this.roots.add(root);
    for (let until = 0; until < steps.length + (whole ? 1 : 0); until++) this.#guard(reference, until);
    return expression(reference);
  }

  /** Whether what the reference leads to may be null. */
  mayBeNull(reference: Reference): boolean {
    if (reference.steps.length === 0) return this.#results.get(reference.root)?.nullable ?? false;
    const member = lastMember(reference);
    return member === null || (this.#api.properties.get(member) ?? false);
  }

  #guard({ root, steps }: Reference, until: number): void {
    const part: Reference = { root, steps: steps.slice(0, until) };
    if (!this.mayBeNull(part)) return;
    const path = expression(part);
    const from = this.#results.get(root)?.from;
    const shorter = expression(part, until - 1);
    const message =
      until === 0
        ? `$${path} is null: ${from} found nothing. Try other words, other frames or another way`
        : lastMember(part) === null
          ? `$${path} does not exist: call print with "$${shorter}" to see what it holds`
          : `$${path} is null here`;
    this.#guards.add(guard(path, message));
  }

  #text(text: string, type: string): string {
    if (text.startsWith("$$")) return JSON.stringify(text.slice(1));
    const reference = referenceIn(text);
    return reference ? this.path(reference, !/\b(?:unknown|Showable)\b/.test(type)) : JSON.stringify(text);
  }

  #object(value: LooseObject, type: string): string {
    const entries = Object.entries(value);
    const [[key, only] = ["", null]] = entries;
    if (entries.length === 1 && /^\$?ref$/.test(key) && typeof only === "string")
      return this.#text(only.startsWith("$") ? only : `$${only}`, type);
    if (entries.length === 1 && key === "frame" && typeOfKey(type, key) === null)
      return typeof only === "number" ? this.#frame(only) : this.argument(only, type);
    const members = entries.map(
      ([name, item]) => `${property(name)}: ${this.argument(item, typeOfKey(type, name) ?? "")}`,
    );
    return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
  }

  #frame(index: number): string {
    if (!Number.isInteger(index) || index < 0)
      throw new CallProblem(
        `${index} is no frame: {"frame": 12} takes the frame's absolute index, a whole number from 0.`,
      );
    const plain = `frame${index}`;
    const name = plain === this.#resultName ? `${plain}_` : plain;
    this.#frames.set(index, name);
    return name;
  }
}

function guard(path: string, message: string): string {
  return `if (${path} == null) throw new Error(${JSON.stringify(message)});`;
}

function numeral(value: number): string {
  return Object.is(value, -0) ? "-0" : String(value);
}

/** A computed key where a plain one would set the prototype. */
function property(name: string): string {
  if (name === "__proto__") return '["__proto__"]';
  return /^[A-Za-z_]\w*$/.test(name) ? name : JSON.stringify(name);
}

/** Whether a plain number in this place means a frame. */
function takesFrame(type: string): boolean {
  const own = type.replace(/\{[^}]*\}/g, "");
  return /\bFrame(?:Ref)?\b/.test(own) && !/\bnumber\b/.test(own);
}

/** Type of a key in the object types of a parameter; null when there is none. */
function typeOfKey(type: string, key: string): string | null {
  if (!/^\w+$/.test(key)) return null;
  return new RegExp(`\\b${key}\\??: ([^;}]*)`).exec(type)?.[1] ?? null;
}
