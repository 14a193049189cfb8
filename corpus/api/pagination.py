"""Keyset pagination of the API's lists: any depth costs what the first page does."""

from rest_framework.pagination import BasePagination
from rest_framework.response import Response

from corpus.search.grammar.filterset import FilterSet
from corpus.search.grammar.problems import problem
from corpus.search.results.page import Page
from corpus.search.results.paging import NoSuchRow, page_of_ids

from .problems import InvalidQuery


class RowPagination(BasePagination):
    """The pages of the public lists. Their links carry the cursor as ``after`` or ``before``, or a page number alone
    if rows are ordered by relevance."""

    next = previous = None
    sentence = ""

    def paginate_queryset(self, queryset, request, view=None):
        """Return the ids of the page of a valid query. ``queryset``: a FilterSet. Raise InvalidQuery."""
        values = queryset.values
        cursor = "after" if values["after"] else "before"
        try:
            found = page_of_ids(queryset)
        except NoSuchRow:
            raise _no_page(queryset, cursor, "No row of this list has that number.") from None
        if not found.ids and values["page"] > 1 and not values[cursor]:
            raise _no_page(queryset, "page", "There is no such page.")
        if found.ids:
            page = Page.of(queryset, found, found.ids)
            self.next, self.previous = page.next_url or None, page.previous_url or None
        self.sentence = in_words(queryset)
        return found.ids

    def get_paginated_response(self, data):
        """Return the rows with the query in words and the URLs of the pages beside this one."""
        return Response({"query": self.sentence, "next": self.next, "previous": self.previous, "results": data})

    def get_paginated_response_schema(self, schema):
        """Return the schema of such a response."""
        link = {"type": "string", "format": "uri", "nullable": True}
        return {
            "type": "object",
            "required": ["query", "next", "previous", "results"],
            "properties": {
                "query": {"type": "string", "description": "The query in words."},
                "next": {**link, "description": "URL of the next page; null on the last."},
                "previous": {**link, "description": "URL of the previous page; null on the first."},
                "results": {**schema, "description": "The rows of this page."},
            },
        }


def in_words(filterset: FilterSet) -> str:
    """Return a valid query as a sentence."""
    return filterset.sentence or f"All {filterset.noun}."


def _no_page(filterset, name: str, message: str) -> InvalidQuery:
    return InvalidQuery([problem(name, str(filterset.values[name]), message)])
