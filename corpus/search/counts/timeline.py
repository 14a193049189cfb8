"""Histograms of rows over time."""

import datetime
from dataclasses import dataclass

from corpus import dates
from corpus.search.grammar.values import Period

MAX_MONTHS = 36  # a longer time is drawn by years
MAX_BARS = 120  # with more, empty bars are left out
WIDTH, HEIGHT, GAP = 240, 60, 2  # units of the drawing


@dataclass(frozen=True)
class Timeline:
    """What a histogram counts: the date parameter, by day or month, within a period (None: all time)."""

    param: str
    unit: str = "month"
    period: Period | None = None

    def for_period(self, period: Period | None) -> "Timeline":
        """Return a timeline by days of the whole month if the period lies within one month; else by months."""
        if not (period and period.lower and period.upper):
            return Timeline(self.param, "month", period)
        lower, upper = period.lower, period.upper
        if (lower.year, lower.month) != (upper.year, upper.month):
            return Timeline(self.param, "month", period)
        month = f"{lower.year:04d}-{lower.month:02d}"
        return Timeline(self.param, "day", Period(month, *dates.bounds(month)))


@dataclass(frozen=True)
class Bar:
    """One year, month or day."""

    edtf: str
    label: str
    count: int
    url: str
    x: float
    y: float
    width: float
    height: float
    selected: bool


@dataclass(frozen=True)
class Histogram:
    """A drawing of WIDTH by HEIGHT units and its text alternative.

    ``wider``: (words, URL) of the periods around the chosen one, widest first. ``reach``: the chosen period in words.
    ``brush_url``: the URL of a span of bars, with FROM/TO in place of the first and last.
    """

    title: str
    bars: tuple[Bar, ...]
    summary: str
    first: str
    last: str
    reach: str
    wider: tuple[tuple[str, str], ...]
    brush_url: str
    width: int = WIDTH
    height: int = HEIGHT


def histogram(
    spans: list[tuple[str, str, int]],
    *,
    title: str,
    noun: str,
    link,
    chosen: str = "",
    unit="month",
    period=None,
    brush: bool = False,
):
    """Return the Histogram of spans of (first day, last day, number), truncated to the unit, or None without spans.

    A row whose date is a span counts in every bar that it may belong to, since the filter finds it there. ``link``
    returns the URL of an EDTF string.
    """
    if not spans:
        return None
    day = datetime.date.fromisoformat
    start, end = day(min(lower for lower, _, _ in spans)), day(max(upper for _, upper, _ in spans))
    if period:
        start, end = max(start, period.lower or start), min(end, period.upper or end)
        if unit == "day":
            start, end = period.lower, period.upper
    size = 10 if unit == "day" else 7
    if unit == "month" and _months(start, end) > MAX_MONTHS:
        size = 4
    counts = dict.fromkeys(_labels(start, end, size), 0)
    if not counts:
        return None
    for lower, upper, number in spans:
        label = lower[:size]
        if lower == upper or label == upper[:size]:
            if label in counts:
                counts[label] += number
        else:
            for label in _labels(max(day(lower), start), min(day(upper), end), size):
                counts[label] += number
    if len(counts) > MAX_BARS:
        counts = {label: number for label, number in counts.items() if number}
    most = max(counts.values()) or 1
    step = WIDTH / len(counts)
    gap = min(GAP, step / 4)
    bars = []
    for place, (label, number) in enumerate(counts.items()):
        height = max(1.5, HEIGHT * number / most) if number else 0
        bars.append(
            Bar(
                label,
                dates.in_words(label),
                number,
                link(label),
                round(place * step, 2),
                round(HEIGHT - height, 2),
                round(step - gap, 2),
                round(height, 2),
                label == chosen,
            )
        )
    peak = max(counts, key=counts.get)
    first, last = dates.in_words(next(iter(counts))), dates.in_words(next(reversed(counts)))
    per = {10: "day", 7: "month", 4: "year"}[size]
    reach = first if first == last else f"{first} to {last}"
    when = "on" if per == "day" else "in"
    summary = f"{noun} per {per}, {reach}; most {when} {dates.in_words(peak)}: {counts[peak]:,}"
    shown = dates.in_words(chosen).replace("-", " ") if chosen else reach  # "last-30-days" is not EDTF
    wider, brush_url = tuple(_wider(chosen, start, end, link)), link("FROM/TO") if brush else ""
    return Histogram(title, tuple(bars), summary, first, last, shown, wider, brush_url)


def _wider(chosen: str, start: datetime.date, end: datetime.date, link):
    """Return label and URL of wider periods, from all time to the month of the days shown."""
    if not chosen:
        return
    yield "All time", link("")
    around = [f"{start.year:04d}"] if start.year == end.year else []
    if around and start.month == end.month:
        around.append(f"{start.year:04d}-{start.month:02d}")
    for edtf in around:
        if edtf != chosen:
            yield dates.in_words(edtf), link(edtf)


def _months(start: datetime.date, end: datetime.date) -> int:
    return (end.year - start.year) * 12 + end.month - start.month + 1


def _labels(start: datetime.date, end: datetime.date, size: int) -> list[str]:
    if size == 10:
        return [(start + datetime.timedelta(days=day)).isoformat() for day in range((end - start).days + 1)]
    if size == 4:
        return [f"{year:04d}" for year in range(start.year, end.year + 1)]
    first = start.year * 12 + start.month - 1
    return [f"{month // 12:04d}-{month % 12 + 1:02d}" for month in range(first, first + max(0, _months(start, end)))]
