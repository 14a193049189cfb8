"""Pages of a list, told by the row they begin after or end before: any depth at the cost of the first."""

from rest_framework.pagination import BasePagination
from rest_framework.response import Response

from corpus.search.grammar.filterset import FilterSet
from corpus.search.results.paging import NoSuchRow, page_of_ids
from corpus.views.lists.listing import Page

from .problems import InvalidQuery, problem


class RowPagination(BasePagination):
    """The pages of the public lists: ``after`` and ``before`` are their cursor, which the links of an answer carry.

    By relevance, which no index orders, pages are told by their number alone.
    """

    next = previous = None
    sentence = ""

    def paginate_queryset(self, queryset, request, view=None):
        """The rows of the page that a valid query (a Grammar) asks for, as a queryset. Raises InvalidQuery."""
        values = queryset.values
        cursor = "after" if values["after"] else "before"
        try:
            found = page_of_ids(queryset)
        except NoSuchRow:
            raise _no_page(queryset, cursor, "No row of this list has that number.") from None
        if not found.ids and values["page"] > 1 and not values[cursor]:
            raise _no_page(queryset, "page", "There is no such page.")
        by_row = values["sort"] != "relevance"
        page = Page(found.ids, found, values["page"], values["per_page"], queryset.query, by_row)
        if found.ids:
            self.next, self.previous = page.next_url or None, page.previous_url or None
        self.sentence = in_words(queryset)
        return view.model.objects.in_order(found.ids)

    def get_paginated_response(self, data):
        """The rows, with the query in words and the addresses of the pages beside this one."""
        return Response({"query": self.sentence, "next": self.next, "previous": self.previous, "results": data})

    def get_paginated_response_schema(self, schema):
        """The same for the OpenAPI description."""
        link = {"type": "string", "format": "uri", "nullable": True}
        return {
            "type": "object",
            "required": ["query", "next", "previous", "results"],
            "properties": {
                "query": {"type": "string", "description": "The query in words."},
                "next": {**link, "description": "Address of the page after this one; null on the last."},
                "previous": {**link, "description": "Address of the page before this one; null on the first."},
                "results": {**schema, "description": "The rows of this page."},
            },
        }


def in_words(filterset: FilterSet) -> str:
    """A valid query as a sentence."""
    return filterset.sentence or f"All {filterset.noun}."


def _no_page(filterset, name: str, message: str) -> InvalidQuery:
    return InvalidQuery([problem(name, str(filterset.values[name]), message)])
