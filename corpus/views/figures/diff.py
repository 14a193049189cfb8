"""Two texts word by word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from corpus.spelling import WORD

MAX_PAIRS = 200_000_000  # pieces of one text times pieces of the other; each pair takes a bit of memory

_PIECE = re.compile(rf"\n|{WORD}|[^\w\s]|_")
_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-"})


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text that both have, or one of them: kind is "same", "added" or "dropped"."""

    text: str
    kind: str
    spaced: bool  # white space stands before it
    words: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A word, a sign or a line feed, and where it stands."""

    key: str
    start: int
    end: int


def runs(old: str, new: str) -> list[Run]:
    """The old text turned into the new one. White space, and typographic quotes and dashes, are no change.

    Paragraphs that are the same are found first; between them the words are compared, and where those are too many,
    all is dropped and added. Line feeds stay in the runs' texts.
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
    """Each paragraph's pieces, the line feed that ends it among them."""
    found = [[]]
    for match in _PIECE.finditer(text):
        found[-1].append(Piece(match.group().translate(_PLAIN), match.start(), match.end()))
        if match.group() == "\n":
            found.append([])
    return found


def _blocks(old: list[list[Piece]], new: list[list[Piece]]) -> Iterator[tuple[list[Piece], list[Piece]]]:
    """Stretches of paragraphs that are the same, and between them what stands in their place in either."""
    before, after = ([_keys(paragraph) for paragraph in text] for text in (old, new))
    head = _alike(before, after)
    tail = _alike(before[head:][::-1], after[head:][::-1])
    yield _joined(old[:head]), _joined(new[:head])
    yield from _between(old[head : len(old) - tail], new[head : len(new) - tail])
    yield _joined(old[len(old) - tail :]), _joined(new[len(new) - tail :])


def _alike(one: list, other: list) -> int:
    """How many are the same from the start on."""
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
    """The stretch of text from the first piece to the last; none for no piece."""
    if not pieces:
        return []
    start = pieces[0].start
    words = sum(one.key[0].isalnum() for one in pieces)
    return [Run(text[start : pieces[-1].end], kind, start > 0 and text[start - 1].isspace(), words)]
