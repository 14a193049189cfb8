"""Name spotting: Korean names by their spelling, others by their spelling or by the words beside them."""

from bisect import bisect_left

from .foreign_names import read_foreign
from .korean_names import read_in_lists, read_run
from .names_again import find_again, spread_over_lists
from .tokens import Spot, Token, quoted_titles, runs, works


def spot(text: str, *, spelling_only: bool = False, known: tuple[Spot, ...] = ()) -> list[Spot]:
    """Return the names in a text, in order, none overlapping.

    spelling_only: use only spelling and the names ``known`` from the body, as in headlines, where every word has a
    capital, and in other languages, where other words stand beside a name.
    """
    found: list[Spot] = []
    loose: list[tuple[list[Token], bool]] = []  # what is left of each run; True where a Korean name stood right before
    for run in runs(text):
        read_run(text, run, found, loose, spelling_only)
    titles = [] if spelling_only else quoted_titles(text)
    for tokens, after_name in loose:
        quoted = _is_within(titles, tokens[0].start)
        read_foreign(text, tokens, found, spelling_only or quoted, after_name)
    if not spelling_only:
        read_in_lists(text, loose, found)
        spread_over_lists(text, loose, found)
    find_again(loose, found, (*known, *found), text)
    characters = works(text)
    return _without_overlap([name for name in found if name.korean or name.text not in characters])


def _is_within(spans: list[tuple[int, int]], position: int) -> bool:
    """Return whether a position lies inside one of the spans, which are in order."""
    place = bisect_left(spans, (position,)) - 1
    return place >= 0 and position < spans[place][1]


def _without_overlap(found: list[Spot]) -> list[Spot]:
    """Return spots in text order; of overlapping ones the longest stays, of equally long ones the first."""
    taken: set[int] = set()
    kept: list[Spot] = []
    for name in sorted(found, key=lambda name: (name.start - name.end, name.start)):
        characters = range(name.start, name.end)
        if taken.isdisjoint(characters):
            taken.update(characters)
            kept.append(name)
    return sorted(kept, key=lambda name: name.start)
