"""The filter grammar of places."""

from django.db.models import Q

from corpus.models import Place

from .filters import SearchFilter, SortFilter
from .grammar import Grammar
from .keyset import Key


class PlaceSearchFilter(SearchFilter):
    """Words in a place's name."""

    def condition(self, value):
        """Every word."""
        found = Q()
        for word in value.replace('"', " ").split():
            found &= Q(name__icontains=word)
        return found


class PlaceGrammar(Grammar):
    """The list of places."""

    noun = "places"

    q = PlaceSearchFilter(label="Name")
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
        """Those at which an event took place."""
        return Place.objects.with_event_counts()
