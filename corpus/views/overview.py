"""The first page: what is in the corpus, where its gaps are, what is new."""

import datetime
from collections import Counter
from urllib.parse import urlencode

from django.db.models import Count, F, Func, IntegerField
from django.db.models.functions import TruncMonth
from django.urls import reverse
from django.views.generic import TemplateView

from corpus import dates
from corpus.models import Article, Event, Outlet, Person
from corpus.search.timeline import draw

from .rows import article_rows, event_rows

YEARS = 20  # of the coverage strip, up to the newest
MONTHS = 12  # a corpus that spans no more has a strip of months
LATELY = 365  # days before the newest month within which "most named lately" counts


class OverviewView(TemplateView):
    """What the corpus holds."""

    template_name = "overview.html"

    def get_context_data(self):
        """What stands on the page."""
        spans = _spans()
        link = reverse("article-list")
        totals = Counter()
        for _, _, month, number in spans:
            if month:
                totals[month] += number
        events = Event.objects.public().exclude(date_lower=None).order_by(F("date_lower").desc(), "-pk")
        return super().get_context_data(
            counts={
                "articles": sum(number for *_, number in spans),
                "people": Person.objects.public().count(),
                "events": Event.objects.public().count(),
                "outlets": len({slug for slug, *_ in spans}),
            },
            coverage=_coverage(spans),
            histogram=draw(
                [(month.isoformat(), month.isoformat(), number) for month, number in sorted(totals.items())],
                title="Articles over time",
                noun="Articles",
                link=lambda edtf: f"{link}?{urlencode({'published': edtf})}",
            ),
            named=_named_lately(max(totals, default=None)),
            events=event_rows(events[:6]),
            empty_corpus=not spans,
            **_article_sections(),
        )


def _spans() -> list[tuple]:
    """(outlet's slug and name, month, number of articles); month None for the undated. One query."""
    months = Article.objects.annotate(month=TruncMonth("published_lower"))
    rows = months.values_list("outlet__slug", "outlet__name", "month")
    return list(rows.annotate(number=Count("pk")).order_by())


def _article_sections() -> dict[str, list]:
    """Three short lists of articles with the queries of one: newest, lately added, lately revised."""
    newest = Article.objects.order_by(F("published_lower").desc(nulls_last=True), "-pk")
    lately = Article.objects.order_by("-added", "-pk")
    parts = newest[:6], lately[:5], newest.filter(revision_count__gt=1)[:5]
    shown = parts[0].values("pk").union(*(part.values("pk") for part in parts[1:]))
    rows = article_rows(Article.objects.filter(pk__in=shown))
    by_day = sorted(rows, key=lambda row: (row.published_lower or datetime.date.min, row.pk), reverse=True)
    by_addition = sorted(rows, key=lambda row: (row.added, row.pk), reverse=True)
    return {
        "latest": by_day[:6],
        "added": by_addition[:5],
        "revised": [row for row in by_day if row.revision_count > 1][:5],
    }


def _named_lately(newest: datetime.date | None) -> list[dict]:
    """People most named in the year before the newest month."""
    if not newest:
        return []
    each = Func(F("people"), function="unnest", output_field=IntegerField())
    rows = (
        Article.objects.filter(published_lower__gte=newest - datetime.timedelta(days=LATELY))
        .annotate(who=each)
        .values_list("who")
        .annotate(number=Count("pk"))
        .order_by("-number", "who")[:10]
    )
    people = Person.objects.in_bulk([pk for pk, _ in rows])
    return [{"person": people[pk], "articles": number} for pk, number in rows if pk in people]


def _coverage(spans: list[tuple]) -> dict:
    """One strip an outlet, one cell a year (a month in a corpus of few), and how full it is from 0 to 4.

    Gaps stay visible.
    """
    months = sorted({month for _, _, month, _ in spans if month})
    if not months:
        return {"periods": [], "rows": []}
    periods = _periods(months[0], months[-1])
    size = len(periods[-1])
    counts, totals = Counter(), Counter()
    for slug, name, month, number in spans:
        totals[slug, name] += number
        if month:
            counts[slug, month.isoformat()[:size]] += number
    most = max(counts.values())
    link = reverse("article-list")
    rows = []
    for (slug, name), total in sorted(totals.items(), key=lambda item: (-item[1], item[0])):
        cells = []
        for period in periods:
            number = counts[slug, period]
            address = urlencode({"outlet": slug, "published": period})
            label, url = dates.in_words(period), f"{link}?{address}"
            cells.append({"label": label, "count": number, "url": url, "level": _level(number, most)})
        rows.append({"outlet": Outlet(slug=slug, name=name), "total": total, "cells": cells})
    return {"periods": periods, "rows": rows}


def _periods(first: datetime.date, last: datetime.date) -> list[str]:
    """The months from the first to the last as EDTF, where they are at most a year; else the last years."""
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    if len(months) <= MONTHS:
        return [f"{month // 12:04d}-{month % 12 + 1:02d}" for month in months]
    return [f"{year:04d}" for year in range(max(first.year, last.year - YEARS + 1), last.year + 1)]


def _level(number: int, most: int) -> int:
    """0 for none, 1 to 4 by order of magnitude below the fullest cell."""
    if not number:
        return 0
    return max(1, 4 - len([step for step in (2, 8, 32) if number * step <= most]))
