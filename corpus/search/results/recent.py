"""What came into the corpus lately, of any list: by order of adding, not of publication, so that a back-fill shows.

Ids grow as rows are added: one writer at a time makes them (corpus/store/locks.py), so whatever comes later has a
higher id than anything that can be read now.
"""

import datetime
from dataclasses import dataclass
from hashlib import sha256

from django.utils import timezone

from corpus.search.grammar.filterset import FilterSet
from corpus.search.version_cache import versioned

from .statement import fetch

MOST = 1000  # rows that are counted; where there are more, that is said
TIMEOUT = 1500  # milliseconds that looking for new rows of one query may take
DAYS = 30  # that a volume covers
WEEK = 7


@dataclass(frozen=True)
class Volume:
    """How many rows of a query came in the last WEEK and the last DAYS days, and in how many mails a subscriber would
    have had them. ``cut``: there are more than MOST, and the numbers are the least there can be."""

    week: int
    month: int
    daily: int
    weekly: int
    cut: bool


def newest_id(model) -> int:
    """The highest id there is, 0 where there is none."""
    return model.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def added(filterset: FilterSet, *, since: int = 0, timeout: int = TIMEOUT) -> list[int]:
    """Ids of the rows of a valid query that are above an id, the newest first: MOST of them and one more at most.

    Raises OperationalError where it takes longer than so many milliseconds.
    """

    def find() -> list[int]:
        rows = filterset.rows().filter(pk__gt=since).order_by().values_list("pk", flat=True)
        sql, params = rows.query.sql_with_params()
        # Found before they are sorted, as in hits.py.
        sql = f"SELECT pk FROM ({sql} OFFSET 0) AS found (pk) ORDER BY pk DESC LIMIT {MOST + 1}"
        return [pk for (pk,) in fetch(sql, list(params), timeout=timeout)]

    said = (filterset.noun, filterset.query.except_for("sort", "per_page"), since, timezone.localdate())
    return versioned(f"added:{sha256(repr(said).encode()).hexdigest()}", filterset.version, find)


def volume(filterset: FilterSet, model) -> Volume:
    """Of a valid query, whose rows are of this model. Raises OperationalError where counting takes too long."""
    ids = added(filterset)
    today = timezone.localdate()
    days = [(today - when.date()).days for when in _when_added(model, ids[:MOST])] if ids else []
    within = sorted((ago for ago in days if ago < DAYS), reverse=True)
    return Volume(
        week=sum(ago < WEEK for ago in within),
        month=len(within),
        daily=len(set(within)),
        weekly=_weekly(within),
        cut=len(ids) > MOST and len(within) == len(days),
    )


def _when_added(model, ids: list[int]) -> list[datetime.datetime]:
    sql, params = model.objects.first_added(ids).query.sql_with_params()
    return [when for (when,) in fetch(sql, list(params), timeout=TIMEOUT) if when]


def _weekly(days_ago: list[int]) -> int:
    """In how many mails at least a week apart these days are told, the oldest first."""
    mails, last = 0, None
    for ago in days_ago:
        if last is None or last - ago >= WEEK:
            mails, last = mails + 1, ago
    return mails
