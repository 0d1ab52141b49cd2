import { styleText } from "node:util";

/** What the terminal marks, by meaning. Everything else keeps the terminal's own colour. */
export type Tone = "heading" | "quiet" | "good" | "bad" | "mark";

export type Paint = (tone: Tone, text: string) => string;

const STYLES = { heading: "bold", quiet: "dim", good: "green", bad: "red", mark: "cyan" } as const;

export function painter(color: boolean): Paint {
  if (!color) return (_tone, text) => text;
  return (tone, text) => styleText(STYLES[tone], text, { validateStream: false });
}

/**
 * Whether to colour what goes to this stream. FORCE_COLOR wins over NO_COLOR, as in Node itself; else colour needs a
 * terminal that is not dumb.
 */
export function wantsColor(
  stream: { readonly isTTY?: boolean },
  env: Readonly<Record<string, string | undefined>> = process.env,
): boolean {
  const { FORCE_COLOR: force, NO_COLOR: no, TERM: term } = env;
  if (force !== undefined) return force !== "0" && force !== "false";
  if (no !== undefined && no !== "") return false;
  return stream.isTTY === true && term !== "dumb";
}
