"""The lists that can be taken along."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import F, QuerySet

from corpus import records
from corpus.models import Article, ArticleSearch, Event, Mention, Outlet, Person, Place, Report
from corpus.search.grammar.articles import ArticleFilterSet
from corpus.search.grammar.events import EventFilterSet
from corpus.search.grammar.filterset import FilterSet
from corpus.search.grammar.outlets import OutletFilterSet
from corpus.search.grammar.people import PersonFilterSet
from corpus.search.grammar.places import PlaceFilterSet
from corpus.search.results.paging import all_ids


def _reporting(rows: QuerySet) -> QuerySet:
    return _worded(Report.objects.filter(event__in=rows.order_by().values("pk")))


def _naming(rows: QuerySet) -> QuerySet:
    return _worded(Mention.objects.filter(person__in=rows.order_by().values("pk")))


def _worded(facts: QuerySet) -> QuerySet:
    """The search rows of the articles in whose current wording any of these facts stands."""
    return ArticleSearch.objects.filter(article__current__in=facts.values("revision"))


@dataclass(frozen=True)
class Listed:
    """One list: its grammar, its rows with what their record needs, that record, and the one that leaves nothing out.

    ``cited``: the search rows of the articles by which filtered rows are cited; None where they are cited themselves.
    """

    filterset: type[FilterSet]
    rows: Callable[[], QuerySet]
    record: type[records.Record]
    whole: type[records.Record]
    cited: Callable[[QuerySet], QuerySet] | None = None

    @property
    def noun(self) -> str:
        """What its rows are called, which is its address too."""
        return self.filterset.noun

    def citing(self, filterset: FilterSet) -> tuple[QuerySet, tuple[str, list]]:
        """The articles by which a valid query's rows are cited, and the statement that gives their ids in order."""
        if self.cited is None:
            return filterset.rows(), all_ids(filterset)
        articles = self.cited(filterset.rows())
        newest = articles.order_by(F("lower").desc(nulls_last=True), "-pk")
        sql, params = newest.values_list("pk", flat=True).query.sql_with_params()
        return articles, (sql, list(params))


ARTICLES = Listed(ArticleFilterSet, Article.objects.all, records.ArticleRecord, records.ArticleTextRecord)
EVENTS = Listed(EventFilterSet, Event.objects.all, records.EventRecord, records.EventRecord, _reporting)
PEOPLE = Listed(PersonFilterSet, Person.objects.all, records.PersonRecord, records.PersonRecord, _naming)
OUTLETS = Listed(OutletFilterSet, Outlet.objects.with_counts, records.OutletRecord, records.OutletRecord)
PLACES = Listed(PlaceFilterSet, Place.objects.with_event_counts, records.PlaceRecord, records.PlaceRecord)
LISTS = {one.noun: one for one in (ARTICLES, EVENTS, PEOPLE, OUTLETS, PLACES)}
