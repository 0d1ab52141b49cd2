import { writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import type { TokenizerSpec } from "../../../src/onnx/manifest/index.ts";
import { createTokenizer } from "../../../src/onnx/sam3/tokenizer/tokenizer.ts";
import { scratch } from "../bundles.ts";
import { golden } from "../goldens.ts";

interface Padding {
  readonly pad: number;
  readonly maskMeaning: TokenizerSpec["maskMeaning"];
  readonly ids: string;
  readonly mask: string;
}

const { content, numbers } = golden<{ phrases: readonly string[]; padEos: Padding; padZero: Padding }>("tokenizer");
const MERGES = path.join(import.meta.dirname, "../../../../../models/tokenizer/bpe_simple_vocab_16e6.txt.gz");
const SPEC: TokenizerSpec = {
  file: "merges",
  kind: "clip-bpe",
  contextLength: 32,
  bos: 49406,
  eos: 49407,
  pad: 49407,
  lowercase: true,
  maskMeaning: "1=valid",
};

describe("the tokenizer", () => {
  it.each(["padEos", "padZero"] as const)("equals transformers' on 1,000 phrases, %s", (name) => {
    const { pad, maskMeaning, ids, mask } = content[name];
    const tokenizer = createTokenizer(MERGES, { ...SPEC, pad, maskMeaning });
    const [wantedIds, wantedMask] = [numbers(ids), numbers(mask)];
    expect(content.phrases.length).toBe(1000);
    for (const [i, phrase] of content.phrases.entries()) {
      const made = tokenizer.encode(phrase);
      expect([...made.tokens], JSON.stringify(phrase)).toEqual(wantedIds.slice(i * 32, i * 32 + 32));
      expect([...made.mask], JSON.stringify(phrase)).toEqual(wantedMask.slice(i * 32, i * 32 + 32));
    }
  });

  it("says when the end of a text does not fit", () => {
    const tokenizer = createTokenizer(MERGES, SPEC);
    expect(tokenizer.encode("the ".repeat(30)).isCut).toBe(false);
    expect(tokenizer.encode("the ".repeat(31)).isCut).toBe(true);
    // One word of 5,000 letters, and 5,000 letters of words.
    expect(tokenizer.encode("xyzzy".repeat(1000))).toMatchObject({ isCut: true });
    expect(tokenizer.encode("ball ".repeat(1000)).tokens.at(-1)).toBe(49407);
  });

  it("takes plain merges and names the line that is none", () => {
    using folder = scratch();
    const file = path.join(folder.path, "merges.txt");
    writeFileSync(file, "#version\ni n\nt h\nno such tokens\n");
    expect(() => createTokenizer(file, SPEC)).toThrow(/merges\.txt: line 4 is no merge/);
    expect(() => createTokenizer(path.join(folder.path, "none"), SPEC)).toThrow(/cannot read the tokenizer's merges/);
  });
});
