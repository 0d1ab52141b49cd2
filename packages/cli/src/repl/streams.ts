import type { Readable, Writable } from "node:stream";

/** Split at LF only: other line ends may stand inside a JSON text. The last line needs none. */
export async function* lines(input: Readable): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let parts: string[] = [];
  for await (const chunk of input) {
    const pieces = decoder.decode(chunk as Uint8Array, { stream: true }).split("\n");
    for (const piece of pieces.slice(0, -1)) {
      parts.push(piece);
      yield parts.join("");
      parts = [];
    }
    parts.push(pieces.at(-1) ?? "");
  }
  const rest = parts.join("") + decoder.decode();
  if (rest !== "") yield rest;
}

/** Waits until the reader has taken the text; false when nobody reads any more (`… | head -1`). */
export function write(output: Writable, text: string): Promise<boolean> {
  return new Promise((resolve) => output.write(text, (error) => resolve(!error)));
}
