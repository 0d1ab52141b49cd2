import type { TokenizerSpec } from "../../manifest/index.ts";
import { tokensOfWord } from "./byte-pairs.ts";
import { readVocabulary } from "./vocabulary.ts";
import { END_WORD, START_WORD, wordsOf } from "./words.ts";

/** What a text encoder takes, `contextLength` of each. */
export interface Encoded {
  readonly tokens: Int32Array;
  /** 1 and 0 as the manifest's `maskMeaning` says. */
  readonly mask: Uint8Array;
  /** Whether the text was longer and its end is not in the tokens. */
  readonly isCut: boolean;
}

export interface Tokenizer {
  encode(text: string): Encoded;
}

/** Texts to tokens, as transformers' CLIP tokenizer does it. @param file CLIP's merges. Throws InputError. */
export function createTokenizer(file: string, spec: TokenizerSpec): Tokenizer {
  const { contextLength, bos, eos, pad, lowercase, maskMeaning } = spec;
  const vocabulary = readVocabulary(file);
  const tokensOf = (word: string): readonly number[] => {
    if (word === START_WORD) return [bos];
    return word === END_WORD ? [eos] : tokensOfWord(word, vocabulary);
  };
  return {
    encode(text) {
      const room = contextLength - 2;
      const inside: number[] = [];
      for (const word of wordsOf(text, lowercase)) {
        inside.push(...tokensOf(word));
        if (inside.length > room) break;
      }
      const found = [bos, ...inside.slice(0, room), eos];
      const valid = maskMeaning === "1=valid" ? 1 : 0;
      return {
        tokens: Int32Array.from({ length: contextLength }, (_, i) => found[i] ?? pad),
        mask: Uint8Array.from({ length: contextLength }, (_, i) => (i < found.length ? valid : 1 - valid)),
        isCut: inside.length > room,
      };
    },
  };
}
