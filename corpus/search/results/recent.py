"""Rows of a list that were added recently, by time of addition, not of publication, so that a back-fill shows.

Ids grow as rows are added. The writer lock serialises writers (corpus/store/locks.py), so a row that is added later has
a higher id than any row that can be read now.
"""

import datetime
from dataclasses import dataclass
from hashlib import sha256

from django.utils import timezone

from corpus.search.grammar.filterset import FilterSet
from corpus.search.version_cache import cache

from .statement import fetch_all

MOST = 1000  # rows counted; callers say so if there are more
TIMEOUT = 1500  # milliseconds for one query
DAYS = 30  # covered by a volume
WEEK = 7


@dataclass(frozen=True)
class Volume:
    """How many rows were added in the last WEEK and the last DAYS days, and how many daily or weekly mails about them a
    subscriber would have received. ``cut``: there are more than MOST rows, and the numbers are lower bounds."""

    week: int
    month: int
    daily: int
    weekly: int
    cut: bool


def newest_id(model) -> int:
    """Return the highest id of a model, or 0 if it has no rows."""
    return model.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def added_ids(filterset: FilterSet, *, since: int = 0, timeout: int = TIMEOUT) -> list[int]:
    """Return the ids of a valid query's rows above the id ``since``, newest first, at most MOST + 1.

    Raise OperationalError if it takes longer than ``timeout`` milliseconds.
    """

    def find() -> list[int]:
        rows = filterset.rows().filter(pk__gt=since).order_by().values_list("pk", flat=True)
        sql, params = rows.query.sql_with_params()
        # OFFSET 0: searched before they are sorted, as in paging.py.
        sql = f"SELECT pk FROM ({sql} OFFSET 0) AS found (pk) ORDER BY pk DESC LIMIT {MOST + 1}"
        return [pk for (pk,) in fetch_all(sql, list(params), timeout=timeout)]

    key = (filterset.noun, filterset.query.except_for("sort", "per_page"), since, timezone.localdate())
    return cache.get_or_set(f"added:{sha256(repr(key).encode()).hexdigest()}", filterset.version, find)


def volume(filterset: FilterSet, model) -> Volume:
    """Return the volume of a valid query for rows of this model. Raise OperationalError if counting takes too long."""
    ids = added_ids(filterset)
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
    return [when for (when,) in fetch_all(sql, list(params), timeout=TIMEOUT) if when]


def _weekly(days_ago: list[int]) -> int:
    """Return the number of mails, at least a week apart, that report rows of these days, given oldest first."""
    mails, last = 0, None
    for ago in days_ago:
        if last is None or last - ago >= WEEK:
            mails, last = mails + 1, ago
    return mails
