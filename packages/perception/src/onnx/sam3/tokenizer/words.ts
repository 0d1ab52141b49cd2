/** As they stand in a text; anything else of that kind is text. */
export const START_WORD = "<|startoftext|>";
export const END_WORD = "<|endoftext|>";

const SPECIAL = /(<\|startoftext\|>|<\|endoftext\|>)/;
/** Elisions, runs of letters, single digits, runs of anything else but white space. */
const WORD = /'s|'t|'re|'ve|'m|'ll|'d|\p{L}+|\p{N}|[^\p{White_Space}\p{L}\p{N}]+/gu;

/** The words that CLIP's vocabulary splits into tokens, in order; start and end words stay as they are. */
export function wordsOf(text: string, lowercase: boolean): string[] {
  return text.split(SPECIAL).flatMap((part) => {
    if (part === START_WORD || part === END_WORD) return [part];
    const composed = part.normalize("NFC");
    // Letter by letter: the small sigma has no other form at a word's end.
    const plain = lowercase ? Array.from(composed, (letter) => letter.toLowerCase()).join("") : composed;
    return plain.match(WORD) ?? [];
  });
}
