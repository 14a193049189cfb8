"""Lists as Atom feeds: what was added last, whatever order the list has, so that a back-fill shows up."""

from dataclasses import replace

from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import http_date
from django.utils.text import capfirst

from corpus.exports.feed import ENTRIES, Feed, latest, write
from corpus.models import Article, Event, Person
from corpus.search.grammar.articles import ArticleFilterSet
from corpus.search.grammar.events import EventFilterSet
from corpus.search.grammar.people import PersonFilterSet
from corpus.search.grammar.query import Query
from corpus.views.addresses import base_of
from corpus.views.lists.list_view import ListView

from .json_lists import Strict

ENTRIES_SHOWN = 50


class FeedView(Strict, ListView):
    """A list as a feed. Subclasses give ``grammar`` and ``model``."""

    texts = {}

    def asked(self):
        """The query, lately added first. An order that does not exist stays, to be refused."""
        data = self.request.GET.copy()
        if data.get("sort", "-added") in self.filterset.base_filters["sort"].orders:
            data["sort"] = "-added"
        data.setdefault("per_page", str(ENTRIES_SHOWN))
        return self.filterset(data, path=self.request.path)

    def wrong(self, listing):
        """And a number of entries."""
        message = f"A feed has {ENTRIES_SHOWN} entries a page."
        named = [{"name": "per_page", "value": "", "message": message}] if "per_page" in self.request.GET else []
        return super().wrong(listing) + named

    def canonical(self, filterset):
        """Without what a feed has of itself."""
        return _feed_of(filterset.query)

    def may_be_kept(self, listing):
        """Nothing is counted."""
        return True

    def answer(self, listing):
        """The feed."""
        filterset = listing.filterset
        found = self.found(listing)
        if found is None:
            return self.refused(listing)
        query = _feed_of(filterset.query)
        number = filterset.values["page"]
        entries = ENTRIES[self.model](self.model.objects.in_order(found.ids)) if found.ids else []
        whole = query.at_page(1)
        about = Feed(
            key=f"{filterset.noun}?{whole.string}".removesuffix("?"),
            title=filterset.sentence_without_order.removesuffix(".") or capfirst(filterset.noun),
            subtitle=f"{capfirst(filterset.noun)} in the order in which they came into the corpus, the newest first.",
            base=base_of(self.request),
            path=query.url,
            page=replace(whole, path=reverse(f"{self.model._meta.model_name}-list")).url,
            following=query.at_page(number + 1, after=found.ids[-1]).url if found.more else "",
        )
        response = HttpResponse(write(about, entries), content_type="application/atom+xml; charset=utf-8")
        response["Last-Modified"] = http_date(latest(entries).timestamp())
        return response


def _feed_of(query: Query) -> Query:
    kept = tuple(pair for pair in query.pairs if pair[0] not in ("sort", "per_page"))
    return Query(query.path, kept, query.order)


class ArticleFeedView(FeedView):
    """/articles.atom"""

    filterset, model = ArticleFilterSet, Article


class EventFeedView(FeedView):
    """/events.atom"""

    filterset, model = EventFilterSet, Event


class PersonFeedView(FeedView):
    """/people.atom"""

    filterset, model = PersonFilterSet, Person
