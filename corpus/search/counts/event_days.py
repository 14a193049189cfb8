"""Events by day, for the calendar."""

import datetime

from django.db.models import Count, F, Q, Window
from django.db.models.functions import RowNumber, TruncMonth

# A date of one day without qualifiers: only such events stand in the square of a day.
_ON_ONE_DAY = Q(date__regex=r"^\d{4}-\d{2}-\d{2}$")
_MOST_REPORTED = (F("report_count").desc(), F("id").asc())
_SHOWN = ("type", "title", "date", "date_lower", "date_upper")


def titles_by_day(rows, each: int) -> list:
    """Return the first events of each day, most reported first. ``on_day``: the number of its events."""
    days = rows.filter(_ON_ONE_DAY).annotate(
        on_day=Window(Count("pk"), partition_by=F("date_lower")),
        rank=Window(RowNumber(), partition_by=F("date_lower"), order_by=_MOST_REPORTED),
    )
    return list(days.filter(rank__lte=each).order_by("date_lower", "rank").only(*_SHOWN))


def counts_by_day(rows) -> dict[datetime.date, int]:
    """Return the number of events by day, without days that have none."""
    return dict(rows.filter(_ON_ONE_DAY).order_by().values_list("date_lower").annotate(number=Count("pk")))


def not_on_one_day(rows, most: int) -> list:
    """Return the first events without a certain day: spans, whole months, "about". ``of`` is their number in all."""
    others = rows.exclude(_ON_ONE_DAY).annotate(of=Window(Count("pk")))
    return list(others.order_by("date_lower", "date_upper", "pk").only(*_SHOWN)[:most])


def counts_by_month(rows) -> list[tuple[datetime.date | None, datetime.date | None, int]]:
    """Return (first month, last month, number of events); None for an open bound."""
    spans = rows.order_by().annotate(start=TruncMonth("date_lower"), end=TruncMonth("date_upper"))
    return list(spans.values_list("start", "end").annotate(number=Count("pk")))


def newest_day(rows) -> datetime.date | None:
    """Return the first day of the newest dated event."""
    return rows.order_by(F("date_lower").desc(nulls_last=True)).values_list("date_lower", flat=True).first()


def oldest_day(rows) -> datetime.date | None:
    """Return the first day of the oldest dated event."""
    dated = rows.filter(date_lower__isnull=False)
    # In the order of the index, read backwards.
    return dated.order_by(F("date_lower").asc(nulls_first=True)).values_list("date_lower", flat=True).first()


def neighbours(rows, first: datetime.date, last: datetime.date) -> tuple[datetime.date | None, datetime.date | None]:
    """Return the nearest days before and after a span on which an event begins, or None, with one query."""
    days = rows.order_by().values_list("date_lower", flat=True)
    before = days.filter(date_lower__lt=first).order_by(F("date_lower").desc())[:1]
    after = days.filter(date_lower__gt=last).order_by(F("date_lower").asc())[:1]
    found = list(before.union(after, all=True))
    return next((day for day in found if day < first), None), next((day for day in found if day > last), None)
