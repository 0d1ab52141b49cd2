import type { SKRSContext2D } from "@napi-rs/canvas";

/** Characters that are looked at; no picture has room for more. */
const LONGEST = 240;

/** The text in one line that fits the width in the context's font, cut with an ellipsis where it does not. */
export function fitText(context: SKRSContext2D, text: string, width: number): string {
  const line = oneLine(text);
  if (context.measureText(line).width <= width) return line;
  const characters = [...line];
  let [fits, over] = [0, characters.length];
  while (over - fits > 1) {
    const middle = (fits + over) >> 1;
    if (context.measureText(`${characters.slice(0, middle).join("")}…`).width <= width) fits = middle;
    else over = middle;
  }
  return fits === 0 ? "…" : `${characters.slice(0, fits).join("").trimEnd()}…`;
}

/** Without breaks and half characters. */
function oneLine(text: string): string {
  const cut = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  return cut
    .toWellFormed()
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim();
}
