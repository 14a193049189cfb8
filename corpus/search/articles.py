"""The filter grammar of articles."""

from django.contrib.postgres.search import SearchRank
from django.db.models import F, Q

from corpus.models import Article

from .facets import Facet
from .filters import (
    AllTermsFilter,
    ConditionsFilter,
    PeriodFilter,
    SearchFilter,
    SortFilter,
    TermsFilter,
    choices,
    matching,
    websearch,
)
from .grammar import Grammar
from .timeline import Timeline
from .vocabulary import EVENT_TYPES, find_languages, find_outlets, find_people, find_places, language_name

HAS = {
    "revisions": ("was revised", Q(revision_count__gt=1)),
    "reprints": ("was printed elsewhere too", Q(reprint_count__gt=0)),
    "no-date": ("has no date", Q(published="")),
    "events": ("reports an event", ~Q(event_types=[])),
}

_NEWEST = (F("published_lower").desc(nulls_last=True), "-id")


class ArticleSearchFilter(SearchFilter):
    """Words in title and text of the current revision."""

    def condition(self, value):
        """By the stored vector."""
        return matching(value)


class ArticleGrammar(Grammar):
    """The list of articles."""

    noun = "articles"

    q = ArticleSearchFilter(label="Text")
    outlet = TermsFilter(lookup="outlet_id__in", says="from", label="Outlet", find=find_outlets, noun="outlet")
    language = TermsFilter(
        lookup="language__in", says="in", label="Language", find=find_languages, noun="language of the corpus"
    )
    person = AllTermsFilter(
        lookup="people__overlap",
        all_lookup="people__contains",
        says="naming",
        label="Person",
        find=find_people,
        noun="person",
    )
    type = TermsFilter(
        lookup="event_types__overlap",
        says="reporting an event of type",
        label="Event type",
        find=choices(EVENT_TYPES),
        noun="event type",
    )
    place = TermsFilter(lookup="places__overlap", says="reporting from", label="Place", find=find_places, noun="place")
    published = PeriodFilter(prefix="published", says="published", label="Published")
    has = ConditionsFilter(
        conditions={name: condition for name, (_, condition) in HAS.items()},
        label="Which",
        find=choices({name: label for name, (label, _) in HAS.items()}),
        noun="condition",
    )
    sort = SortFilter(
        orders={
            "-published": ("newest first", _NEWEST),
            "published": ("oldest first", (F("published_lower").asc(nulls_last=True), "id")),
            "relevance": ("by relevance", ("-rank", "-id")),
            "-added": ("lately added first", ("-added", "-id")),
        }
    )

    facets = (
        Facet("outlet", "Outlet", "outlet_id", table="corpus_outlet"),
        Facet("person", "With person", "value", join="CROSS JOIN unnest(people) AS value", table="corpus_person"),
        Facet("type", "Reports an event", "value", join="CROSS JOIN unnest(event_types) AS value", labels=EVENT_TYPES),
        Facet("place", "Place", "value", join="CROSS JOIN unnest(places) AS value", table="corpus_place"),
        Facet("language", "Language", "language", labels=language_name),
    )
    histogram = Timeline("published")
    columns = (
        "outlet_id",
        "language",
        "people",
        "event_types",
        "places",
        "published",
        "published_lower",
        "published_upper",
    )

    class Meta:
        model = Article
        fields = []

    def sorted(self, queryset):
        """With the rank where that is the order: by the stored vector, never parsed anew."""
        if self.values["sort"] == "relevance":
            queryset = queryset.annotate(rank=SearchRank(F("search"), websearch(self.values["q"])))
        return super().sorted(queryset)
