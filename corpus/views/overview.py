"""The first page: what is in the corpus, where its gaps are, what is new."""

import datetime
from urllib.parse import urlencode

from django.db.models import Count, F, Func, IntegerField, Max
from django.db.models.functions import TruncMonth
from django.urls import reverse
from django.views.generic import TemplateView

from corpus.models import Article, Event, Outlet, Person
from corpus.search.timeline import draw

from .rows import article_rows, event_rows

YEARS = 20  # of the coverage strip, up to the newest
LATELY = 365  # days before the newest article within which "most named lately" counts


class OverviewView(TemplateView):
    """What the corpus holds."""

    template_name = "overview.html"

    def get_context_data(self):
        """What stands on the page."""
        newest = Article.objects.order_by(F("published_lower").desc(nulls_last=True), "-pk")
        spans = _spans()
        counts = {
            "articles": Article.objects.count(),
            "people": Person.objects.public().count(),
            "events": Event.objects.public().count(),
            "outlets": len({outlet for outlet, *_ in spans}),
        }
        events = Event.objects.public().exclude(date_lower=None).order_by(F("date_lower").desc(), "-pk")
        latest, added, revised = _article_sections(
            newest[:6],
            Article.objects.order_by("-added", "-pk")[:5],
            newest.filter(revision_count__gt=1)[:5],
        )
        link = reverse("article-list")
        totals = {}
        for _, month, number in spans:
            if month:
                totals[month.isoformat()] = totals.get(month.isoformat(), 0) + number
        return super().get_context_data(
            counts=counts,
            coverage=_coverage(spans),
            histogram=draw(
                [(month, month, number) for month, number in sorted(totals.items())],
                title="Articles over time",
                noun="Articles",
                link=lambda edtf: f"{link}?{urlencode({'published': edtf})}",
            ),
            latest=latest,
            added=added,
            revised=revised,
            named=_named_lately(),
            events=event_rows(events[:6]),
            empty_corpus=not counts["articles"],
        )


def _spans() -> list[tuple]:
    """(outlet id, month, number of articles); month None for the undated. One query."""
    months = Article.objects.annotate(month=TruncMonth("published_lower")).values_list("outlet", "month")
    return list(months.annotate(number=Count("pk")).order_by())


def _article_sections(*querysets) -> list[list]:
    """Several short lists of articles with the queries of one."""
    ids = [list(queryset.values_list("pk", flat=True)) for queryset in querysets]
    rows = {row.pk: row for row in article_rows(Article.objects.filter(pk__in={pk for part in ids for pk in part}))}
    return [[rows[pk] for pk in part] for part in ids]


def _named_lately() -> list[dict]:
    last = Article.objects.aggregate(last=Max("published_lower"))["last"]
    if not last:
        return []
    each = Func(F("people"), function="unnest", output_field=IntegerField())
    since = last - datetime.timedelta(days=LATELY)
    rows = (
        Article.objects.filter(published_lower__gte=since)
        .annotate(who=each)
        .values_list("who")
        .annotate(number=Count("pk"))
        .order_by("-number", "who")[:10]
    )
    people = Person.objects.in_bulk([pk for pk, _ in rows])
    return [{"person": people[pk], "articles": number} for pk, number in rows if pk in people]


def _coverage(spans: list[tuple]) -> dict:
    """One strip an outlet, one cell a year, and how full it is from 0 to 4. Gaps stay visible."""
    years = sorted({month.year for _, month, _ in spans if month})
    if not years:
        return {"years": [], "rows": []}
    shown = list(range(max(years[0], years[-1] - YEARS + 1), years[-1] + 1))
    counts, totals = {}, {}
    for outlet, month, number in spans:
        totals[outlet] = totals.get(outlet, 0) + number
        if month:
            counts[outlet, month.year] = counts.get((outlet, month.year), 0) + number
    most = max(counts.values())
    link = reverse("article-list")
    rows = []
    outlets = sorted(Outlet.objects.filter(pk__in=totals), key=lambda outlet: (-totals[outlet.pk], outlet.name))
    for outlet in outlets:
        cells = []
        for year in shown:
            number = counts.get((outlet.pk, year), 0)
            address = urlencode({"outlet": outlet.slug, "published": year})
            cells.append(
                {"label": str(year), "count": number, "url": f"{link}?{address}", "level": _level(number, most)}
            )
        rows.append({"outlet": outlet, "total": totals[outlet.pk], "cells": cells})
    return {"years": [str(year) for year in shown], "rows": rows}


def _level(number: int, most: int) -> int:
    """0 for none, 1 to 4 by order of magnitude below the fullest cell."""
    if not number:
        return 0
    return max(1, 4 - len([step for step in (2, 8, 32) if number * step <= most]))
