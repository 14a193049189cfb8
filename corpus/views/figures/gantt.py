"""Gantt charts: bars from a first to a last day on one time axis. Lengths are per cent. Without the database."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from corpus import dates
from corpus.models.office import TitlePrinted

MOST_BARS = 12
MOST_TICKS = 8
LEAST = 1.2  # width of the shortest bar


@dataclass(frozen=True)
class Bar:
    """The bar of one title, and the EDTF day or span that it covers."""

    label: str
    number: int
    edtf: str
    words: str
    x: float
    width: float


@dataclass(frozen=True)
class Tick:
    """One line of the time axis."""

    x: float
    label: str
    anchor: str


@dataclass(frozen=True)
class GanttChart:
    """The bars and their time axis, which covers whole years."""

    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    summary: str


def gantt_chart(rows: Sequence[TitlePrinted], of: str = "title") -> GanttChart | None:
    """Return the chart of these rows in their order, which are each ``of`` something.

    Rows without days are left out. Return None if all days are the same.
    """
    dated = [row for row in rows if row.first_day and row.last_day][:MOST_BARS]
    days = {day for row in dated for day in (row.first_day, row.last_day)}
    if len(days) < 2:
        return None
    start, end = datetime.date(min(days).year, 1, 1), datetime.date(max(days).year, 12, 31)
    total = (end - start).days + 1
    bars = []
    for row in dated:
        first, last = row.first_day, row.last_day
        edtf = first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"
        width = max(LEAST, 100 * ((last - first).days + 1) / total)
        x = min(100 * (first - start).days / total, 100 - width)
        words = dates.in_words(edtf)
        bars.append(Bar(row.title, row.articles, edtf, words, round(x, 2), round(width, 2)))
    reach = f"{start.year}" if start.year == end.year else f"{start.year} to {end.year}"
    shown = f"the {len(bars)} printed most" if len(bars) < len(rows) else f"{len(bars)} in all"
    return GanttChart(tuple(bars), _ticks(start, end), f"First and last day of each {of}, {reach}; {shown}")


def _ticks(start: datetime.date, end: datetime.date) -> tuple[Tick, ...]:
    """Return the ticks at the starts of years, or of quarters within one year."""
    years = range(start.year, end.year + 1)
    total = (end - start).days + 1
    if len(years) == 1:
        days = [(datetime.date(start.year, month, 1), dates.MONTH_NAMES[month - 1]) for month in (1, 4, 7, 10)]
    else:
        step = next(step for step in (1, 2, 5, 10, 20, 50, 100, 500, 2000) if len(years) / step <= MOST_TICKS)
        marked = [year for year in years if year % step == 0]
        days = [(datetime.date(year, 1, 1), f"{year}") for year in marked]
    return tuple(_tick(100 * (day - start).days / total, label) for day, label in days)


def _tick(x: float, label: str) -> Tick:
    return Tick(round(x, 2), label, "start" if x < 4 else "end" if x > 96 else "middle")
