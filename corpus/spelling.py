"""Words, and spellings of one name: what two texts may write otherwise and mean the same person or place by."""

import re
import unicodedata
from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

RESPELLED = 0.79  # share of the letters of each word: Ludenko, Rudenko; not Austria, Australia; not Algerian, Nigerian

# Letters and digits; of Chinese and Japanese, which part no words, each character.
WORD = r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_\u3040-\u30ff\u3400-\u9fff]+"

_MARKS = re.compile("[\u0300-\u036f]")  # accents, once parted from their letters
# Korean names are written with hard or soft letters: Guk and Kuk, Jon and Chon, Pyongan and Phyongan.
_SOUNDS = (("ch", "j"), ("ph", "p"), ("th", "t"), ("kh", "k"), ("g", "k"), ("b", "p"), ("d", "t"), ("eo", "o"))


def without_accents(text: str) -> str:
    """The text with its accents taken off and compatible characters made one: "envió" → "envio"."""
    return text if text.isascii() else _MARKS.sub("", unicodedata.normalize("NFKD", text))


def respellings(ones: Iterable[str], others: Iterable[str]) -> list[tuple[str, str]]:
    """Pairs of spellings of one name, each with its nearest; names of several words agree in every one of them."""
    free = {name: _sound(name) for name in sorted(others)}
    pairs = []
    for name in sorted(ones):
        found = process.extractOne(
            _sound(name), free, scorer=Levenshtein.normalized_similarity, score_cutoff=RESPELLED, processor=None
        )
        if found and _agree(_sound(name), found[0]):
            pairs.append((name, found[2]))
            del free[found[2]]
    return pairs


def _agree(one: str, other: str) -> bool:
    words = one.split(), other.split()
    return len(words[0]) == len(words[1]) and all(
        Levenshtein.normalized_similarity(*pair) >= RESPELLED for pair in zip(*words, strict=True)
    )


def _sound(name: str) -> str:
    name = without_accents(name).casefold()
    for hard, soft in _SOUNDS:
        name = name.replace(hard, soft)
    return name
