"""What is new of saved searches since their user looked, within a bounded time."""

import time
from dataclasses import dataclass, field

from django.db import OperationalError
from django.utils import timezone

from corpus.models import CorpusVersion, SavedSearch
from corpus.search.grammar.filterset import FilterSet
from corpus.search.results.recent import MOST, TIMEOUT, Volume, added_ids, newest_id, volume

from .lists import LISTS, filterset_of, in_words, newest_first

PATIENCE = 3.0  # seconds that all of a user's searches together may be looked at
LEAST = 50  # milliseconds below which looking is not begun


@dataclass(frozen=True)
class Look:
    """A saved search as a page shows it. ``new``: ids of rows above the last look, newest first; None where they were
    not counted in time. ``problems``: why its query is understood no longer."""

    saved: SavedSearch
    words: str
    url: str
    new: list[int] | None = None
    problems: list[dict] = field(default_factory=list)

    @property
    def number(self) -> int:
        """How many rows are new, MOST at most."""
        return min(len(self.new or ()), MOST)

    @property
    def more(self) -> bool:
        """Whether there are more than are counted."""
        return len(self.new or ()) > MOST

    @property
    def upto(self) -> int:
        """The highest id that is new here; 0 where none is."""
        return self.new[0] if self.new else 0

    @property
    def noun(self) -> str:
        """For so many rows."""
        return LISTS[self.saved.kind].noun(self.number)


def looks(searches: list[SavedSearch]) -> list[Look]:
    """Each search with what is new of it; those that time is not left for are not counted."""
    version, ends = CorpusVersion.now(), time.monotonic() + PATIENCE
    return [_look(saved, version, ends) for saved in searches]


def _look(saved: SavedSearch, version: int, ends: float) -> Look:
    filterset = filterset_of(saved.kind, saved.query)
    filterset.version = version
    if wrong := problems_of(filterset):
        return Look(saved, "", f"{filterset.path}?{saved.query}", problems=wrong)
    left = min(TIMEOUT, int((ends - time.monotonic()) * 1000))
    new = in_time(lambda: added_ids(filterset, since=saved.looked_id, timeout=left)) if left >= LEAST else None
    return Look(saved, in_words(filterset), newest_first(filterset), new)


def problems_of(filterset: FilterSet) -> list[dict]:
    """Why a query is not understood: values that do not parse, and parameters that there are not."""
    unknown = [{"name": name, "value": "", "message": "There is no such parameter."} for name in filterset.unknown]
    return filterset.problems + unknown


def volume_of(kind: str, filterset: FilterSet) -> Volume | None:
    """How much of a valid query came lately; None where that takes too long to count."""
    return in_time(lambda: volume(filterset, LISTS[kind].model))


def in_time(count):
    """What is counted; None where the database was stopped."""
    try:
        return count()
    except OperationalError as error:
        if "statement timeout" not in str(error):
            raise
        return None


def mark_looked(saved: SavedSearch, upto: int) -> None:
    """Its rows up to this id are new no longer; of those to come none is marked."""
    looked = min(upto, newest_id(LISTS[saved.kind].model))
    if looked > saved.looked_id:
        SavedSearch.objects.filter(pk=saved.pk).update(looked_id=looked, looked=timezone.now())


def begin(saved: SavedSearch) -> SavedSearch:
    """A search that is about to be saved: all rows there are count as looked at and mailed."""
    saved.looked_id = saved.mailed_id = newest_id(LISTS[saved.kind].model)
    return saved


def subscribe(saved: SavedSearch, before: str) -> SavedSearch:
    """A search whose frequency is about to change: mails tell of what comes from now on, not of what came unasked."""
    if saved.is_mailed and before == SavedSearch.Frequency.NEVER:
        saved.mailed_id = newest_id(LISTS[saved.kind].model)
    return saved
