"""The filters and orders of the list of outlets."""

from corpus.models import Outlet
from corpus.search.results.keyset import Key

from .filters import NameSearchFilter, SortFilter
from .filterset import FilterSet


class OutletFilterSet(FilterSet):
    """The list of outlets."""

    noun = "outlets"

    q = NameSearchFilter(label="Name")
    sort = SortFilter(
        orders={
            "-articles": ("most articles first", (Key("article_count", descending=True), Key("name"), Key("pk"))),
            "name": ("by name", (Key("name"), Key("pk"))),
        }
    )

    class Meta:
        model = Outlet
        fields = []

    @classmethod
    def base(cls):
        """Return the outlets that have articles."""
        return Outlet.objects.with_counts().filter(article_count__gt=0)
