"""transformers' CLIP tokenizer, built from the merges file of this repository."""

from __future__ import annotations

import gzip
from pathlib import Path

from transformers import CLIPTokenizer

MERGES = Path(__file__).resolve().parents[2] / "tokenizer" / "bpe_simple_vocab_16e6.txt.gz"
WORDS = 49408
BOS, EOS = 49406, 49407
CONTEXT = 32


def byte_letters() -> list[str]:
    """The letter of each byte, printable bytes first: the first 256 words of the vocabulary."""
    printable = [*range(ord("!"), ord("~") + 1), *range(ord("¡"), ord("¬") + 1), *range(ord("®"), ord("ÿ") + 1)]
    others = [256 + i for i in range(256 - len(printable))]
    return [chr(code) for code in printable + others]


def read_merges(path: Path = MERGES) -> list[tuple[str, str]]:
    """The merges that CLIP uses: the first line is a header, and what goes beyond the vocabulary is left out."""
    lines = gzip.decompress(path.read_bytes()).decode("utf-8").split("\n")
    count = WORDS - 2 * 256 - 2
    merges = [tuple(line.split()) for line in lines[1 : count + 1]]
    if any(len(merge) != 2 for merge in merges):
        raise SystemExit(f"{path}: a line that is no pair of words")
    return merges


def vocabulary(merges: list[tuple[str, str]]) -> dict[str, int]:
    """Letters, letters that end a word, merged words, start and end."""
    letters = byte_letters()
    words = [*letters, *(f"{letter}</w>" for letter in letters), *("".join(merge) for merge in merges)]
    words += ["<|startoftext|>", "<|endoftext|>"]
    if len(words) != WORDS or len(set(words)) != WORDS:
        raise SystemExit(f"expected {WORDS} different words, got {len(words)}, {len(set(words))} of them different")
    return {word: index for index, word in enumerate(words)}


def tokenizer() -> CLIPTokenizer:
    """Ready for calls with padding, max_length and truncation."""
    merges = read_merges()
    return CLIPTokenizer(vocab=vocabulary(merges), merges=merges)


def encode(texts: list[str], made: CLIPTokenizer | None = None) -> tuple[list[list[int]], list[list[int]]]:
    """Ids padded with 49407 to 32, and the mask with 1 = valid."""
    out = (made or tokenizer())(texts, padding="max_length", max_length=CONTEXT, truncation=True)
    return out["input_ids"], out["attention_mask"]
