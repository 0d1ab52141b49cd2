"""1,000 phrases and what transformers' CLIP tokenizer makes of them, in both conventions of padding."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from lib.bundle import sha256
from lib.golden import Golden
from lib.tokenizer import CONTEXT, EOS, MERGES, encode, tokenizer

NOUNS = "ball box chair lamp sofa dog cat car cup table window door plant shelf book person bicycle bottle kettle zebra".split()
WORDS = "red small left-most second shiny old wooden 2nd half-open XXL upside-down blue/green nearest tall O'Brien's".split()
PLACES = ["on the left", "behind the sofa", "next to the door", "in the mirror", "that isn't moving", "closest to me"]
ODD = [
    "", " ", "\t\n  ", "a", "A", "!", "!!", "!!!", "...", "…", "'", "''", "'s", "it's", "IT'S", "we'll they've I'm you'd can't we're",
    "it’s", "don''t", "rock'n'roll", "&amp;", "&lt;b&gt;", "&#39;", "&nbsp;x", "<|startoftext|>", "<|endoftext|>", "a <|endoftext|> b",
    "<|STARTOFTEXT|>", "<b>bold</b>", "http://example.org/a?b=c&d=e", "user@example.org", "C:\\dir\\file.txt", "a_b_c", "snake_case",
    "camelCase", "1234567890", "3.14159", "1,000,000", "50%", "$5", "€5", "½", "²", "№5", "Ⅷ", "٣٤", "x=y+z", "a  b   c", "a\u00a0b",
    "a\u2003b", "a\u200bb", "\ufeffa", "a\u0000b", "a\u0007b", "line\nbreak", "tab\there", " lead", "trail ", "é", "e\u0301", "ﬁ", "ﬃ",
    "Å", "A\u030a", "ﬀ", "ß", "ẞ", "STRASSE", "İstanbul", "ıi", "ΟΔΟΣ", "ς", "naïve café", "Zoë", "Ærøskøbing", "Dvořák", "smörgåsbord",
    "红色的球", "椅子", "左边的狗", "東京タワー", "こんにちは", "한국어", "안녕 하세요", "привет мир", "Красный МЯЧ", "שלום", "مرحبا بالعالم",
    "नमस्ते", "ไทย", "ভাষা", "ქართული", "Ελληνικά", "👍", "👍🏽", "👨‍👩‍👧‍👦", "🏳️‍🌈", "🇩🇪", "a🙂b", "☃", "♥️", "→", "𝒳", "𝟘𝟙", "\U0001f9d1\u200d\U0001f680",
    "a" * 60, "ab " * 40, "supercalifragilisticexpialidocious " * 3, "the " * 31, "the " * 30, "the " * 29, "the " * 100, "é" * 40, "红" * 40, "🙂" * 12,
    "x" * 500, "- - -", "--", "a-b-c", "(a)", "[b]", "{c}", "\"quoted\"", "“quoted”", "‘q’", "a/b", "a\\b", "#tag", "@me", "^_^", "~", "`code`", "|",
]
ALPHABET = "abcdefghijklmnopqrstuvwxyzABCXYZ0123456789 '-.,!?éüß红球🙂\u0301\u00a0\t&<>_"


def phrases() -> list[str]:
    """Odd ones, phrases as people write them, and letters at random; no phrase twice."""
    rng = np.random.default_rng(6)
    found = dict.fromkeys(ODD)
    while len(found) < 650:
        words = rng.choice(WORDS, int(rng.integers(0, 4)), replace=False).tolist()
        text = " ".join(["the", *words, str(rng.choice(NOUNS)), str(rng.choice(PLACES)) if rng.random() < 0.5 else ""]).strip()
        found[text.upper() if rng.random() < 0.1 else text] = None
    letters = list(ALPHABET)
    while len(found) < 1000:
        found["".join(rng.choice(letters, int(rng.integers(1, 70))).tolist())] = None
    return list(found)


def make(fixtures: Path) -> None:
    """goldens/tokenizer.json + .bin."""
    texts = phrases()
    tokens, mask = (np.array(value) for value in encode(texts, tokenizer()))
    about = "transformers' CLIPTokenizer built from models/tokenizer, padding to 32, truncation"
    golden = Golden(about, merges={"file": f"models/tokenizer/{MERGES.name}", "sha256": sha256(MERGES)}, contextLength=CONTEXT)
    golden.content["phrases"] = texts
    pads = {
        "padEos": {"pad": EOS, "maskMeaning": "1=valid", "ids": tokens, "mask": mask},
        "padZero": {"pad": 0, "maskMeaning": "1=pad", "ids": np.where(mask == 1, tokens, 0), "mask": 1 - mask},
    }
    for name, entry in pads.items():
        arrays = {"ids": golden.add(f"{name}.ids", entry["ids"], "int32"), "mask": golden.add(f"{name}.mask", entry["mask"], "uint8")}
        golden.content[name] = {"pad": entry["pad"], "maskMeaning": entry["maskMeaning"], **arrays}
    golden.write(fixtures / "goldens" / "tokenizer")
