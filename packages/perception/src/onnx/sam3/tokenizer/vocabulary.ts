import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { InputError } from "@spatialclaw/media";

/** Two tokens that become one; the lower the rank, the sooner. */
export interface Merge {
  readonly rank: number;
  readonly token: number;
}

/** CLIP's byte-pair vocabulary. Tokens: 256 bytes, the same at a word's end, then one for each merge. */
export interface Vocabulary {
  /** Token of a byte; at a word's end it is 256 more. */
  readonly byteTokens: Uint16Array;
  merge(left: number, right: number): Merge | undefined;
}

const WORD_END = "</w>";
/** Tokens of bytes, twice. */
const BYTE_TOKENS = 512;
/** With these and two more for start and end the vocabulary has 49,408 tokens; the file holds more. */
const MERGES = 48_894;

/** @param file A line for each merge after a header, plain or gzipped. Throws InputError of one line. */
export function readVocabulary(file: string): Vocabulary {
  const lines = linesOf(file);
  const letters = byteLetters();
  const tokens = new Map<string, number>();
  for (const [place, letter] of letters.entries()) {
    tokens.set(letter, place);
    tokens.set(letter + WORD_END, 256 + place);
  }
  const merges = new Map<number, Merge>();
  for (let rank = 0; rank < MERGES; rank++) {
    const [left, right, ...more] = (lines[rank + 1] ?? "").split(" ");
    const [a, b] = [tokens.get(left ?? ""), tokens.get(right ?? "")];
    if (a === undefined || b === undefined || more.length > 0)
      throw new InputError(
        `${file}: line ${rank + 2} is no merge of two known tokens; expected CLIP's merges file (bpe_simple_vocab_16e6.txt.gz)`,
        "environment",
      );
    const token = BYTE_TOKENS + rank;
    tokens.set(`${left}${right}`, token);
    merges.set(keyOf(a, b), { rank, token });
  }
  const byteTokens = new Uint16Array(256);
  for (const [place, byte] of byteOrder().entries()) byteTokens[byte] = place;
  return { byteTokens, merge: (left, right) => merges.get(keyOf(left, right)) };
}

function keyOf(left: number, right: number): number {
  return left * 65_536 + right;
}

function linesOf(file: string): string[] {
  try {
    const bytes = readFileSync(file);
    const isZipped = bytes[0] === 0x1f && bytes[1] === 0x8b;
    return (isZipped ? gunzipSync(bytes) : bytes).toString("utf8").split(/\r?\n/);
  } catch (error) {
    throw new InputError(`cannot read the tokenizer's merges ${file}: ${(error as Error).message}`, "environment");
  }
}

/** Bytes as the vocabulary counts them: printable ones of Latin-1 first, then the rest. */
function byteOrder(): number[] {
  const isPrintable = (byte: number) =>
    (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xac) || (byte >= 0xae && byte <= 0xff);
  const bytes = Array.from({ length: 256 }, (_, byte) => byte);
  return [...bytes.filter(isPrintable), ...bytes.filter((byte) => !isPrintable(byte))];
}

/** The letter that stands for each byte in the file, in that order: itself, or one from U+0100 on. */
function byteLetters(): string[] {
  let next = 0x100;
  return byteOrder().map((byte) =>
    String.fromCodePoint((byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte !== 0xad) ? byte : next++),
  );
}
