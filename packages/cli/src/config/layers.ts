import path from "node:path";
import { InputError } from "@spatialclaw/media";
import type { ConfigFile } from "./files.ts";
import { Mismatch } from "./kinds.ts";
import { nearest } from "./nearest.ts";
import { KEYS, type Key, optionOf, variableOf } from "./options.ts";

/** Where a value comes from. `name`: the flag, the variable, the file. */
export type Origin =
  | { readonly kind: "flag" | "environment" | "project" | "user"; readonly name: string }
  | { readonly kind: "default" };

export interface Found {
  readonly value: unknown;
  readonly origin: Origin;
}

/** What one place says: some of the options. */
export type Layer = ReadonlyMap<Key, Found>;

type Environment = Readonly<Record<string, string | undefined>>;

/** Already parsed by the command line. */
export function flagLayer(flags: Readonly<Partial<Record<Key, unknown>>>): Layer {
  const given = KEYS.filter((key) => flags[key] !== undefined);
  return new Map(given.map((key) => [key, { value: flags[key], origin: { kind: "flag", name: flagName(key) } }]));
}

/** `--max-steps` of `limits.steps`. */
export function flagName(key: Key): string {
  return /--[\w-]+/.exec(optionOf(key).flag ?? "")?.[0] ?? key;
}

/** An empty variable counts as none. Throws InputError. */
export function environmentLayer(env: Environment): Layer {
  const layer = new Map<Key, Found>();
  for (const key of KEYS) {
    const name = variableOf(key);
    const text = env[name];
    if (text === undefined || text.trim() === "") continue;
    const value = checked(key, `the environment variable ${name}`, () => optionOf(key).kind.fromText(text));
    layer.set(key, { value, origin: { kind: "environment", name } });
  }
  return layer;
}

/** Throws InputError that names the file and the key. */
export function fileLayer({ path: file, role, content }: ConfigFile, env: Environment): Layer {
  const layer = new Map<Key, Found>();
  for (const [key, json] of flat(content as object, "", file)) {
    const where = `${file}: ${key}`;
    if (layer.has(key)) throw new InputError(`${where} stands there twice; keep one of them`);
    const { kind, substitutes } = optionOf(key);
    const value = checked(key, where, () => kind.fromJson(substitutes ? substituted(json, env, where) : json));
    const rebased = kind.rebase ? kind.rebase(value, path.dirname(file)) : value;
    layer.set(key, { value: rebased, origin: { kind: role, name: file } });
  }
  return layer;
}

/** `{"limits": {"steps": 5}}` and `{"limits.steps": 5}` are the same. */
function* flat(object: object, prefix: string, file: string): Generator<[Key, unknown]> {
  for (const [name, json] of Object.entries(object)) {
    const key = prefix + name;
    if (KEYS.includes(key as Key)) yield [key as Key, json];
    else if (!KEYS.some((known) => known.startsWith(`${key}.`))) throw unknownKey(key, file);
    else if (typeof json === "object" && json !== null && !Array.isArray(json)) yield* flat(json, `${key}.`, file);
    else throw new InputError(`${file}: ${key} is a group; expected an object with ${membersOf(key).join(", ")}`);
  }
}

function membersOf(group: string): string[] {
  return KEYS.filter((key) => key.startsWith(`${group}.`)).map((key) => key.slice(group.length + 1));
}

function unknownKey(key: string, file: string): InputError {
  const near = nearest(key, KEYS);
  const way = near ? `did you mean ${near}?` : "`spatialclaw config show` lists the options";
  return new InputError(`${file}: there is no option ${JSON.stringify(key)}; ${way}`);
}

/** `${NAME}` in texts, also within a list. */
function substituted(json: unknown, env: Environment, where: string): unknown {
  if (Array.isArray(json)) return json.map((item: unknown) => substituted(item, env, where));
  if (typeof json !== "string") return json;
  return json.replace(/\$\{([^}]*)\}/g, (_, name: string) => {
    const value = env[name];
    if (value) return value;
    throw new InputError(`${where} wants the environment variable ${JSON.stringify(name)}, which is not set; set it`);
  });
}

/** Says where a wrong value stands, and of a secret no more than that it is wrong. */
function checked(key: Key, where: string, parse: () => unknown): unknown {
  const { secret, kind } = optionOf(key);
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof Mismatch)) throw error;
    throw new InputError(`${where}: ${secret ? `expected ${kind.expects}` : error.message}`);
  }
}
