"""One article, event or person in other formats: its record, its text, its citations."""

import re
from collections.abc import Iterator
from http import HTTPStatus

from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import urlencode
from django.views.generic import View

from corpus import dates
from corpus.conditional import entity_tag, not_modified, remember, version_of
from corpus.exports.citation import cite
from corpus.exports.formats import CITATIONS
from corpus.exports.references import load
from corpus.lists import ARTICLES, EVENTS, List
from corpus.models import Article, Event, Outlet, Person, Place, Report
from corpus.records import ArticleTextRecord, EventRecord, PersonRecord, Record
from corpus.search.grammar.problems import problem, unknown_parameters
from corpus.views.addresses import base_of

_WORDING = re.compile(r"[0-9a-f]{64}")


class Gone(Exception):
    """A curator has hidden the row."""


class SingleView(View):
    """One row in a format. Subclasses implement ``answer``, and override ``wrong`` if they take parameters."""

    def wrong(self, suffix: str) -> Iterator[dict]:
        """Yield a problem for each parameter that does not exist."""
        yield from unknown_parameters(self.request.GET)

    def get(self, request, suffix, **kwargs):
        """Return the row: 304 if the client has it, 400 for a wrong parameter, 404 for a format that it does not have,
        410 if a curator has hidden it."""
        if problems := [*self.wrong(suffix)]:
            return JsonResponse({"problems": problems}, status=400)
        tag = entity_tag(request, version_of(request))
        if unchanged := not_modified(request, tag):
            return unchanged
        try:
            response = self.answer(suffix, **kwargs)
            return remember(response, tag) if response.status_code == HTTPStatus.OK else response
        except Gone:
            message = "A curator took it out of the public pages."
            return JsonResponse({"problems": [problem("", "", message)]}, status=HTTPStatus.GONE)

    def answer(self, suffix: str, **kwargs):
        """Return the row in this format. Raise Http404 if there is no such row or format, and Gone."""
        raise NotImplementedError

    def recorded(self, record: type[Record], rows) -> JsonResponse:
        """Return the record of a queryset's one row."""
        (row,) = record.load(rows)
        return JsonResponse(record(row, context={"base": base_of(self.request)}).data)

    def cited(self, suffix: str, articles: list[Article], *, name: str):
        """Return the citations of articles as a file."""
        written = CITATIONS[suffix]
        entries = [written.entry(cite(article, article.current, base_of(self.request))) for article in articles]
        content = written.before + written.between.join(entries) + written.after
        response = HttpResponse(content, content_type=written.media_type)
        response["Dateline-Rows"] = len(articles)
        response["Content-Disposition"] = f'attachment; filename="{name}.{suffix}"'
        return response


class ArticleFormatView(SingleView):
    """/articles/ID.json, .txt and citations. The parameter ``wording`` cites an earlier wording."""

    def wrong(self, suffix):
        """Yield a problem for each parameter but ``wording``, which a citation may have once."""
        values = self.request.GET.getlist("wording") if suffix in CITATIONS else []
        yield from unknown_parameters(name for name in self.request.GET if name != "wording" or not values)
        if len(values) > 1 or any(not _WORDING.fullmatch(value) for value in values):
            yield problem("wording", values[0], "It is the SHA-256 of a wording, given once.")

    def answer(self, suffix, pk):
        """Return the article, or its citation in the wording that the URL names."""
        rows = Article.objects.filter(pk=pk)
        if get_object_or_404(rows.only("hidden")).hidden:
            raise Gone
        if suffix == "json":
            return self.recorded(ArticleTextRecord, rows)
        (article,) = load(rows) if suffix in CITATIONS else rows.select_related("outlet", "current")
        if wanted := self.request.GET.get("wording", ""):
            article.current = get_object_or_404(article.revisions.defer("text", "bands"), wording=wanted)
        if suffix in CITATIONS:
            return self.cited(suffix, [article], name=cite(article, article.current, "").key)
        if suffix == "txt":
            return HttpResponse(plain(article, base_of(self.request)), content_type="text/plain; charset=utf-8")
        raise Http404


def plain(article: Article, base: str) -> str:
    """Return the article as plain text: headline, outlet, day and byline, body, citation."""
    printed = ", ".join(part for part in (article.edition, dates.in_words(article.published), article.byline) if part)
    return f"{article.title}\n{printed}\n\n{article.text}\n\n{cite(article, article.current, base).in_words}\n"


class EventFormatView(SingleView):
    """/events/ID.json, and citations of the articles that report the event."""

    def answer(self, suffix, pk):
        """Return the event; a redirect if it was merged into another."""
        event = get_object_or_404(Event.objects.select_related("merged_into"), pk=pk)
        if event.merged_into:
            return HttpResponseRedirect(reverse("event-format", args=[event.merged_into_id, suffix]))
        if not event.report_count or (suffix != "json" and suffix not in CITATIONS):
            raise Http404
        if suffix == "json":
            return self.recorded(EventRecord, Event.objects.filter(pk=pk))
        reports = Report.objects.current().filter(event=event)
        articles = Article.objects.filter(pk__in=reports.values("revision__article")).newest_first()
        return self.cited(suffix, load(articles), name=f"event-{pk}")


class PersonFormatView(SingleView):
    """/people/SLUG.json. Other formats redirect to the articles that name the person."""

    def answer(self, suffix, slug):
        """Return the person's record, or a redirect to their articles."""
        person = get_object_or_404(Person.objects.select_related("merged_into"), slug=slug)
        if person.merged_into:
            return HttpResponseRedirect(reverse("person-format", args=[person.merged_into.slug, suffix]))
        if person.nobody:
            raise Gone
        if not person.has_page:
            raise Http404
        if suffix == "json":
            return self.recorded(PersonRecord, Person.objects.filter(pk=person.pk))
        return to_list(ARTICLES, suffix, person=slug)


class OutletFormatView(SingleView):
    """/outlets/SLUG.csv and its like redirect to the articles of the outlet."""

    def answer(self, suffix, slug):
        """Return the redirect; 404 if there is no such outlet."""
        get_object_or_404(Outlet, slug=slug)
        return to_list(ARTICLES, suffix, outlet=slug)


class PlaceFormatView(SingleView):
    """/places/SLUG.csv and its like redirect to the events at the place."""

    def answer(self, suffix, slug):
        """Return the redirect; 404 if there is no such place."""
        get_object_or_404(Place.objects.shown(), slug=slug)
        return to_list(EVENTS, suffix, place=slug)


def to_list(listed: List, suffix: str, **query: str) -> HttpResponseRedirect:
    """Redirect to a filtered list in this format. Raise Http404 for a format of single rows only."""
    if suffix == "txt":
        raise Http404
    return HttpResponseRedirect(f"{listed.url(suffix)}?{urlencode(query)}")
