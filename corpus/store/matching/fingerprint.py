"""MinHash bands, which find texts that are almost equal, and the comparison that decides on a pair."""

import hashlib
import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property

from rapidfuzz.distance import Indel

from corpus.dates import MONTH_NAMES, MONTHS, WEEKDAY_NAMES
from corpus.spelling import WORD, respellings, without_accents

# 126 hashes in 42 bands of 3. Two texts that share 50 % of their shingles meet in some band with a probability of
# 1 - (1 - 0.5^3)^42 = 0.996, at 40 % with 0.94, at 20 % with 0.29; the comparison decides on the pair.
# The least similar reprints (docs/developing/reprints.md) share 38 %.
HASHES, BAND = 126, 3
SHINGLE = 3  # words
MIN_WORDS = 25  # shorter texts agree by chance

# Limits of the comparison; docs/developing/reprints.md gives the labelled pairs and the reason for each.
ALIKE = 0.85  # share of the words, in order
ALIKE_LONG, LONG = 0.7, 1000  # the share for long texts, which no formula fills: a new translation differs more
EXCHANGED = 0.01  # exchanged names and numbers per word
MAX_DAYS = 14  # between the days of publication; later, the same words describe another occasion

_WORD = re.compile(WORD)
_OPENS_A_SENTENCE = frozenset('.!?:;\n"“”‘—-')
_MONTHS = frozenset(month.casefold() for month in MONTH_NAMES)
_WHOLE = {short: MONTH_NAMES[number - 1].casefold() for short, number in MONTHS.items()}
_WEEKDAYS = frozenset(name.casefold() for name in WEEKDAY_NAMES)


def bands_of(text: str) -> tuple[int, ...]:
    """Return the text's bands as signed 64-bit integers, or none if the text is too short to compare."""
    words = Words(text).sequence
    if len(words) < MIN_WORDS:
        return ()
    shingles = {" ".join(words[i : i + SHINGLE]).encode() for i in range(len(words) - SHINGLE + 1)}
    sketch = _empty_sketch().copy()
    sketch.update_batch(shingles)
    values = sketch.hashvalues
    return tuple(_band(i, values[i * BAND : (i + 1) * BAND].tobytes()) for i in range(HASHES // BAND))


@cache
def _empty_sketch():
    """Return a sketch to copy, which is faster than to create one.

    datasketch is imported here, because it imports SciPy: 0.3 seconds for every command that compares nothing.
    """
    from datasketch import MinHash

    return MinHash(num_perm=HASHES, hashfunc=zlib.crc32, scheme="affine32")


def _band(index: int, values: bytes) -> int:
    """Hash one band to eight bytes; the same values in another band have another hash."""
    digest = hashlib.blake2b(bytes([index]) + values, digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


class Words:
    """The words of a text for comparison; each view is computed once and cached.

    Case, accents and abbreviated months ("Oct.") make no difference.
    """

    def __init__(self, text: str):
        self._text = without_accents(text)

    @cached_property
    def sequence(self) -> list[str]:
        """All words in order."""
        return [_WHOLE.get(word, word) for word in _WORD.findall(self._text.casefold())]

    @cached_property
    def all(self) -> frozenset[str]:
        """The set of all words."""
        return frozenset(self.sequence)

    @cached_property
    def facts(self) -> frozenset[str]:
        """Names and numbers: words with a digit, and capitalised words that do not open a sentence."""
        found, end = set(), None
        for match in _WORD.finditer(self._text):
            word = match.group()
            opens = end is None or not _OPENS_A_SENTENCE.isdisjoint(self._text[end : match.start()])
            if word[0].isdigit() or (word[0].isupper() and not opens):
                word = word.casefold()
                found.add(_WHOLE.get(word, word))
            end = match.end()
        return frozenset(found)

    @cached_property
    def days(self) -> frozenset[str]:
        """Weekdays, and days of a month in the form "october 19"."""
        pairs = zip(self.sequence, self.sequence[1:], strict=False)
        dated = {f"{one} {other}" for one, other in pairs if one in _MONTHS and other.isdigit() and len(other) < 3}
        return frozenset(dated | (self.all & _WEEKDAYS))


@dataclass(frozen=True, slots=True)
class Comparison:
    """The result of comparing two texts.

    words: the share of words, in order, that both have, 0 to 1.
    length: the number of words of the shorter text.
    only_one, only_other: names and numbers that only one of them has.
    respelled: pairs of spellings of one name.
    other_days: each names a day, of the same kind, that the other does not.
    """

    words: float
    length: int
    only_one: tuple[str, ...] = ()
    only_other: tuple[str, ...] = ()
    respelled: tuple[tuple[str, str], ...] = ()
    other_days: bool = False

    @property
    def exchanged(self) -> int:
        """The number of names and numbers in the place of others. A dropped paragraph exchanges none."""
        return min(len(self.only_one), len(self.only_other))

    @property
    def is_reprint(self) -> bool:
        """Whether the two texts are one report.

        A formula filled in for another occasion shares most words, but not its days, names and numbers. A respelled
        name, a dropped paragraph or a new translation leaves those unchanged.
        """
        return not self.why_not

    @property
    def why_not(self) -> str:
        """Why the texts are not reprints, in words; empty for reprints."""
        if self.words < (ALIKE_LONG if self.length >= LONG else ALIKE):
            return f"only {self.words:.0%} of the words in common"
        if self.other_days:
            return "another day"
        if self.exchanged > EXCHANGED * self.length:
            return f"other names or numbers: {', '.join(self.only_one)} here, {', '.join(self.only_other)} there"
        return ""


def compare(one: Words, other: Words) -> Comparison:
    """Compare two texts word by word, and their names, numbers and days.

    If they share too few words for a reprint, ``words`` is 0 and nothing else is compared.
    """
    length = min(len(one.sequence), len(other.sequence))
    enough = ALIKE_LONG if length >= LONG else ALIKE
    words = Indel.normalized_similarity(one.sequence, other.sequence, score_cutoff=enough)
    if not words:
        return Comparison(words, length)
    in_days = {word for day in one.days | other.days for word in day.split()}
    only_one, only_other = one.facts - other.all - in_days, other.facts - one.all - in_days
    respelled = respellings(filter(str.isalpha, only_one), filter(str.isalpha, only_other))
    return Comparison(
        words,
        length,
        tuple(sorted(only_one - {pair[0] for pair in respelled})),
        tuple(sorted(only_other - {pair[1] for pair in respelled})),
        tuple(respelled),
        _other_days(one.days - other.days, other.days - one.days),
    )


def _other_days(one: Iterable[str], other: Iterable[str]) -> bool:
    """Return whether both name a weekday, or both a day of a month.

    One text may say "on Monday" where the other gives the date.
    """
    weekdays, dates = ([_WEEKDAYS.isdisjoint([day]) for day in days] for days in (one, other))
    return any(kind in weekdays and kind in dates for kind in (True, False))
