"""Calendar grids: the weeks of a month, the months of years. Without the database."""

import calendar
import datetime
import re
from dataclasses import dataclass

from corpus import dates

FULL = 16  # number of events that has the darkest level if no square has more


@dataclass(frozen=True)
class Day:
    """One square of a month."""

    date: datetime.date
    count: int = 0
    events: tuple = ()
    url: str = ""
    level: int = 0

    @property
    def more(self) -> int:
        """The number of events that the square does not name."""
        return self.count - len(self.events)


@dataclass(frozen=True)
class Month:
    """One month as weeks of seven days; None for squares of other months."""

    edtf: str
    count: int
    url: str
    weeks: tuple[tuple[Day | None, ...], ...]

    @property
    def name(self) -> str:
        """The month and year: "October 2024"."""
        return dates.in_words(self.edtf)

    @property
    def short_name(self) -> str:
        return dates.MONTH_NAMES[int(self.edtf[5:]) - 1]


@dataclass(frozen=True)
class Cell:
    """One month in a table of years."""

    label: str
    count: int
    url: str
    level: int


@dataclass(frozen=True)
class Year:
    """One line of a table of years. ``loose``: the number of events that are in no single month."""

    label: str
    url: str
    cells: tuple[Cell, ...]
    loose: int
    total: int


def level(number: int, most: int) -> int:
    """Return how dark a square is: 0 if empty, else 1 to 4 by order of magnitude below the maximum."""
    if not number:
        return 0
    return max(1, 4 - sum(number * step <= max(most, FULL) for step in (2, 8, 32)))


def month(year: int, number: int, *, counts: dict, link, events: dict | None = None, total: int | None = None) -> Month:
    """Return a month of days with their counts.

    ``counts`` and ``events`` are by day. ``link`` returns the URL of an EDTF string. ``total``: the number of events of
    the month if it has others besides those of single days.
    """
    edtf, events = f"{year:04d}-{number:02d}", events or {}
    most = max(counts.values(), default=0)

    def square(day: int) -> Day | None:
        if not day:
            return None
        date = datetime.date(year, number, day)
        if not (count := counts.get(date, 0)):
            return Day(date)
        return Day(date, count, tuple(events.get(date, ())), link(date.isoformat()), level(count, most))

    weeks = tuple(tuple(map(square, week)) for week in calendar.Calendar().monthdayscalendar(year, number))
    if total is None:
        total = sum(day.count for week in weeks for day in week if day)
    return Month(edtf, total, link(edtf) if total else "", weeks)


def years(spans: list[tuple], *, link, most_rows: int) -> list[Year]:
    """Return the newest years, newest first and gaps included, of spans of (first month, last month, number).

    A span of several months counts in the year in which it begins.
    """
    by_month, loose = {}, {}
    for start, end, number in spans:
        anchor = start or end
        if start and start == end:
            by_month[anchor.year, anchor.month] = by_month.get((anchor.year, anchor.month), 0) + number
        else:
            loose[anchor.year] = loose.get(anchor.year, 0) + number
    known = {year for year, _ in by_month} | set(loose)
    if not known:
        return []
    most = max(by_month.values(), default=0)
    rows = []
    for year in range(max(known), max(min(known), max(known) - most_rows + 1) - 1, -1):
        cells = []
        for number in range(1, 13):
            count, edtf = by_month.get((year, number), 0), f"{year:04d}-{number:02d}"
            cells.append(Cell(dates.in_words(edtf), count, link(edtf) if count else "", level(count, most)))
        total = sum(cell.count for cell in cells) + loose.get(year, 0)
        rows.append(Year(f"{year:04d}", link(f"{year:04d}") if total else "", tuple(cells), loose.get(year, 0), total))
    return rows


def when(edtf: str) -> str:
    """Return a date without a certain day in words: "Some day of October 2024", "7 to 8 October 2024"."""
    if match := re.fullmatch(r"(\d{4}-\d\d)-(\d\d)/\1-(\d\d)", edtf):
        return f"{int(match[2])} to {int(match[3])} {dates.in_words(match[1])}"
    words = dates.in_words(edtf)
    whole = edtf[-1:].isdigit() and dates.granularity(edtf) in ("month", "year")
    return f"Some day of {words}" if whole else words[:1].upper() + words[1:]
