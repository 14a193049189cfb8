"""Lists as Atom feeds of the rows added last, so that old articles loaded today appear."""

from dataclasses import replace

from django.http import HttpResponse
from django.utils.http import http_date
from django.utils.text import capfirst

from corpus.exports.feed import ENTRIES, Feed, latest, write
from corpus.search.grammar.problems import problem
from corpus.search.grammar.query import Query
from corpus.views.addresses import base_of
from corpus.views.lists.list_view import ListView

from .strict import Strict

ENTRIES_SHOWN = 50


class FeedView(Strict, ListView):
    """/articles.atom and its like: a list as a feed."""

    def asked(self):
        """Return the query, sorted by when rows were added. A sort that does not exist stays, to be refused."""
        data = self.request.GET.copy()
        if data.get("sort", "-added") in self.filterset.base_filters["sort"].orders:
            data["sort"] = "-added"
        data.setdefault("per_page", str(ENTRIES_SHOWN))
        return self.filterset(data, path=self.request.path)

    def wrong(self, listing):
        """Return the problems of the query. The number of entries cannot be chosen."""
        message = f"A feed has {ENTRIES_SHOWN} entries a page."
        named = [problem("per_page", "", message)] if "per_page" in self.request.GET else []
        return super().wrong(listing) + named

    def canonical(self, filterset):
        """Return the query without the sort and size that every feed has."""
        return _feed_query(filterset.query)

    def may_be_kept(self, listing):
        """Return True, as a feed counts nothing."""
        return True

    def answer(self, listing):
        """Return the feed; 400 if there is no such page."""
        filterset = listing.filterset
        found = self.found(listing)
        if found is None:
            return self.refused(listing)
        query = _feed_query(filterset.query)
        entries = ENTRIES[self.listed.noun](self.model.objects.in_order(found.ids)) if found.ids else []
        whole = query.at_page(1)
        following = query.at_page(filterset.values["page"] + 1, after=found.ids[-1]).url if found.more else ""
        about = Feed(
            key=f"{filterset.noun}?{whole.string}".removesuffix("?"),
            title=filterset.sentence_without_order.removesuffix(".") or capfirst(filterset.noun),
            subtitle=f"{capfirst(filterset.noun)} in the order in which they came into the corpus, the newest first.",
            base=base_of(self.request),
            path=query.url,
            page=replace(whole, path=self.listed.url()).url,
            following=following,
        )
        response = HttpResponse(write(about, entries), content_type="application/atom+xml; charset=utf-8")
        response["Last-Modified"] = http_date(latest(entries).timestamp())
        return response


def _feed_query(query: Query) -> Query:
    kept = tuple(pair for pair in query.pairs if pair[0] not in ("sort", "per_page"))
    return Query(query.path, kept, query.order)
