"""The page of one facet: all its values, to search among."""

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from corpus.search.counts.facets import FIND_LENGTH, find_values

from .filter_view import FilterView
from .listing import Listing


class FacetView(FilterView):
    """The values of one facet, most frequent first; ``find`` keeps those whose name contains it. Subclasses set the
    list's ``filterset`` and ``texts``, and ``list_name``, the name of its URL."""

    template_name = "lists/facet_detail.html"
    list_name: str

    def get(self, request, name):
        """Return the values, 404 for an unknown facet, or a redirect to the list if the query is invalid."""
        self.facet = next((one for one in self.filterset.facets if one.param == name), None)
        if self.facet is None:
            raise Http404
        self.find = " ".join(request.GET.get("find", "").replace("\x00", "").split())[:FIND_LENGTH]
        query = request.GET.copy()
        query.pop("find", None)
        filterset = self.filterset(query, path=reverse(self.list_name))
        listing = Listing(filterset, self.texts)
        if listing.problems:
            return HttpResponseRedirect(f"{filterset.path}?{query.urlencode()}")  # the list names the problems
        return HttpResponse(self.rendered(listing, result=find_values(filterset, self.facet, self.find)))
