"""The filters and orders of the list of places."""

from corpus.models import Place
from corpus.search.results.keyset import Key

from .filters import NameSearchFilter, SortFilter
from .filterset import FilterSet


class PlaceFilterSet(FilterSet):
    """The list of places."""

    noun = "places"

    q = NameSearchFilter(label="Name")
    sort = SortFilter(
        orders={
            "-events": ("most events first", (Key("event_count", descending=True), Key("name"), Key("pk"))),
            "name": ("by name", (Key("name"), Key("pk"))),
        }
    )

    class Meta:
        model = Place
        fields = []

    @classmethod
    def base(cls):
        """Return the places with events."""
        return Place.objects.public()
