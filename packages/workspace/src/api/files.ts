import { readdirSync, readFileSync } from "node:fs";

const folder = new URL("../../api/", import.meta.url);

/** The whole cell API: file name to text of its declarations. */
export function apiFiles(): Record<string, string> {
  const names = readdirSync(folder).filter((name) => name.endsWith(".d.ts"));
  return Object.fromEntries(names.sort().map((name) => [name, readFileSync(new URL(name, folder), "utf8")]));
}
