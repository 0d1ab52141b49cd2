import { homedir } from "node:os";
import { type ConfigFile, configFiles, type Place } from "./files.ts";
import { environmentLayer, fileLayer, flagLayer, type Layer, type Origin } from "./layers.ts";
import { KEYS, type Key, optionOf, type Values } from "./options.ts";

/** Every option with its value, and where each value comes from. */
export interface Config {
  readonly values: Values;
  readonly origins: Readonly<Record<Key, Origin>>;
  /** The files that were looked at, the stronger one first. */
  readonly files: readonly ConfigFile[];
}

export interface ConfigSources extends Partial<Place> {
  /** What the command line says, parsed. */
  readonly flags?: Partial<Values>;
}

/** Flag before environment before project file before user file before default. Throws InputError. */
export function resolveConfig(sources: ConfigSources = {}): Config {
  const { flags = {}, env = process.env, cwd = process.cwd(), home = homedir() } = sources;
  const files = configFiles({ env, cwd, home });
  const fromFiles = files.filter((file) => file.content !== null).map((file) => fileLayer(file, env));
  return merged([flagLayer(flags), environmentLayer(env), ...fromFiles], files);
}

/** Flags, environment and defaults: for programs, which say the rest themselves. Throws InputError. */
export function resolveWithoutFiles({ flags = {}, env = process.env }: Omit<ConfigSources, "cwd" | "home">): Config {
  return merged([flagLayer(flags), environmentLayer(env)], []);
}

/** The configuration with other values for some options, as if flags had said so. */
export function withValues(config: Config, values: Partial<Values>): Config {
  const origins = Object.fromEntries([...flagLayer(values)].map(([key, { origin }]) => [key, origin]));
  return { ...config, values: { ...config.values, ...values }, origins: { ...config.origins, ...origins } };
}

function merged(layers: readonly Layer[], files: readonly ConfigFile[]): Config {
  const found = KEYS.map((key) => {
    const first = layers.map((layer) => layer.get(key)).find((entry) => entry !== undefined);
    return [key, first ?? { value: optionOf(key).default, origin: { kind: "default" as const } }] as const;
  });
  return {
    values: Object.fromEntries(found.map(([key, { value }]) => [key, value])) as unknown as Values,
    origins: Object.fromEntries(found.map(([key, { origin }]) => [key, origin])) as Record<Key, Origin>,
    files,
  };
}
