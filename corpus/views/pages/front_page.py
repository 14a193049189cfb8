"""The front page: what the corpus holds, its gaps, what is new."""

import datetime
from collections import Counter
from urllib.parse import urlencode

from django.db.models import Count
from django.db.models.functions import TruncMonth
from django.http import Http404
from django.urls import reverse

from corpus.conditional import version_of
from corpus.models import Absence, Article, ArticleSearch, Event, Person
from corpus.search.counts.people_named import people_named_in
from corpus.search.counts.timeline import histogram
from corpus.search.version_cache import cache
from corpus.views.figures.coverage import coverage
from corpus.views.lists.rows import article_rows, event_rows

from .kept_page import KeptPageView

NAMED = 10
GONE = 5  # articles that have vanished from their URL
LATELY = 365  # days before the newest month that "most named lately" covers


class OverviewView(KeptPageView):
    """An overview of the corpus."""

    template_name = "site/front_page.html"

    def get_context_data(self):
        """Add everything that the page shows."""
        version = version_of(self.request)
        spans = cache.get_or_set("overview:spans", version, _spans)
        link = reverse("article-list")
        totals = Counter()
        for _, _, first, last, number in spans:
            if first and last:
                totals[first, last] += number
        newest = max((first for first, _ in totals), default=None)
        events = Event.objects.public().exclude(date_lower=None).newest_first()
        year = self.request.GET.get("coverage", "")
        if year and year not in {f"{first.year:04d}" for first, _ in totals}:
            raise Http404
        return super().get_context_data(
            counts={
                "articles": sum(number for *_, number in spans),
                "people": cache.get_or_set("overview:people", version, Person.objects.public().count),
                "events": cache.get_or_set("overview:events", version, Event.objects.public().count),
                "outlets": len({slug for slug, *_ in spans}),
            },
            coverage=coverage(spans, year),
            gone=_gone(),
            histogram=histogram(
                [(first.isoformat(), last.isoformat(), number) for (first, last), number in sorted(totals.items())],
                title="Articles over time",
                noun="Articles",
                link=lambda edtf: f"{link}?{urlencode({'published': edtf})}",
            ),
            named=cache.get_or_set("overview:named", version, lambda: _named_lately(newest)),
            events=event_rows(events[:6]),
            empty_corpus=not spans,
            **_article_sections(version),
        )


def _spans() -> list[tuple]:
    """Return (outlet's slug and name, first and last month or None, number of articles), with one query."""
    months = Article.objects.shown().annotate(first=TruncMonth("published_lower"), last=TruncMonth("published_upper"))
    rows = months.values_list("outlet__slug", "outlet__name", "first", "last")
    return list(rows.annotate(number=Count("pk")).order_by())


def _article_sections(version: int) -> dict[str, list]:
    """Return the newest, lately added and lately revised articles, with the queries of one list."""
    newest = Article.objects.shown().newest_first()
    lately = Article.objects.shown().order_by("-added", "-pk")
    parts = newest[:6], lately[:5], newest.filter(revision_count__gt=1)[:5]
    shown = parts[0].values_list("pk", flat=True).union(*(part.values_list("pk", flat=True) for part in parts[1:]))
    rows = article_rows(shown, version)
    by_day = sorted(rows, key=lambda row: (row.published_lower or datetime.date.min, row.pk), reverse=True)
    by_addition = sorted(rows, key=lambda row: (row.added, row.pk), reverse=True)
    return {
        "latest": by_day[:6],
        "added": by_addition[:5],
        "revised": [row for row in by_day if row.revision_count > 1][:5],
    }


def _gone() -> list[dict]:
    """Return ``article`` and ``absence`` of articles missing at their URL when last captured. At most two queries."""
    absences = list(Absence.objects.lately()[: GONE * 4])
    if not absences:
        return []
    urls = {absence.url: absence for absence in reversed(absences)}
    articles = Article.objects.shown().listed().filter(url__in=urls)[: GONE * 4]
    found = [{"article": article, "absence": urls[article.url]} for article in articles]
    return sorted(found, key=lambda row: absences.index(row["absence"]))[:GONE]


def _named_lately(newest: datetime.date | None) -> list[dict]:
    """Return the people most named in the year before the newest month."""
    if not newest:
        return []
    lately = ArticleSearch.objects.filter(lower__gte=newest - datetime.timedelta(days=LATELY))
    return people_named_in(lately, NAMED)
