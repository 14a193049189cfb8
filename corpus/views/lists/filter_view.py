"""The base of all views that take a filter set: validation, canonical URL, conditional answers."""

from http import HTTPStatus
from urllib.parse import parse_qsl

from django.http import HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.views.generic import View

from corpus.conditional import entity_tag, not_modified, remember, version_of
from corpus.search.grammar.filterset import FilterSet
from corpus.search.grammar.query import Query

from .listing import Listing


class FilterView(View):
    """A view of one query. Subclasses set ``filterset`` and ``texts``, and answer a valid query."""

    filterset: type[FilterSet]
    texts: dict
    template_name: str

    def get(self, request, **kwargs):
        """Return 400 for an invalid query, a redirect to the canonical URL, 304, or the answer."""
        filterset = self.asked()
        listing = Listing(filterset, self.texts)
        listing.problems += self.wrong(listing)
        if listing.problems:
            return self.refused(listing)
        query = self.canonical(filterset)
        if not filterset.unknown and _pairs(request) != query.pairs:
            return HttpResponseRedirect(query.url)
        if not self.may_be_kept(listing):
            return self.answer(listing, **kwargs)
        tag = entity_tag(request, filterset.version)
        if unchanged := not_modified(request, tag):
            return unchanged
        answer = self.answer(listing, **kwargs)
        return remember(answer, tag) if answer.status_code == HTTPStatus.OK else answer

    def asked(self) -> FilterSet:
        """Return the query of the URL."""
        filterset = self.filterset(self.request.GET, path=self.request.path)
        filterset.version = version_of(self.request)
        return filterset

    def wrong(self, listing: Listing) -> list[dict]:
        """Return problems besides those of the filter set."""
        return []

    def may_be_kept(self, listing: Listing) -> bool:
        """Return whether the answer holds until the corpus changes."""
        return True

    def canonical(self, filterset: FilterSet) -> Query:
        """Return the query with its canonical URL."""
        return filterset.query

    def answer(self, listing: Listing) -> HttpResponse:
        """Return the page of a valid query."""
        raise NotImplementedError

    def refused(self, listing: Listing) -> HttpResponse:
        """Return the page that names the problems, with the form as it was filled."""
        return HttpResponse(self.rendered(listing, page=None, empty_corpus=False), status=400)

    def rendered(self, listing: Listing, **context) -> str:
        context = {"view": self, "listing": listing, "slot": "", **context}
        return render_to_string(self.template_name, context, self.request)


def _pairs(request) -> tuple[tuple[str, str], ...]:
    """Return the parameters of the URL in their order, unescaped."""
    return tuple(parse_qsl(request.META.get("QUERY_STRING", ""), keep_blank_values=True))
