import type { Origin } from "./layers.ts";
import { KEYS, type Key, optionOf } from "./options.ts";
import type { Config } from "./resolve.ts";

/** `origin: true` adds the place each value comes from. One line an option. */
export function showConfig(config: Config, { origin }: { readonly origin: boolean }): string {
  const rows = KEYS.map((key) => [key, shown(key, config), ...(origin ? [originText(config.origins[key])] : [])]);
  return `${columns(rows).join("\n")}\n`;
}

/** For programs: a secret has `value: null` and says only whether it is set. */
export function configJson(config: Config): object {
  const options = KEYS.map((key) => {
    const value = config.values[key];
    const what = optionOf(key).secret ? { value: null, set: value !== null } : { value: readable(key, config) };
    return { key, ...what, origin: config.origins[key] };
  });
  return { options, files: config.files.map(({ path, role, content }) => ({ path, role, found: content !== null })) };
}

export function originText(origin: Origin): string {
  if (origin.kind === "default") return "default";
  if (origin.kind === "project" || origin.kind === "user") return `${origin.kind} file ${origin.name}`;
  return `${origin.kind} ${origin.name}`;
}

function shown(key: Key, config: Config): string {
  const { secret, kind } = optionOf(key);
  const value = config.values[key];
  if (secret) return value === null ? "none" : "set (hidden)";
  return kind.write(value);
}

/** The value as it is, but for addresses, which may hold a password. */
function readable(key: Key, config: Config): unknown {
  return key === "endpoint.urls"
    ? config.values[key].map((url) => optionOf(key).kind.write([url]))
    : config.values[key];
}

function columns(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]?.map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0))) ?? [];
  return rows.map((row) =>
    row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}
