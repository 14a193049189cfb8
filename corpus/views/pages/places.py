"""Pages of places: the list and one place."""

from http import HTTPStatus

from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.text import Truncator

from corpus.lists import PLACES
from corpus.models import Event, EventSearch, Place, TermKind
from corpus.search.grammar.places import PlaceFilterSet
from corpus.search.nearby_places import places_near
from corpus.search.reviews import reviews_of, with_reviews
from corpus.views.figures import maps
from corpus.views.lists.list_view import ListView
from corpus.views.lists.rows import event_rows

from .kept_page import KeptPageView

SHOWN = 20  # events on a place's page
INSIDE = 50  # places inside it that a place's page lists
NEAR = 40  # other places that a map may show
LISTED = 8  # nearest other places that a page lists
FAR = 2000  # kilometres, up to which a place is near

# What contains it further out is read by itself: planning the join of all takes 10 ms.
_AROUND = ("merged_into", "parent__merged_into")


class PlaceListView(ListView):
    template_name = "places/place_list.html"
    filterset = PlaceFilterSet
    model = Place
    one = "place"
    texts = PLACES.texts

    def rows(self, ids, filterset):
        """Return the rows with what contains them."""
        return list(self.model.objects.in_order(ids).select_related("parent"))


class PlaceDetailView(KeptPageView):
    """One place: map, what contains it, what lies inside it, and the events at and inside it."""

    template_name = "places/place_detail.html"

    def page(self, slug):
        """Return the place. The URL of a merged place redirects, temporarily, since a merge can be undone."""
        place = get_object_or_404(with_reviews(Place.objects.shown().select_related(*_AROUND)), slug=slug)
        if place.merged_into:
            return HttpResponseRedirect(place.merged_into.get_absolute_url())
        if place.nowhere:
            context = {"name": place.name, "reviews": reviews_of(place)}
            return render(self.request, "places/place_nowhere.html", context, status=HTTPStatus.GONE)
        return self.render_to_response(self.get_context_data(place=place))

    def get_context_data(self, *, place):
        """Add everything that the page shows."""
        newest = EventSearch.objects.having(TermKind.PLACE, place.pk).newest(SHOWN)
        return super().get_context_data(
            place=place,
            reviews=reviews_of(place),
            summary=Truncator(f"{place.name}: what took place there, as state media report it.").chars(200),
            events=event_rows(Event.objects.filter(pk__in=newest).newest_first()),
            containers=place.containers(),
            inside=list(Place.objects.directly_inside(place.pk).public().order_by("-event_count", "name")[:INSIDE]),
            articles_url=f"{reverse('article-list')}?place={place.slug}",
            events_url=f"{reverse('event-list')}?place={place.slug}",
            **_situation(place),
        )


def _spot(place: Place) -> maps.Spot:
    return maps.Spot(place.name, place.get_absolute_url(), place.latitude, place.longitude)


def _situation(place: Place) -> dict:
    """Return the map, the coordinates in words and the nearest other places; all empty without coordinates."""
    if place.latitude is None or place.longitude is None:
        return {"map": None, "coordinates": "", "near": []}
    here = _spot(place)
    others = [_spot(other) for other in places_near(place, NEAR)]
    apart = sorted(((maps.distance(here, other), other) for other in others), key=lambda pair: (pair[0], pair[1].name))
    near = [{"spot": spot, "apart": maps.distance_words(km)} for km, spot in apart[:LISTED] if km <= FAR]
    return {
        "map": maps.locate(here, others),
        "coordinates": f"{maps.latitude(here.latitude)}, {maps.longitude(here.longitude)}",
        "near": near,
    }
