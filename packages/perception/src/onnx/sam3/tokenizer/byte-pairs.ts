import type { Vocabulary } from "./vocabulary.ts";

const NONE = 0x7fff_ffff;
const END_OF_WORD = 256;
const utf8 = new TextEncoder();

/** Tokens of one word: its bytes, of which the pair with the lowest rank is merged until no pair is known. */
export function tokensOfWord(word: string, { byteTokens, merge }: Vocabulary): number[] {
  const tokens = Array.from(utf8.encode(word), (byte) => byteTokens[byte]!);
  if (tokens.length === 0) return tokens;
  tokens[tokens.length - 1]! += END_OF_WORD;
  const rankAt = (i: number) => merge(tokens[i]!, tokens[i + 1] ?? -1)?.rank ?? NONE;
  // ranks[i]: of the pair that begins at i. Looked up once, since words may be thousands of bytes long.
  const ranks = tokens.map((_, i) => rankAt(i));
  for (;;) {
    const at = lowest(ranks);
    if (ranks[at] === NONE) return tokens;
    const merged = merge(tokens[at]!, tokens[at + 1]!)!.token;
    tokens.splice(at, 2, merged);
    ranks.splice(at + 1, 1);
    ranks[at] = rankAt(at);
    if (at > 0) ranks[at - 1] = rankAt(at - 1);
  }
}

/** The first one of the smallest. */
function lowest(ranks: readonly number[]): number {
  let best = 0;
  for (let i = 1; i < ranks.length; i++) if (ranks[i]! < ranks[best]!) best = i;
  return best;
}
