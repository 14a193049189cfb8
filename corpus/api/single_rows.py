"""Single rows: an article, a wording, a person, an event, an outlet or a place, with all that its page shows."""

from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from rest_framework.response import Response

from corpus.models import Article, Event, Outlet, Person, Place, Revision
from corpus.search.reviews import reviews_of, with_reviews

from .base import ApiView
from .problems import Gone
from .records.details import ArticleDetail, EventDetail, OutletDetail, PersonDetail, PlaceDetail, RevisionDetail

HIDDEN = "A curator has hidden this article."
NOBODY = "A curator has decided that this is not a person."
NOWHERE = "A curator has decided that this is not a place."


class RowView(ApiView):
    """One row. Subclasses give its serializer and override ``rows``."""

    statuses = (404,)

    def answer(self, **which):
        """Return the record; 404 if there is no such row."""
        found = self.serializer_class.load(self.rows().filter(**which))
        if not found:
            raise Http404("There is no such row.")
        return Response(self.get_serializer(found[0]).data)

    def rows(self):
        """Return the rows that have a record."""
        raise NotImplementedError


class ArticleView(RowView):
    """An article with its text, people, events, wordings, captures with their date candidates, and reprints."""

    serializer_class = ArticleDetail
    operation, summary, tag = "get_article", "One article", "articles"
    statuses = (404, 410)

    def answer(self, pk):
        """Return the article; 410 if a curator has hidden it."""
        _refuse_hidden(pk)
        return super().answer(pk=pk)

    def rows(self):
        return Article.objects.all()


class RevisionView(RowView):
    """One wording of an article with its text and mentions of people."""

    serializer_class = RevisionDetail
    operation, summary, tag = "get_revision", "One wording of an article", "articles"
    statuses = (404, 410)

    def answer(self, pk, wording):
        """Return the wording; 410 if a curator has hidden the article."""
        _refuse_hidden(pk)
        return super().answer(article=pk, wording=wording)

    def rows(self):
        return Revision.objects.all()


class PersonView(RowView):
    """A person with names, titles over time, companions and newest events. The address of a merged person redirects to
    the remaining one while the merge is in force."""

    serializer_class = PersonDetail
    operation, summary, tag = "get_person", "One person", "people"
    statuses = (302, 404, 410)

    def answer(self, slug):
        """Return the person; a redirect if merged; 410 if a curator has decided that it is none."""
        person = get_object_or_404(with_reviews(Person.objects.select_related("merged_into")), slug=slug)
        if person.merged_into:
            return HttpResponseRedirect(reverse("api-person", args=[person.merged_into.slug]))
        if person.nobody:
            raise _gone(NOBODY, person)
        if not person.has_page:
            raise Http404
        return super().answer(pk=person.pk)

    def rows(self):
        return Person.objects.all()


class EventView(RowView):
    """An event with participants in printed order, the sentence of every report, and where the reports disagree. The
    address of a merged event redirects to the remaining one."""

    serializer_class = EventDetail
    operation, summary, tag = "get_event", "One event", "events"
    statuses = (302, 404)

    def answer(self, pk):
        """Return the event; a redirect if merged; 404 if no article reports it any more."""
        event = get_object_or_404(Event.objects.only("merged_into"), pk=pk)
        if event.merged_into_id:
            return HttpResponseRedirect(reverse("api-event", args=[event.merged_into_id]))
        return super().answer(pk=pk)

    def rows(self):
        """Return events that at least one article reports."""
        return Event.objects.public()


class OutletView(RowView):
    """An outlet with the number and dates of its articles."""

    serializer_class = OutletDetail
    operation, summary, tag = "get_outlet", "One outlet", "outlets"

    def rows(self):
        return Outlet.objects.with_counts()


class PlaceView(RowView):
    """A place with what contains it and the number of events there and inside it. The address of a merged place
    redirects to the remaining one while the merge is in force."""

    serializer_class = PlaceDetail
    operation, summary, tag = "get_place", "One place", "places"
    statuses = (302, 404, 410)

    def answer(self, slug):
        """Return the place; a redirect if merged; 410 if a curator has decided that it is none."""
        place = get_object_or_404(with_reviews(Place.objects.shown().select_related("merged_into")), slug=slug)
        if place.merged_into:
            return HttpResponseRedirect(reverse("api-place", args=[place.merged_into.slug]))
        if place.nowhere:
            raise _gone(NOWHERE, place)
        return super().answer(pk=place.pk)

    def rows(self):
        """Return all places, also those without events, but for those of hidden articles alone."""
        return Place.objects.shown()


def _refuse_hidden(pk: int) -> None:
    article = get_object_or_404(with_reviews(Article.objects.only("hidden")), pk=pk)
    if article.hidden:
        raise _gone(HIDDEN, article)


def _gone(detail: str, row: Article | Person | Place) -> Gone:
    decided = next(iter(reviews_of(row)), None)
    return Gone(detail, decided and decided.made.date())
