"""MinHash bands, by which almost equal texts find each other, and the verdict on a pair."""

import re
from dataclasses import dataclass

from datasketch import MinHash
from rapidfuzz.distance import Indel

# 128 hashes in 32 bands of 4: two texts that share 70 % of their shingles meet in some band with a probability of
# 1 - (1 - 0.7^4)^32 > 0.999, those that share 30 % with 0.23; the verdict below decides on the pair itself.
HASHES, BAND = 128, 4
SHINGLE = 3  # words
MIN_WORDS = 25  # below that, texts agree by chance

_WORD = re.compile(r"\w+")


def bands_of(text: str) -> tuple[int, ...]:
    """The text's bands as signed 64-bit integers; none for a text too short to compare."""
    words = _WORD.findall(text.casefold())
    if len(words) < MIN_WORDS:
        return ()
    shingles = {" ".join(words[i : i + SHINGLE]).encode() for i in range(len(words) - SHINGLE + 1)}
    sketch = MinHash(num_perm=HASHES)
    sketch.update_batch(sorted(shingles))
    values = sketch.hashvalues
    return tuple(
        int.from_bytes(hash_band(i, values[i * BAND : (i + 1) * BAND]), "big", signed=True)
        for i in range(HASHES // BAND)
    )


def hash_band(index: int, values) -> bytes:
    """Eight bytes for one band; the same values in another band give others."""
    import hashlib

    return hashlib.blake2b(bytes([index]) + values.tobytes(), digest_size=8).digest()


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two texts are: words in order, and names and numbers alone; 0 to 1."""

    words: float
    anchors: float

    @property
    def is_reprint(self) -> bool:
        """Whether the two are one report. A formula filled in for another occasion shares most words, but not its names
        and numbers; a respelled name or a dropped paragraph leaves both high."""
        return self.words >= 0.8 and self.anchors >= 0.8


def likeness(one: str, other: str) -> Likeness:
    """Compare two texts word by word, and their capitalised words and figures as a sequence of their own."""
    return Likeness(_share(_words(one), _words(other)), _share(_anchors(one), _anchors(other)))


def _share(one: list[str], other: list[str]) -> float:
    return Indel.normalized_similarity(one, other)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _anchors(text: str) -> list[str]:
    return [word for word in _WORD.findall(text) if word[0].isupper() or word[0].isdigit()]
