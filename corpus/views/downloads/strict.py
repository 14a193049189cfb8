"""Views of a list for programs."""

from django.http import JsonResponse

from corpus.lists import List
from corpus.search.grammar.problems import empty_parameters, unknown_parameters
from corpus.views.lists.listing import Listing


class Strict:
    """A mixin for a FilterView that answers programs, which read no notices: a parameter that does not exist or has no
    value is a 400 too. ``listed``: the list, given to ``as_view``."""

    listed: List | None = None

    @property
    def filterset(self):
        """The filter set of the list."""
        return self.listed.filterset

    @property
    def model(self):
        """The model of the list."""
        return self.listed.model

    @property
    def texts(self):
        """The labels of the list's filter form."""
        return self.listed.texts

    def wrong(self, listing: Listing) -> list[dict]:
        """Return the problems of parameters that do not exist or have no value."""
        return unknown_parameters(listing.unknown) + empty_parameters(listing.filterset.empty)

    def refused(self, listing: Listing) -> JsonResponse:
        """Return the problems, parameter by parameter."""
        return JsonResponse({"problems": listing.problems}, status=400)
