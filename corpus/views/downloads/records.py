"""One article, event or person for programs: its record, its text, its citations."""

import re
from collections.abc import Iterator
from http import HTTPStatus

from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.urls.converters import StringConverter
from django.utils.http import urlencode
from django.views.generic import View

from corpus import dates
from corpus.exports.citation import cite
from corpus.exports.formats import CITATIONS, FORMS
from corpus.exports.references import load
from corpus.models import Article, Event, Outlet, Person, Place, Report
from corpus.records import ArticleTextRecord, EventRecord, PersonRecord, Record
from corpus.views.addresses import base_of, list_form
from corpus.views.conditional import entity_tag, not_modified, remember, version_of


class SuffixConverter(StringConverter):
    """The suffix of a form of one row, or of a list that belongs to it."""

    regex = "|".join(suffix.replace(".", r"\.") for suffix in ("json", "txt", "atom", *FORMS))


_WORDING = re.compile(r"[0-9a-f]{64}")


class Gone(Exception):
    """A curator took it out of the public pages."""


class SingleView(View):
    """One row in a form. Subclasses give ``answer``, and say in ``wrong`` what of an address is not understood."""

    def wrong(self, form: str) -> Iterator[dict]:
        """Parameters that do not exist."""
        for name in self.request.GET:
            yield {"name": name[:60], "value": "", "message": "There is no such parameter."}

    def get(self, request, form, **kwargs):
        """400 for a parameter that does not exist, 404 for a form, 410 for what a curator hid; 304 where it holds."""
        if problems := [*self.wrong(form)]:
            return JsonResponse({"problems": problems}, status=400)
        tag = entity_tag(request, version_of(request))
        if unchanged := not_modified(request, tag):
            return unchanged
        try:
            response = self.answer(form, **kwargs)
            return remember(response, tag) if response.status_code == HTTPStatus.OK else response
        except Gone:
            message = "A curator took it out of the public pages."
            return JsonResponse({"problems": [{"name": "", "value": "", "message": message}]}, status=HTTPStatus.GONE)

    def answer(self, form: str, **kwargs):
        """The row in this form; raises Http404 where there is none, or no such form, and Gone."""
        raise NotImplementedError

    def recorded(self, record: type[Record], rows) -> JsonResponse:
        """The record of a queryset's one row."""
        (row,) = record.load(rows)
        return JsonResponse(record(row, context={"base": base_of(self.request)}).data)

    def cited(self, form: str, articles: list[Article], *, name: str):
        """The citations of articles, as a file."""
        made = CITATIONS[form]
        entries = [made.one(cite(article, article.current, base_of(self.request))) for article in articles]
        content = made.before + made.between.join(entries) + made.after
        response = HttpResponse(content, content_type=made.media_type)
        response["Dateline-Rows"] = len(articles)
        response["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
        return response


class ArticleFormView(SingleView):
    """/articles/ID.json, .txt and citations; ``wording`` pins a citation to an earlier wording."""

    def wrong(self, form):
        """All but one wording of a citation."""
        for problem in super().wrong(form):
            values = self.request.GET.getlist(problem["name"])
            if problem["name"] != "wording" or form not in CITATIONS:
                yield problem
            elif len(values) > 1 or not _WORDING.fullmatch(values[0]):
                yield problem | {"value": values[0][:70], "message": "A wording is told by its SHA-256, once."}

    def answer(self, form, pk):
        """The article in one of its forms."""
        rows = Article.objects.filter(pk=pk)
        if get_object_or_404(rows.only("hidden")).hidden:
            raise Gone
        if form == "json":
            return self.recorded(ArticleTextRecord, rows)
        (article,) = load(rows) if form in CITATIONS else rows.select_related("outlet", "current")
        if wanted := self.request.GET.get("wording", ""):
            article.current = get_object_or_404(article.revisions.defer("text", "bands"), wording=wanted)
        if form in CITATIONS:
            return self.cited(form, [article], name=cite(article, article.current, "").key)
        if form == "txt":
            return HttpResponse(plain(article, base_of(self.request)), content_type="text/plain; charset=utf-8")
        raise Http404


def plain(article: Article, base: str) -> str:
    """The article as plain text: headline, where and when it was printed, body, citation."""
    printed = ", ".join(part for part in (article.edition, dates.in_words(article.published), article.byline) if part)
    return f"{article.title}\n{printed}\n\n{article.text}\n\n{cite(article, article.current, base).in_words}\n"


class EventFormView(SingleView):
    """/events/ID.json, and the citations of the articles that report it."""

    def answer(self, form, pk):
        """The event in one of its forms; of one merged into another, the way to that."""
        event = get_object_or_404(Event.objects.select_related("merged_into"), pk=pk)
        if event.merged_into:
            return HttpResponseRedirect(reverse("event-form", args=[event.merged_into_id, form]))
        if not event.report_count or (form != "json" and form not in CITATIONS):
            raise Http404
        if form == "json":
            return self.recorded(EventRecord, Event.objects.filter(pk=pk))
        reports = Report.objects.current().filter(event=event)
        articles = Article.objects.filter(pk__in=reports.values("revision__article")).newest_first()
        return self.cited(form, load(articles), name=f"event-{pk}")


class PersonFormView(SingleView):
    """/people/SLUG.json; every other form is one of the articles that name the person."""

    def answer(self, form, slug):
        """The person's record, or the way to their articles."""
        person = get_object_or_404(Person.objects.select_related("merged_into"), slug=slug)
        if person.merged_into:
            return HttpResponseRedirect(reverse("person-form", args=[person.merged_into.slug, form]))
        if person.nobody:
            raise Gone
        if not person.has_page:
            raise Http404
        if form == "json":
            return self.recorded(PersonRecord, Person.objects.filter(pk=person.pk))
        return to_list("article", form, person=slug)


class OutletFormView(SingleView):
    """/outlets/SLUG.csv and its like: the articles of an outlet."""

    def answer(self, form, slug):
        """The way to its articles."""
        get_object_or_404(Outlet, slug=slug)
        return to_list("article", form, outlet=slug)


class PlaceFormView(SingleView):
    """/places/SLUG.csv and its like: what took place there."""

    def answer(self, form, slug):
        """The way to its events."""
        get_object_or_404(Place, slug=slug)
        return to_list("event", form, place=slug)


def to_list(model: str, form: str, **query: str) -> HttpResponseRedirect:
    """The way to a list in this form, by its filters. Raises Http404 for a form that no list has."""
    if form == "txt":
        raise Http404
    return HttpResponseRedirect(f"{list_form(model, form)}?{urlencode(query)}")
