"""The filter grammar of people."""

from django.db.models import Exists, F, OuterRef, Q

from corpus.models import Mention, Person, PersonName

from .filters import SearchFilter, SortFilter, TermsFilter, choices
from .grammar import Grammar
from .vocabulary import STATUSES


class PersonSearchFilter(SearchFilter):
    """Words in one of a person's names, or in a title printed with it."""

    def condition(self, value):
        """Every word stands in a name, or every word in a title."""
        names, titles = PersonName.objects.all(), Mention.objects.all()
        for word in value.replace('"', " ").split():
            names, titles = names.filter(name__icontains=word), titles.filter(titles__icontains=word)
        mine = {"person": OuterRef("pk")}
        return Q(Exists(names.filter(**mine))) | Q(Exists(titles.filter(**mine)))


class PersonGrammar(Grammar):
    """The list of people."""

    noun = "people"

    q = PersonSearchFilter(label="Name or title")
    status = TermsFilter(
        lookup="status__in", says="of status", label="Status", find=choices(STATUSES), noun="review status"
    )
    sort = SortFilter(
        orders={
            "-articles": ("most named first", ("-article_count", "name", "id")),
            "name": ("by name", ("name", "id")),
            "-last_seen": ("lately seen first", (F("last_seen").desc(nulls_last=True), "id")),
        }
    )

    columns = ("id",)

    class Meta:
        model = Person
        fields = []
