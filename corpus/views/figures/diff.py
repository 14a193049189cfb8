"""Word-level diffs of two texts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from corpus.spelling import WORD

MAX_PAIRS = 200_000_000  # pieces of one text times pieces of the other; memory grows with it

_PIECE = re.compile(rf"\n|{WORD}|[^\w\s]|_")
_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-"})


@dataclass(frozen=True, slots=True)
class Run:
    """A run of text in both texts or in one: ``kind`` is "same", "added" or "dropped"."""

    text: str
    kind: str
    spaced: bool  # preceded by white space
    words: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A word, a sign or a line feed, with its offsets."""

    key: str
    start: int
    end: int


def runs(old: str, new: str) -> list[Run]:
    """Return the runs that turn the old text into the new one, ignoring white space and typographic quotes and dashes.

    Equal paragraphs are matched first, then the words between them. If there are too many words, all are dropped and
    added. Line feeds stay in the texts of runs.
    """
    found = []
    for before, after in _blocks(_paragraphs(old), _paragraphs(new)):
        if _keys(before) == _keys(after):
            found += _run(new, after, "same")
        elif len(before) * len(after) > MAX_PAIRS:
            found += [*_run(old, before, "dropped"), *_run(new, after, "added")]
        else:
            found += _compared(old, before, new, after)
    return found


def _paragraphs(text: str) -> list[list[Piece]]:
    """Return the pieces of each paragraph, with the line feed that ends it."""
    found = [[]]
    for match in _PIECE.finditer(text):
        found[-1].append(Piece(match.group().translate(_PLAIN), match.start(), match.end()))
        if match.group() == "\n":
            found.append([])
    return found


def _blocks(old: list[list[Piece]], new: list[list[Piece]]) -> Iterator[tuple[list[Piece], list[Piece]]]:
    """Yield pairs of paragraphs, equal ones and the different ones between them."""
    before, after = ([_keys(paragraph) for paragraph in text] for text in (old, new))
    head = _alike(before, after)
    tail = _alike(before[head:][::-1], after[head:][::-1])
    yield _joined(old[:head]), _joined(new[:head])
    yield from _between(old[head : len(old) - tail], new[head : len(new) - tail])
    yield _joined(old[len(old) - tail :]), _joined(new[len(new) - tail :])


def _alike(one: list, other: list) -> int:
    """Return the length of the common prefix."""
    return next(
        (n for n, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), min(len(one), len(other))
    )


def _between(old: list[list[Piece]], new: list[list[Piece]]) -> Iterator[tuple[list[Piece], list[Piece]]]:
    if len(old) * len(new) > MAX_PAIRS:
        yield _joined(old), _joined(new)
        return
    before, after = ([_keys(paragraph) for paragraph in text] for text in (old, new))
    dropped, added = [], []
    for step in Indel.opcodes(before, after):
        if step.tag == "equal":
            yield _joined(dropped), _joined(added)
            dropped, added = [], []
            yield _joined(old[step.src_start : step.src_end]), _joined(new[step.dest_start : step.dest_end])
        else:
            dropped += old[step.src_start : step.src_end]
            added += new[step.dest_start : step.dest_end]
    yield _joined(dropped), _joined(added)


def _keys(pieces: list[Piece]) -> tuple[str, ...]:
    return tuple(one.key for one in pieces if one.key != "\n")


def _joined(paragraphs: list[list[Piece]]) -> list[Piece]:
    return [piece for paragraph in paragraphs for piece in paragraph]


def _compared(old: str, before: list[Piece], new: str, after: list[Piece]) -> list[Run]:
    found, dropped, added = [], [], []
    for step in Indel.opcodes([one.key for one in before], [one.key for one in after]):
        if step.tag == "equal":
            found += [*_run(old, dropped, "dropped"), *_run(new, added, "added")]
            dropped, added = [], []
            found += _run(new, after[step.dest_start : step.dest_end], "same")
        else:
            dropped += before[step.src_start : step.src_end]
            added += after[step.dest_start : step.dest_end]
    return [*found, *_run(old, dropped, "dropped"), *_run(new, added, "added")]


def _run(text: str, pieces: list[Piece], kind: str) -> list[Run]:
    """Return the run from the first piece to the last, or nothing without pieces."""
    if not pieces:
        return []
    start = pieces[0].start
    words = sum(one.key[0].isalnum() for one in pieces)
    return [Run(text[start : pieces[-1].end], kind, start > 0 and text[start - 1].isspace(), words)]
