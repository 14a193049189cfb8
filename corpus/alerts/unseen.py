"""The rows of saved searches that are new since their user last looked, counted within a bounded time."""

import time
from dataclasses import dataclass, field

from django.db import OperationalError
from django.utils import timezone

from corpus.lists import LISTS
from corpus.models import CorpusVersion, SavedSearch
from corpus.search.grammar.filterset import FilterSet
from corpus.search.results.recent import MOST, TIMEOUT, Volume, added_ids, newest_id, volume
from corpus.search.results.statement import is_timeout

from .saved_query import filterset_of, in_words, newest_first, problems_of

PAGE_SECONDS = 3.0  # time limit for all searches of a page together
LEAST_MS = 50  # with less time left, a search is not counted


@dataclass(frozen=True)
class Unseen:
    """A saved search and its new rows. ``new``: ids of the rows added since the last look, newest first; None if they
    were not counted in time. ``problems``: why the query is no longer valid."""

    saved: SavedSearch
    words: str
    url: str
    new: list[int] | None = None
    problems: list[dict] = field(default_factory=list)

    @property
    def number(self) -> int:
        """The number of new rows, MOST at most."""
        return min(len(self.new or ()), MOST)

    @property
    def more(self) -> bool:
        """Whether there are more new rows than MOST."""
        return len(self.new or ()) > MOST

    @property
    def upto(self) -> int:
        """The highest new id; 0 if there is none."""
        return self.new[0] if self.new else 0

    @property
    def noun(self) -> str:
        """The noun for this number of rows."""
        return LISTS[self.saved.kind].noun_for(self.number)


def find_unseen(searches: list[SavedSearch]) -> list[Unseen]:
    """Return each search with its new rows. Once PAGE_SECONDS are over, the remaining searches are not counted."""
    version, deadline = CorpusVersion.now(), time.monotonic() + PAGE_SECONDS
    return [_find(saved, version, deadline) for saved in searches]


def _find(saved: SavedSearch, version: int, deadline: float) -> Unseen:
    filterset = filterset_of(saved.kind, saved.query)
    filterset.version = version
    if problems := problems_of(filterset):
        return Unseen(saved, "", f"{filterset.path}?{saved.query}", problems=problems)
    left = min(TIMEOUT, int((deadline - time.monotonic()) * 1000))
    new = in_time(lambda: added_ids(filterset, since=saved.looked_id, timeout=left)) if left >= LEAST_MS else None
    return Unseen(saved, in_words(filterset), newest_first(filterset), new)


def volume_of(kind: str, filterset: FilterSet) -> Volume | None:
    """Return how many rows a valid query had lately; None if counting takes too long."""
    return in_time(lambda: volume(filterset, LISTS[kind].model))


def in_time(count):
    """Return ``count()``; None if the database timed out."""
    try:
        return count()
    except OperationalError as error:
        if not is_timeout(error):
            raise
        return None


def mark_looked(saved: SavedSearch, upto: int) -> None:
    """Mark rows up to an id as looked at. Rows that are added later stay new, however high the id."""
    looked = min(upto, newest_id(LISTS[saved.kind].model))
    if looked > saved.looked_id:
        SavedSearch.objects.filter(pk=saved.pk).update(looked_id=looked, looked=timezone.now())


def skip_existing(saved: SavedSearch) -> SavedSearch:
    """Set a new, unsaved search so that all present rows count as looked at and mailed. Return it."""
    saved.looked_id = saved.mailed_id = newest_id(LISTS[saved.kind].model)
    return saved


def subscribe(saved: SavedSearch, before: str) -> SavedSearch:
    """Set an unsaved change of frequency so that mail, if it was off, starts with rows added from now on. Return the
    search."""
    if saved.is_mailed and before == SavedSearch.Frequency.NEVER:
        saved.mailed_id = newest_id(LISTS[saved.kind].model)
    return saved
