/** Where findings go: problems make a manifest unusable, warnings do not. */
export interface Findings {
  readonly problems: string[];
  readonly warnings: string[];
}

/** Checks what stands at a path of the file. */
export type Rule = (value: unknown, at: string, findings: Findings) => void;

const MOST_SHOWN = 60;

export function rule(expects: string, fits: (value: unknown) => boolean): Rule {
  return (value, at, { problems }) => {
    if (!fits(value)) problems.push(`${at}: expected ${expects}, got ${shown(value)}`);
  };
}

export function shown(value: unknown): string {
  const text = value === undefined ? "nothing" : (JSON.stringify(value) ?? String(value));
  return text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text;
}

export const text = rule("a text", (value) => typeof value === "string" && value.trim() !== "");
export const truth = rule("true or false", (value) => typeof value === "boolean");
export const number = rule("a number", (value) => typeof value === "number" && Number.isFinite(value));

export function whole(min = 0): Rule {
  return rule(`a whole number from ${min}`, (value) => Number.isSafeInteger(value) && (value as number) >= min);
}

export function matching(expects: string, pattern: RegExp): Rule {
  return rule(expects, (value) => typeof value === "string" && pattern.test(value));
}

export function oneOf(values: readonly (string | number | boolean)[]): Rule {
  return rule(`one of ${values.join(", ")}`, (value) => values.includes(value as string));
}

export function listOf(item: Rule, { min = 0, length }: { min?: number; length?: number } = {}): Rule {
  const expects = length === undefined ? `a list${min > 0 ? ` of at least ${min}` : ""}` : `a list of ${length}`;
  return (value, at, findings) => {
    const fits = Array.isArray(value) && (length === undefined ? value.length >= min : value.length === length);
    if (!fits) findings.problems.push(`${at}: expected ${expects}, got ${shown(value)}`);
    else for (const [index, entry] of value.entries()) item(entry, `${at}[${index}]`, findings);
  };
}

export function optional(inner: Rule): Rule {
  return (value, at, findings) => {
    if (value !== undefined) inner(value, at, findings);
  };
}

export function orNull(inner: Rule): Rule {
  return (value, at, findings) => {
    if (value !== undefined && value !== null) inner(value, at, findings);
  };
}

/** The first kind that fits, by a glance at the value, is the one whose findings count. */
export function choice(
  expects: string,
  kinds: readonly (readonly [glance: (value: unknown) => boolean, Rule])[],
): Rule {
  return (value, at, findings) => {
    const kind = kinds.find(([glance]) => glance(value));
    if (kind) kind[1](value, at, findings);
    else findings.problems.push(`${at}: expected ${expects}, got ${shown(value)}`);
  };
}

/** Keys that are not in the list are named in a warning and left alone. */
export function object(fields: Readonly<Record<string, Rule>>): Rule {
  return (value, at, findings) => {
    if (!isObject(value)) {
      findings.problems.push(`${at || "the manifest"}: expected an object, got ${shown(value)}`);
      return;
    }
    for (const [name, check] of Object.entries(fields)) check(value[name], join(at, name), findings);
    for (const name of Object.keys(value))
      if (!(name in fields)) findings.warnings.push(`${join(at, name)}: unknown, left alone`);
  };
}

/** An object whose keys are names; `names` checks them. */
export function record(entry: Rule, names?: readonly string[]): Rule {
  return (value, at, findings) => {
    if (!isObject(value)) {
      findings.problems.push(`${at}: expected an object, got ${shown(value)}`);
      return;
    }
    for (const [name, inner] of Object.entries(value)) {
      if (names && !names.includes(name))
        findings.problems.push(`${join(at, name)}: no such name; there are ${names.join(", ")}`);
      else entry(inner, join(at, name), findings);
    }
  };
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function join(at: string, name: string): string {
  return at === "" ? name : `${at}.${name}`;
}
