"""Search rows: what lists, filters and facets read instead of articles and events. The store writes them.

Every value that a filter can select is a *term*: an integer made of a kind and the id of the value. One GIN index on
the array of terms serves all such filters, and one pass over it counts every facet (docs/running/performance.md).
"""

from enum import IntEnum

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import connection, models
from django.db.models import F

BITS = 27  # low bits of a term, which hold the id: ids up to 134 million and 15 kinds fit into four bytes


class TermKind(IntEnum):
    """The kind of a term. Search rows store the numbers, so they must not change."""

    OUTLET = 1
    LANGUAGE = 2
    PERSON = 3
    TYPE = 4
    PLACE = 5
    MONTH = 6
    FLAG = 7


class Flag(IntEnum):
    """The ids of the terms of kind FLAG. Search rows store the numbers, so they must not change."""

    UNDATED = 1
    SPAN = 2  # dated, but not within one month: the row has no term of kind MONTH
    REVISED = 3
    REPRINTED = 4
    EVENTS = 5
    HEADLINE_ONLY = 6


def term(kind: TermKind, number: int) -> int:
    """Return the term of a kind and an id: that of a row, a language_number(), an event type's number or a Flag."""
    return kind << BITS | number


def kind_of(value: int) -> int:
    """Return the number of the kind of a term."""
    return value >> BITS


def number_of(value: int) -> int:
    """Return the id that a term holds."""
    return value & (1 << BITS) - 1


def language_number(code: str) -> int:
    """Return the number of a BCP 47 primary subtag in base 27: "en" is 5 * 27 + 14. Only five letters count."""
    number = 0
    for letter in code.lower().partition("-")[0][:5]:
        number = number * 27 + (ord(letter) - 96 if "a" <= letter <= "z" else 0)
    return number


def language_code(number: int) -> str:
    """Return the primary subtag of a language_number()."""
    letters = []
    while number:
        number, letter = divmod(number, 27)
        letters.append(chr(letter + 96))
    return "".join(reversed(letters))


class SearchRowQuerySet(models.QuerySet):
    """Queries of search rows."""

    def having(self, kind: TermKind, number: int):
        """Filter by one term, given by its kind and id."""
        return self.filter(terms__contains=[term(kind, number)])

    def newest(self, number: int):
        """Return the ids of at most ``number`` rows, newest first."""
        return self.order_by(F("lower").desc(nulls_last=True), "-pk").values_list("pk", flat=True)[:number]


class SearchRow(models.Model):
    """The values of one article or event that filters read."""

    lower = models.DateField(null=True, help_text="First possible day of the date; empty if undated or open.")
    upper = models.DateField(null=True, help_text="Last possible day of the date; empty if undated or open.")
    terms = ArrayField(models.IntegerField(), help_text="Terms of all values it can be filtered by; see TermKind.")
    search = SearchVectorField(
        help_text="Search vector of the title, the text and the other names of the people mentioned."
    )

    objects = SearchRowQuerySet.as_manager()

    class Meta:
        abstract = True


class ArticleSearch(SearchRow):
    """The search row of an article."""

    article = models.OneToOneField(
        "Article", on_delete=models.CASCADE, primary_key=True, related_name="row", help_text="The article."
    )

    class Meta:
        indexes = [
            GinIndex(fields=["search"], name="article_search"),
            GinIndex(fields=["terms"], name="article_terms"),
            models.Index(F("lower").desc(nulls_last=True), F("article").desc(), name="article_newest_row"),
            models.Index(F("lower").asc(nulls_last=True), F("article").asc(), name="article_oldest_row"),
            models.Index(fields=["upper"], name="article_upper_row"),
        ]

    def __str__(self):
        return f"Row of article {self.article_id}"


class EventSearch(SearchRow):
    """The search row of an event."""

    event = models.OneToOneField(
        "Event", on_delete=models.CASCADE, primary_key=True, related_name="row", help_text="The event."
    )

    class Meta:
        indexes = [
            GinIndex(fields=["search"], name="event_search"),
            GinIndex(fields=["terms"], name="event_terms"),
            models.Index(F("lower").desc(nulls_last=True), F("event").desc(), name="event_newest_row"),
            models.Index(F("lower").asc(nulls_last=True), F("event").asc(), name="event_oldest_row"),
            models.Index(fields=["upper"], name="event_upper_row"),
        ]

    def __str__(self):
        return f"Row of event {self.event_id}"


class Opening(models.Model):
    """Headline and first lines of an article, which relevance is computed from."""

    article = models.OneToOneField(
        "Article", on_delete=models.CASCADE, primary_key=True, related_name="opening", help_text="The article."
    )
    lower = models.DateField(
        null=True, help_text="First possible day of the date; of two articles of equal rank the newer comes first."
    )
    search = SearchVectorField(help_text="Headline (weight A) and the first 400 characters of the text (weight B).")

    class Meta:
        indexes = [GinIndex(fields=["search"], name="opening_search")]

    def __str__(self):
        return f"Opening of article {self.article_id}"


class CorpusVersion(models.Model):
    """The corpus version: one row, which triggers update in every transaction that changes what pages show."""

    number = models.BigIntegerField(help_text="Id of the last such transaction.")

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="corpus_version_once")]

    def __str__(self):
        return str(self.number)

    @classmethod
    def now(cls) -> int:
        """Return the corpus version with one query; 0 if nothing was ever written."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT number FROM corpus_corpusversion WHERE id = 1")
            row = cursor.fetchone()
        return row[0] if row else 0
