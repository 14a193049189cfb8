"""Lists as JSON for programs: the query of a page, page by page."""

from django.http import JsonResponse

from corpus.search.counts.facets import Counts, count
from corpus.search.results.page import Page
from corpus.search.results.statement import StatementTimeout
from corpus.views.addresses import base_of
from corpus.views.lists.list_view import ListView

from .strict import Strict


class JsonView(Strict, ListView):
    """/articles.json and its like: one page of records with the total, facets and histogram of the query."""

    def answer(self, listing):
        """Return the page; 400 if there is no such page."""
        filterset = listing.filterset
        found = self.found(listing)
        if found is None:
            return self.refused(listing)
        page = Page.of(filterset, found, self.listed.load(found.ids) if found.ids else [])
        counts = count(filterset, found.matches)
        if counts.timed_out:
            raise StatementTimeout("Counting took too long.")
        record = self.listed.record(context={"base": base_of(self.request)})
        return JsonResponse(
            {
                "query": listing.sentence,
                "total": counts.total,
                "page": page.number,
                "previous": page.previous_url or None,
                "next": page.next_url or None,
                "results": [record.to_representation(row) for row in page.items],
                **_counted(counts),
            }
        )


def _counted(counts: Counts) -> dict:
    bars = counts.histogram.bars if counts.histogram else ()
    return {
        "facets": {
            facet.name: [
                {"value": one.value, "label": one.label, "count": one.count, "url": one.url} for one in facet.values
            ]
            for facet in counts.facets
        },
        "histogram": [{"date": bar.edtf, "count": bar.count, "url": bar.url} for bar in bars],
    }
