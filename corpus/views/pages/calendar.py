"""The calendar of events: the weeks of a month, the months of a year, or the years of a longer period."""

import datetime
from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse

from corpus import dates
from corpus.models import Article, Event
from corpus.search.counts import event_days
from corpus.search.grammar.events import EventFilterSet
from corpus.search.grammar.query import Query
from corpus.search.grammar.values import Period
from corpus.views.figures import calendar_grid
from corpus.views.lists.filter_view import FilterView

from .events import EventListView

NAMED = 3  # events named in the square of a day
LOOSE = 40  # events without a certain day that are named
YEARS = 40  # newest years in the table


@dataclass(frozen=True)
class Span:
    """The period that a page shows: a month, a year, or, with empty ``edtf``, a longer one."""

    edtf: str
    first: datetime.date | None
    last: datetime.date | None

    @property
    def size(self) -> int:
        """The length of the EDTF string: 7 for a month, 4 for a year, 0 for a longer period."""
        return len(self.edtf)


# The context of the template that not all calendars set.
_NOTHING = {
    **dict.fromkeys(("previous", "around", "next", "whole", "month", "months", "years", "earlier"), None),
    **{"heading": "", "loose": (), "loose_count": 0, "loose_more": 0, "narrowed": False, "empty_corpus": False},
}


class EventCalendarView(FilterView):
    """The calendar of a query. Events without a certain day stand below the grid, never in a square."""

    template_name = "events/event_calendar.html"
    filterset = EventFilterSet
    texts = {**EventListView.texts, "switches": {}}

    def canonical(self, filterset):
        """Return the query without order and page size, which a calendar does not have."""
        return filterset.query.setting("sort", "").setting("per_page", "")

    def answer(self, listing):
        """Return the month, year or longer period of the query."""
        filterset = listing.filterset
        query = self.canonical(filterset)
        every_day = filterset.rows(leaving_out="date")
        everything = _events(every_day)
        period = filterset.values["date"]
        if not period and (newest := event_days.newest_day(everything)):
            period = _month_of(newest)
        context = {"list_url": _in_list(query).url, "count": 0, "weekdays": dates.WEEKDAY_NAMES}
        if period:
            rows = _events(filterset.filters["date"].filter(every_day, period))
            context.update(_shown(rows, everything, period, query))
        context["narrowed"] = "whole" in context or bool(query.setting("date", "").pairs)
        if not context["count"] and not filterset.is_filtered:
            context["empty_corpus"] = not Article.objects.exists()
        return HttpResponse(self.rendered(listing, **context))

    def rendered(self, listing, **context):
        """Render the template, with defaults for everything that is not given."""
        return super().rendered(listing, **_NOTHING | context)


def _events(rows):
    """Return the events of these search rows."""
    return Event.objects.filter(pk__in=rows.values("pk"))


def _month_of(day: datetime.date) -> Period:
    edtf = day.isoformat()[:7]
    return Period(edtf, *dates.bounds(edtf))


def _in_list(query: Query) -> Query:
    return Query(reverse("event-list"), query.pairs, query.order)


def _span(period: Period) -> Span:
    """Return the month or year that contains the period, or the period itself if it is longer."""
    lower, upper = period.lower, period.upper
    if not (lower and upper) or lower.year != upper.year:
        return Span("", lower, upper)
    edtf = lower.isoformat()[: 7 if lower.month == upper.month else 4]
    return Span(edtf, *dates.bounds(edtf))


def _shown(rows, everything, period: Period, query: Query) -> dict:
    span = _span(period)
    show = {7: _month, 4: _year, 0: _years}[span.size]
    shown = show(rows, period, query)
    if span.edtf:
        shown |= {"heading": dates.in_words(span.edtf), **_ways(everything, span, query)}
        if (period.lower, period.upper) != (span.first, span.last):
            shown["whole"] = _way(span.edtf, query)
    return {**shown, "list_url": _in_list(query).setting("date", period.text).url}


def _way(edtf: str, query: Query) -> dict:
    return {"label": dates.in_words(edtf), "url": query.setting("date", edtf).url}


def _ways(everything, span: Span, query: Query) -> dict:
    """Return links to the nearest periods with events and to the wider period."""
    before, after = event_days.neighbours(everything, span.first, span.last)
    ways = {
        "previous": before and _way(before.isoformat()[: span.size], query),
        "next": after and _way(after.isoformat()[: span.size], query),
    }
    if span.size == 7:
        ways["around"] = _way(span.edtf[:4], query)
    elif before or after:
        first, last = event_days.oldest_day(everything), event_days.newest_day(everything)
        first, last = min(first, span.first), max(last, span.last)
        around = _way(f"{first.year:04d}/{last.year:04d}", query)
        ways["around"] = {**around, "label": f"All years, {first.year} to {last.year}"}
    return ways


def _loose(rows) -> dict:
    events = event_days.not_on_one_day(rows, LOOSE)
    number = events[0].of if events else 0
    for event in events:
        event.when = calendar_grid.when(event.date)
    return {"loose": events, "loose_count": number, "loose_more": number - len(events)}


def _month(rows, period: Period, query: Query) -> dict:
    events, counts = {}, {}
    for event in event_days.titles_by_day(rows, NAMED):
        events.setdefault(event.date_lower, []).append(event)
        counts[event.date_lower] = event.on_day
    loose = _loose(rows)
    in_list = _in_list(query)
    grid = calendar_grid.month(
        period.lower.year,
        period.lower.month,
        counts=counts,
        events=events,
        link=lambda edtf: in_list.setting("date", edtf).url,
    )
    return {"month": grid, "count": grid.count + loose["loose_count"], **loose}


def _year(rows, period: Period, query: Query) -> dict:
    in_list, year = _in_list(query), period.lower.year
    by_day = event_days.counts_by_day(rows)
    spans = event_days.counts_by_month(rows)
    by_month = {start.month: number for start, end, number in spans if start == end and start.year == year}

    def link(edtf: str) -> str:
        return (in_list if len(edtf) == 10 else query).setting("date", edtf).url

    months = [
        calendar_grid.month(year, number, counts=by_day, link=link, total=by_month.get(number, 0))
        for number in range(period.lower.month, period.upper.month + 1)
    ]
    return {"months": months, "count": sum(number for *_, number in spans), **_loose(rows)}


def _years(rows, period: Period, query: Query) -> dict:
    first = period.lower and period.lower.replace(day=1)
    spans = [
        (max(start, first) if start and first else start, end, number)
        for start, end, number in event_days.counts_by_month(rows)
    ]
    table = calendar_grid.years(spans, link=lambda edtf: query.setting("date", edtf).url, most_rows=YEARS)
    count = sum(number for *_, number in spans)
    shown = {"years": table, "count": count, "heading": _capital(period.in_words), "months_of_year": dates.MONTH_NAMES}
    if table and sum(year.total for year in table) < count:
        earlier = int(table[-1].label) - 1
        shown["earlier"] = query.setting("date", f"../{earlier:04d}").url
    return shown


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
