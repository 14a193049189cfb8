"""Snippets: the sentences around the words searched, as marked and unmarked parts, never as HTML.

The words of a text are compared with those of the query by their lexemes, which are looked up and cached. PostgreSQL's
ts_headline would parse every text again (docs/running/performance.md).
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from corpus.languages import STOPS, search_configuration
from corpus.models.article import LEAD

from .lexemes import lexemes
from .words import RUN

SEARCHED = 100_000  # first characters of a text, in which snippets are looked for
MOST = 200  # first occurrences of a term in a text
FRAGMENTS = 2  # of one text, at most
WIDTH = 170  # characters of a fragment, about
BEFORE = 60  # characters of a fragment before its first match, at most
_BEGINNING = 3  # letters that the forms of a word share
_WORD = re.compile(r"[^\W_]+")
_EXCLUDED = re.compile(r'(?<!\S)-("[^"]*"|\S+)')
_PIECE = re.compile(r'"([^"]*)"?|(\S+)')
_SENTENCE = re.compile(rf"[.!?…{STOPS}][\"”’)]?\s+")
# Letters without their diacritics, which some stemmers remove: "Häuser", "Haus".
_UNMARKED = {code: unicodedata.normalize("NFD", chr(code))[0] for code in range(0xC0, 0x180)}
_PREFIXING = ("arabic",)  # configurations whose stems may begin unlike their words


class Part(NamedTuple):
    """A piece of text; ``marked`` if it matches the query."""

    text: str
    marked: bool = False


class Occurrence(NamedTuple):
    """One occurrence of a term: the number of the term, and its offsets."""

    term: int
    start: int
    end: int


def snippets(texts: dict[int, tuple[str, str]], query: str) -> dict[int, list[Part]]:
    """Return the snippets of texts, given as (language, text) by id, for a query in web-search syntax.

    A text without a match has no snippet. At most one database query for each text search configuration.
    """
    terms, runs = _sought(query)
    by_configuration = defaultdict(list)
    for pk, (language, text) in texts.items():
        by_configuration[search_configuration(language)].append((pk, text[:SEARCHED].replace("\n", " ")))
    found = {}
    for configuration, bodies in by_configuration.items():
        places = _places(configuration, terms, runs, [body for _, body in bodies])
        for (pk, body), occurrences in zip(bodies, places, strict=True):
            if occurrences:
                found[pk] = list(_parts(body, occurrences))
    return found


def shortened(lead: str) -> str:
    """Return the beginning of a text on one line, cut at a word."""
    lead = " ".join(lead[:LEAD].split())
    return lead if len(lead) < LEAD - 20 else lead[: LEAD - 20].rsplit(" ", 1)[0] + "\u00a0…"


def _sought(query: str) -> tuple[list[list[str]], list[str]]:
    """Return the terms of a query, each a list of adjacent words, and its runs of Chinese, Japanese or Korean."""
    terms, runs = [], []
    for phrase, word in _PIECE.findall(_EXCLUDED.sub(" ", query)):
        runs += RUN.findall(phrase or word)
        words = _WORD.findall(RUN.sub(" ", phrase or word))
        if words and word.lower() != "or":
            terms.append(words)
    return terms, runs


def _places(configuration: str, terms: list[list[str]], runs: list[str], bodies: list[str]) -> list[list[Occurrence]]:
    """Return the occurrences of the terms and runs in each body, in order."""
    words = {word for term in terms for word in term}
    beginnings = {one for word in words for one in _beginnings(configuration, word)}
    candidates = [list(_beginning_so(body, beginnings)) for body in bodies]
    known = lexemes(configuration, words | {one[0] for ones in candidates for one in ones})
    wanted = [_without_stop_words([known.get(word, frozenset()) for word in term]) for term in terms]
    found = []
    for body, ones in zip(bodies, candidates, strict=True):
        there = {one.start(): (one.end(), known.get(one[0], frozenset())) for one in ones}
        places = [_of_term(body, there, term) for term in wanted]
        places += [(one.span() for one in re.finditer(re.escape(run), body)) for run in runs]
        ordered = (Occurrence(number, *span) for number, spans in enumerate(places) for span in islice(spans, MOST))
        found.append(sorted(ordered, key=lambda one: one.start))
    return found


def _without_stop_words(term: list[frozenset[str]]) -> list[frozenset[str]]:
    """Return the term without stop words at its ends; a stop word in between matches any word."""
    places = [place for place, found in enumerate(term) if found]
    return term[places[0] : places[-1] + 1] if places else []


def _folded(text: str) -> str:
    """Return the text in lower case without diacritics, with the same offsets."""
    return text.lower() if text.isascii() else text.translate(_UNMARKED).lower()


def _beginnings(configuration: str, word: str) -> tuple[str, ...]:
    """Return how the forms of a word may begin: "fly", "flies"."""
    if configuration in _PREFIXING:
        return ("",)
    beginning = _folded(word)[:_BEGINNING]
    return beginning[:-1] + beginning[-1:].replace("y", "i"), beginning[:-1] + beginning[-1:].replace("i", "y")


def _beginning_so(body: str, beginnings: set[str]) -> Iterator[re.Match]:
    """Yield the words with one of these beginnings, whatever their diacritics."""
    folded = _folded(body)
    for beginning in beginnings:
        place = folded.find(beginning)
        while 0 <= place < len(body):
            word = _WORD.match(body, place)
            if word and not (place and body[place - 1].isalnum()):
                yield word
            place = folded.find(beginning, word.end() if word else place + 1)


def _of_term(body: str, there: dict, term: list[frozenset[str]]) -> Iterator[tuple[int, int]]:
    """Yield the offsets of a term."""
    for start in sorted(there) if term else ():
        if end := _end(body, there, term, start):
            yield start, end


def _end(body: str, there: dict, term: list[frozenset[str]], start: int) -> int:
    """Return where a term ends if it begins at this offset, else 0."""
    end, found = there[start]
    if not found & term[0]:
        return 0
    for wanted in term[1:]:
        following = _WORD.search(body, end)
        if following is None:
            return 0
        end, found = there.get(following.start(), (following.end(), frozenset()))
        if wanted and not found & wanted:
            return 0
    return end


def _parts(body: str, occurrences: list[Occurrence]) -> Iterator[Part]:
    """Yield the parts of the best fragments, with the terms marked."""
    place = 0
    for number, (start, end) in enumerate(sorted(_fragments(body, occurrences))):
        if number and body[place:start].isspace():
            start = place
        elif start > place:
            yield Part(" … " if number else "…\u00a0")
        place = start
        for one in occurrences:
            if place <= one.start and one.end <= end:
                if place < one.start:
                    yield Part(body[place : one.start])
                yield Part(body[one.start : one.end], marked=True)
                place = one.end
        if place < end:
            yield Part(body[place:end])
        place = end
    if place < len(body) and not body[:place].endswith((".", "!", "?")):
        yield Part("\u00a0…")


def _fragments(body: str, occurrences: list[Occurrence]) -> list[tuple[int, int]]:
    """Return the offsets of the best fragments: the one with most terms, then the one that adds most terms."""
    chosen: list[tuple[int, int]] = []
    shown: set[int] = set()
    left = occurrences
    while left and len(chosen) < FRAGMENTS:
        best = max(range(len(left)), key=lambda place: len(_terms_near(left, place) - shown)) if len(left) > 1 else 0
        start, end = _around(body, left[best], chosen)
        chosen.append((start, end))
        shown |= {one.term for one in left if start <= one.start and one.end <= end}
        left = [one for one in left if one.end <= start or end <= one.start]
    return chosen


def _terms_near(occurrences: list[Occurrence], place: int) -> set[int]:
    """Return the terms of an occurrence and of those after it that fit into one fragment."""
    last, terms = occurrences[place].start + WIDTH - BEFORE, {occurrences[place].term}
    while place < len(occurrences) and occurrences[place].end <= last:
        terms.add(occurrences[place].term)
        place += 1
    return terms


def _around(body: str, one: Occurrence, chosen: list[tuple[int, int]]) -> tuple[int, int]:
    """Return a fragment around an occurrence, from the start of its sentence, if near, to the end of a word."""
    least = max([0, one.start - BEFORE, *(end for _, end in chosen if end <= one.start)])
    most = min([len(body), max(one.end, least + WIDTH), *(start for start, _ in chosen if start >= one.end)])
    start = least
    if sentences := list(_SENTENCE.finditer(body, least, one.start)):
        start = sentences[-1].end()
    elif least and (space := body.find(" ", least, one.start)) >= 0:
        start = space + 1
    end = min(most, max(one.end, start + WIDTH))
    if end < len(body) and (space := body.rfind(" ", one.end, end)) >= 0:
        end = space
    return start, end
