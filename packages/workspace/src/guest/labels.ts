import { fail, shown } from "./check.ts";

/** In one line of at most so many characters, without halves of characters. */
export function clip(text: string, most: number): string {
  const line = text
    .slice(0, 4 * most)
    .toWellFormed()
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim();
  const characters = [...line];
  return characters.length <= most ? line : `${characters.slice(0, most - 1).join("")}…`;
}

/** A text of a picture, shortened to what can be read there; empty when it is not given. */
export function caption(where: string, value: unknown, most = 120): string {
  if (value === undefined) return "";
  return typeof value === "string" ? clip(value, most) : fail(where, `expected a text, got ${shown(value)}`);
}
