"""One article, person, event, outlet, place or wording, with all that its page shows."""

from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from rest_framework.response import Response

from corpus.models import Article, Event, Outlet, Person, Place, Revision
from corpus.views.pages.reviews import reviews_of, with_reviews

from .base import ApiView
from .problems import Gone
from .records.details import ArticleDetail, EventDetail, OutletDetail, PersonDetail, PlaceDetail, RevisionDetail

HIDDEN = "A curator took this article out of the public pages."
NOBODY = "A curator found that this is not a person."


class RowView(ApiView):
    """The record of one row. Subclasses give its serializer, and say in ``rows`` which rows there are."""

    statuses = (404,)

    def answer(self, **which):
        """The record; 404 where there is none."""
        found = self.serializer_class.load(self.rows().filter(**which))
        if not found:
            raise Http404("There is no such row.")
        return Response(self.get_serializer(found[0]).data)

    def rows(self):
        """All that have a record."""
        raise NotImplementedError


class ArticleView(RowView):
    """An article with text, people, events, every wording, every capture with the dates it gives, and reprints."""

    serializer_class = ArticleDetail
    operation, summary, tag = "get_article", "One article", "articles"
    statuses = (404, 410)

    def answer(self, pk):
        """The article; 410 where a curator hid it."""
        _refuse_hidden(pk)
        return super().answer(pk=pk)

    def rows(self):
        """All."""
        return Article.objects.all()


class RevisionView(RowView):
    """One wording of an article with its text, and where it names whom."""

    serializer_class = RevisionDetail
    operation, summary, tag = "get_revision", "One wording of an article", "articles"
    statuses = (404, 410)

    def answer(self, pk, wording):
        """The wording; 410 where a curator hid the article."""
        _refuse_hidden(pk)
        return super().answer(article=pk, wording=wording)

    def rows(self):
        """All."""
        return Revision.objects.all()


class PersonView(RowView):
    """A person with names, titles over time, companions and newest events. A merged person's address leads to the one
    that stayed, for as long as the merge is in force."""

    serializer_class = PersonDetail
    operation, summary, tag = "get_person", "One person", "people"
    statuses = (302, 404, 410)

    def answer(self, slug):
        """The person; a redirect for one merged; 410 where a curator found that it is none."""
        person = get_object_or_404(with_reviews(Person.objects.select_related("merged_into")), slug=slug)
        if person.merged_into:
            return HttpResponseRedirect(reverse("api-person", args=[person.merged_into.slug]))
        if person.nobody:
            raise _gone(NOBODY, person)
        if not person.has_page:
            raise Http404
        return super().answer(pk=person.pk)

    def rows(self):
        """All."""
        return Person.objects.all()


class EventView(RowView):
    """An event with participants in printed order, every report's sentence, and what the reports say differently. A
    merged event's address leads to the one that stayed."""

    serializer_class = EventDetail
    operation, summary, tag = "get_event", "One event", "events"
    statuses = (302, 404)

    def answer(self, pk):
        """The event; a redirect for one merged; 404 for one that no article reports any more."""
        event = get_object_or_404(Event.objects.only("merged_into"), pk=pk)
        if event.merged_into_id:
            return HttpResponseRedirect(reverse("api-event", args=[event.merged_into_id]))
        return super().answer(pk=pk)

    def rows(self):
        """Those that an article reports."""
        return Event.objects.public()


class OutletView(RowView):
    """An outlet with the span of its articles."""

    serializer_class = OutletDetail
    operation, summary, tag = "get_outlet", "One outlet", "outlets"

    def rows(self):
        """All."""
        return Outlet.objects.with_counts()


class PlaceView(RowView):
    """A place with the number of events there."""

    serializer_class = PlaceDetail
    operation, summary, tag = "get_place", "One place", "places"

    def rows(self):
        """All, be there events or not."""
        return Place.objects.counted()


def _refuse_hidden(pk: int) -> None:
    article = get_object_or_404(with_reviews(Article.objects.only("hidden")), pk=pk)
    if article.hidden:
        raise _gone(HIDDEN, article)


def _gone(detail: str, row: Article | Person) -> Gone:
    decided = next(iter(reviews_of(row)), None)
    return Gone(detail, decided and decided.made.date())
