"""Lists of the API, and their counts and facets. Each view is of one list, given to ``as_view`` as ``listed``."""

from django.http import Http404
from rest_framework.response import Response

from corpus.lists import List
from corpus.search.counts.facets import MOST, count, find_values
from corpus.search.results.keyset import order
from corpus.search.results.statement import StatementTimeout
from corpus.search.text.suggest import Suggestions, suggest

from .base import ApiView
from .pagination import RowPagination, in_words
from .records.counts import CountsRecord, FacetRecord, SuggestionsRecord
from .schema.parameters import FindParameters, SuggestParameters


class ListView(ApiView):
    """An address of one list, described by the list's declaration."""

    @property
    def tag(self) -> str:
        return self.listed.noun


class RowsView(ListView):
    """Rows by filter, page by page."""

    pagination_class = RowPagination

    @property
    def operation(self) -> str:
        return f"list_{self.listed.noun}"

    @property
    def summary(self) -> str:
        return f"{self.listed.noun.capitalize()} by filter"

    @property
    def about(self) -> str:
        return self.listed.contents

    @property
    def serializer_class(self):
        return self.listed.record

    def answer(self):
        """Return one page of records."""
        rows = self.listed.load(self.paginator.paginate_queryset(self.parsed(), self.request, view=self))
        return self.paginator.get_paginated_response(self.get_serializer(rows, many=True).data)


class CountsView(ListView):
    """Total, facets and histogram of a query."""

    serializer_class = CountsRecord

    @property
    def operation(self) -> str:
        return f"count_{self.listed.noun}"

    @property
    def summary(self) -> str:
        if self.listed.filterset.facets:
            return f"{self.listed.singular.capitalize()} counts and facets"
        return f"Number of {self.listed.noun}"

    @property
    def about(self) -> str:
        if self.listed.filterset.facets:
            return f"Total, facets and histogram of the {self.listed.noun} that match a query."
        return f"The number of {self.listed.noun} that match a query. The list has no facets."

    def answer(self):
        """Return the counts; 503 if counting takes too long."""
        filterset = self.parsed()
        counts = count(filterset)
        if counts.timed_out:
            raise StatementTimeout("Counting took too long.")
        bars = counts.histogram.bars if counts.histogram else ()
        found = {"query": in_words(filterset), "total": counts.total, "facets": counts.facets, "histogram": bars}
        return Response(self.get_serializer(found).data)


class FacetView(ListView):
    """All values of one facet, which can be searched."""

    serializer_class = FacetRecord
    query_serializer = FindParameters
    statuses = (404,)

    @property
    def operation(self) -> str:
        return f"{self.listed.singular}_facet"

    @property
    def summary(self) -> str:
        return f"One facet of {self.listed.noun}"

    @property
    def about(self) -> str:
        return f"The values of one facet of {self.listed.noun}, at most {MOST}, most frequent first."

    @property
    def facet_names(self) -> list[str]:
        """The parameters that the list has facets of."""
        return [facet.param for facet in self.listed.filterset.facets]

    def answer(self, name, find=""):
        """Return the most frequent values; 404 for a facet that the list does not have."""
        facet = next((one for one in self.listed.filterset.facets if one.param == name), None)
        if facet is None:
            raise Http404(f"This list has no facet {name[:60]}.")
        filterset = self.parsed()
        return Response(self.get_serializer(find_values(filterset, facet, " ".join(find.split()))).data)


class AllRowsView(ApiView):
    """All rows of a short list, on one page and without parameters. ``short``: the list, given to ``as_view``."""

    short: List | None = None
    pagination_class = RowPagination

    @property
    def tag(self) -> str:
        return self.short.noun

    @property
    def operation(self) -> str:
        return f"list_{self.short.noun}"

    @property
    def summary(self) -> str:
        return f"All {self.short.noun}"

    @property
    def about(self) -> str:
        return f"{self.short.contents} All rows are on one page."

    @property
    def serializer_class(self):
        return self.short.record

    def answer(self):
        """Return all rows in the default order of the list."""
        sort = self.short.filterset.base_filters["sort"]
        keys = sort.orders[sort.default][1]
        rows = self.short.record.load(self.short.filterset.base().order_by(*order(keys)))
        self.paginator.sentence = f"All {self.short.noun}."
        return self.paginator.get_paginated_response(self.get_serializer(rows, many=True).data)


class SearchView(ApiView):
    """People, places, outlets and events in whose name each word of the text begins a word; then people with similar
    names. At most five of each. The text needs two characters, or one of Chinese, Japanese or Korean."""

    serializer_class = SuggestionsRecord
    query_serializer = SuggestParameters
    operation, summary, tag = "search", "Search for names", "search"

    def answer(self, q):
        """Return the suggestions for a text."""
        return Response(self.get_serializer(suggest(q) or Suggestions(q)).data)
