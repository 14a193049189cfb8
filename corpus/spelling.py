"""Words, and variant spellings of one name of a person or place."""

import re
import unicodedata
from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

# Similarity of two spellings, for each word: Ludenko, Rudenko; not Austria, Australia; not Algerian, Nigerian.
RESPELLED = 0.79

# A run of letters and digits; in Chinese and Japanese, which do not separate words, each character.
WORD = r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_\u3040-\u30ff\u3400-\u9fff]+"

_MARKS = re.compile("[\u0300-\u036f]")  # combining accents, as NFKD separates them
# Korean names are written with hard or soft letters: Guk and Kuk, Jon and Chon, Pyongan and Phyongan.
_SOUNDS = (("ch", "j"), ("ph", "p"), ("th", "t"), ("kh", "k"), ("g", "k"), ("b", "p"), ("d", "t"), ("eo", "o"))


def without_accents(text: str) -> str:
    """Return the text without accents and in compatibility form (NFKD): "envió" → "envio"."""
    return text if text.isascii() else _MARKS.sub("", unicodedata.normalize("NFKD", text))


def respellings(ones: Iterable[str], others: Iterable[str]) -> list[tuple[str, str]]:
    """Return pairs (one, other) of spellings of the same name, each with its nearest.

    Names of several words must be similar in each word.
    """
    free = {name: sound(name) for name in sorted(others)}
    pairs = []
    for name in sorted(ones):
        found = process.extractOne(
            sound(name), free, scorer=Levenshtein.normalized_similarity, score_cutoff=RESPELLED, processor=None
        )
        if found and _agree(sound(name), found[0]):
            pairs.append((name, found[2]))
            del free[found[2]]
    return pairs


def _agree(one: str, other: str) -> bool:
    words = one.split(), other.split()
    return len(words[0]) == len(words[1]) and all(
        Levenshtein.normalized_similarity(*pair) >= RESPELLED for pair in zip(*words, strict=True)
    )


def sound(name: str) -> str:
    """Return a name by its sound as far as spellings of Korean differ: Guk and Kuk, Chon and Jon are one."""
    name = without_accents(name).casefold()
    for hard, soft in _SOUNDS:
        name = name.replace(hard, soft)
    return name


# Abbreviations in titles, in small letters without full stops, and words that two ways to print one title differ in.
# Source: the names with which agencies introduce the abbreviations.
SPELLED_OUT = {
    "col": "colonel", "gen": "general", "lieut": "lieutenant", "lt": "lieutenant", "maj": "major", "capt": "captain",
    "adm": "admiral", "brig": "brigadier", "sr": "senior", "dept": "department", "prof": "professor", "dr": "doctor",
    "fm": "foreign minister", "pm": "prime minister", "cc": "central committee", "cmc": "central military commission",
    "wpk": "workers party of korea", "kpa": "korean people's army", "spa": "supreme people's assembly",
    "ndc": "national defence commission", "dprk": "democratic people's republic of korea",
    "cpc": "communist party of china", "prc": "people's republic of china", "sac": "state affairs commission",
    "pla": "people's liberation army", "lprp": "lao people's revolutionary party", "cpv": "communist party of vietnam",
    "us": "united states", "uk": "united kingdom", "un": "united nations",
    "defense": "defence", "labor": "labour",
}  # fmt: skip
_UNWRITTEN = frozenset(["the", "of", "and", "for", "a", "an", "e", "p"])


def plain_title(title: str) -> frozenset[str]:
    """Return the words of an office or rank, spelled out, without articles and prepositions.

    "Col. General" and "Colonel General" have the same words, and so have "DPRK foreign minister" and "foreign minister
    of the Democratic People's Republic of Korea".
    """
    plain = without_accents(title).casefold().replace("’", "'").replace("workers'", "workers")
    plain = re.sub(r"\b(\w)\.(?:\s?(\w)\.)+", lambda match: re.sub(r"\W", "", match[0]), plain).replace("-", " ")
    words = (SPELLED_OUT.get(word, word).split() for word in re.findall(r"[\w']+", plain))
    return frozenset(word for spelled in words for word in spelled) - _UNWRITTEN
