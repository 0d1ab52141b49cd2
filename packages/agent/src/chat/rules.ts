/** What one value must be. */
export interface Rule {
  /** Completes "expected …". */
  readonly expects: string;
  readonly isSecret: boolean;
  fits(value: unknown): boolean;
  orNull(): Rule;
  /** The value is never quoted. */
  secret(): Rule;
}

/** An object with these keys and no other. */
export interface Group {
  readonly keys: Rules;
  /** Keys that must be there. */
  readonly wanted?: readonly string[];
  /** What may stand in place of the object. */
  readonly or?: Rule;
}

export type Rules = Readonly<Record<string, Rule | Group>>;

export function rule(expects: string, fits: (value: unknown) => boolean, isSecret = false): Rule {
  return {
    expects,
    isSecret,
    fits,
    orNull: () => rule(`${expects} or null`, (value) => value === null || fits(value), isSecret),
    secret: () => rule(expects, fits, true),
  };
}

const MOST_SHOWN = 60;

/** What is wrong first, in one line; null when all is right. */
export function check(value: unknown, { keys, wanted = [], or }: Group, at = ""): string | null {
  if (or?.fits(value)) return null;
  const prefix = at === "" ? "" : `${at}: `;
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return `${prefix}expected an object${or ? ` or ${or.expects}` : ""}, got ${shown(value)}`;
  const given = value as Readonly<Record<string, unknown>>;
  for (const key of wanted) if (given[key] === undefined) return `${prefix}${JSON.stringify(key)} is missing`;
  for (const [key, found] of Object.entries(value)) {
    const name = at === "" ? key : `${at}.${key}`;
    const expected = Object.hasOwn(keys, key) ? keys[key] : undefined;
    if (found === undefined) continue;
    if (!expected) return `there is no ${JSON.stringify(name)}; ${at || "it"} knows ${Object.keys(keys).join(", ")}`;
    const problem = "keys" in expected ? check(found, expected, name) : mismatch(found, expected, name);
    if (problem) return problem;
  }
  return null;
}

function mismatch(value: unknown, { expects, isSecret, fits }: Rule, name: string): string | null {
  if (fits(value)) return null;
  return `${name}: expected ${expects}${isSecret ? "" : `, got ${shown(value)}`}`;
}

function shown(value: unknown): string {
  const json = JSON.stringify(value) ?? String(value);
  return json.length > MOST_SHOWN ? `${json.slice(0, MOST_SHOWN)}…` : json;
}
