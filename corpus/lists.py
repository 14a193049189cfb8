"""The lists of the portal, each declared once: its rows, filters and records, and where else they are available.

Pages, downloads, feeds, the API, saved searches and sitemaps read the declaration. Adding a list takes its filter set,
its record, one entry in ``LISTS`` and its page.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypedDict

from django.db.models import Exists, F, Model, OuterRef, QuerySet
from django.db.models.functions import Coalesce

from corpus.models.urls import address
from corpus.search.grammar.articles import HAS, ArticleFilterSet
from corpus.search.grammar.events import EventFilterSet
from corpus.search.grammar.filterset import FilterSet
from corpus.search.grammar.outlets import OutletFilterSet
from corpus.search.grammar.people import PersonFilterSet
from corpus.search.grammar.places import PlaceFilterSet
from corpus.search.grammar.vocabulary import STATUSES
from corpus.search.results.paging import all_ids

from . import records
from .models import Article, ArticleSearch, Event, Mention, Outlet, Person, Place, Report

WORDS = "Words, “a phrase”, OR, -without"


class Texts(TypedDict):
    """The labels of a filter form. ``date_name``: the date parameter, empty if there is none; ``switches``: the values
    of each filter that is shown as on/off links, with their labels."""

    q_label: str
    q_hint: str
    date_name: str
    switches: dict[str, dict[str, str]]


@dataclass(frozen=True, kw_only=True)
class List:
    """One list.

    ``singular``: the noun for one row, with which the names of its URLs begin. ``contents``: which rows it has, for
    the API description. ``rows``: the queryset that ``record`` and ``full_record`` load from. ``cited_by``: returns the
    search rows of the articles that cite the given rows; None if the rows are articles or cannot be cited. ``pages``:
    the rows that have a public page, with the columns of their URLs and, as ``changed``, the time of their last change
    if it is known. ``is_short``: its page and the API show all rows at once, without filters.
    """

    filterset: type[FilterSet]
    model: type[Model]
    singular: str
    contents: str
    texts: Texts
    rows: Callable[[], QuerySet]
    record: type[records.Record]
    full_record: type[records.Record]
    pages: Callable[[], QuerySet]
    cited_by: Callable[[QuerySet], QuerySet] | None = None
    is_short: bool = False
    has_feed: bool = False
    has_alerts: bool = False

    @property
    def noun(self) -> str:
        """The noun for its rows, which is also its name in URLs."""
        return self.filterset.noun

    def noun_for(self, number: int) -> str:
        """Return the noun for a number of rows."""
        return self.singular if number == 1 else self.noun

    def url(self, suffix: str = "") -> str:
        """Return the path of the list page or, with a suffix, of the list in that format: ``/articles.csv``."""
        if suffix in _ROLES:
            return address(f"{self.singular}-{_ROLES[suffix]}")
        return address(f"{self.singular}-export", suffix)

    def load(self, ids: list[int], record: type[records.Record] | None = None) -> list:
        """Return the rows with these ids, in this order, with all that the record (by default ``record``) shows."""
        return (record or self.record).load(self.rows().in_order(ids))

    @property
    def is_cited_itself(self) -> bool:
        """Whether a citation of a row is a citation of an article, not of the articles that mention the row."""
        return self.model is Article

    @property
    def is_citable(self) -> bool:
        """Whether the list can be downloaded as citations."""
        return self.is_cited_itself or self.cited_by is not None

    def cited_articles(self, filterset: FilterSet) -> tuple[QuerySet, tuple[str, list]]:
        """Return the search rows of the articles that cite a valid query's rows, and an SQL statement, with its
        parameters, for their ids in order: of articles in the order of the list, else newest first."""
        if self.cited_by is None:
            return filterset.rows(), all_ids(filterset)
        articles = self.cited_by(filterset.rows())
        newest = articles.order_by(F("lower").desc(nulls_last=True), "-pk")
        sql, params = newest.values_list("pk", flat=True).query.sql_with_params()
        return articles, (sql, list(params))


_ROLES = {"": "list", "json": "json", "atom": "feed"}  # of URL names, by suffix; all other suffixes are exports


def _with_current_wording(facts: QuerySet) -> QuerySet:
    """Return the search rows of the articles whose current wording has any of these mentions or reports."""
    return ArticleSearch.objects.filter(article__current__in=facts.values("revision"))


def _reporting(events: QuerySet) -> QuerySet:
    return _with_current_wording(Report.objects.filter(event__in=events.order_by().values("pk")))


def _naming(people: QuerySet) -> QuerySet:
    return _with_current_wording(Mention.objects.filter(person__in=people.order_by().values("pk")))


def _article_pages() -> QuerySet:
    return Article.objects.shown().annotate(changed=Coalesce("current__added", "added")).only("title")


def _outlet_pages() -> QuerySet:
    return Outlet.objects.filter(Exists(Article.objects.filter(outlet=OuterRef("pk")))).only("slug")


def _place_pages() -> QuerySet:
    return Place.objects.public().only("slug")


ARTICLES = List(
    filterset=ArticleFilterSet,
    model=Article,
    singular="article",
    contents="Articles, without their text.",
    texts={
        "q_label": "Words in title and text",
        "q_hint": WORDS,
        "date_name": "published",
        "switches": {"has": {name: label for name, (label, _) in HAS.items()}},
    },
    rows=Article.objects.all,
    record=records.ArticleRecord,
    full_record=records.ArticleTextRecord,
    pages=_article_pages,
    has_feed=True,
    has_alerts=True,
)
EVENTS = List(
    filterset=EventFilterSet,
    model=Event,
    singular="event",
    contents="Events that at least one article reports.",
    texts={
        "q_label": "Words in the sentence that reports it",
        "q_hint": WORDS,
        "date_name": "date",
        "switches": {"status": STATUSES},
    },
    rows=Event.objects.all,
    record=records.EventRecord,
    full_record=records.EventRecord,
    pages=lambda: Event.objects.public().only("title"),
    cited_by=_reporting,
    has_feed=True,
    has_alerts=True,
)
PEOPLE = List(
    filterset=PersonFilterSet,
    model=Person,
    singular="person",
    contents="People named in at least one article.",
    texts={"q_label": "Name or title", "q_hint": WORDS, "date_name": "", "switches": {"status": STATUSES}},
    rows=Person.objects.all,
    record=records.PersonRecord,
    full_record=records.PersonRecord,
    pages=lambda: Person.objects.public().only("slug"),
    cited_by=_naming,
    has_feed=True,
    has_alerts=True,
)
OUTLETS = List(
    filterset=OutletFilterSet,
    model=Outlet,
    singular="outlet",
    contents="Outlets with at least one article.",
    texts={"q_label": "Name", "q_hint": "A part of an outlet's name", "date_name": "", "switches": {}},
    rows=Outlet.objects.with_counts,
    record=records.OutletRecord,
    full_record=records.OutletRecord,
    pages=_outlet_pages,
    is_short=True,
)
PLACES = List(
    filterset=PlaceFilterSet,
    model=Place,
    singular="place",
    contents="Places at or inside which at least one event took place.",
    texts={"q_label": "Name", "q_hint": "A part of a place's name", "date_name": "", "switches": {}},
    rows=Place.objects.public,
    record=records.PlaceRecord,
    full_record=records.PlaceRecord,
    pages=_place_pages,
)
LISTS = {one.noun: one for one in (ARTICLES, EVENTS, PEOPLE, OUTLETS, PLACES)}
