"""Narrow rows that lists, facets and ranks read instead of articles and events; written by the store.

Whatever a filter can ask for by value is a *term*: a whole number made of a kind and the id of the value. One array of
terms answers every such filter from one index, and one pass over it counts every facet (docs/performance.md).
"""

from enum import IntEnum

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import connection, models
from django.db.models import F

BITS = 27  # of a term that hold the id: ids up to 134 million, and 15 kinds, in four bytes


class TermKind(IntEnum):
    """What a term is of. The numbers are stored: none may change its meaning."""

    OUTLET = 1
    LANGUAGE = 2
    PERSON = 3
    TYPE = 4
    PLACE = 5
    MONTH = 6
    FLAG = 7


class Flag(IntEnum):
    """Yes-or-no facts of a row. The numbers are stored."""

    UNDATED = 1
    SPAN = 2  # dated, but to no single month: such a row has no term of kind MONTH
    REVISED = 3
    REPRINTED = 4
    EVENTS = 5


def term(kind: TermKind, number: int) -> int:
    """The term of an id: of a person, an outlet, a place; or a number from the functions below."""
    return kind << BITS | number


def kind_of(value: int) -> int:
    """The kind of a term."""
    return value >> BITS


def number_of(value: int) -> int:
    """The id in a term."""
    return value & (1 << BITS) - 1


def language_number(code: str) -> int:
    """A number for a BCP 47 primary subtag, reversible: "en" → 5 * 27 + 14. At most five letters count."""
    number = 0
    for letter in code.lower().partition("-")[0][:5]:
        number = number * 27 + (ord(letter) - 96 if "a" <= letter <= "z" else 0)
    return number


def language_code(number: int) -> str:
    """The subtag that a number stands for."""
    letters = []
    while number:
        number, letter = divmod(number, 27)
        letters.append(chr(letter + 96))
    return "".join(reversed(letters))


class SearchRowQuerySet(models.QuerySet):
    """Queries of search rows."""

    def having(self, kind: TermKind, number: int):
        """Rows that have a value of a kind, by its id."""
        return self.filter(terms__contains=[term(kind, number)])

    def newest(self, number: int):
        """The ids of so many of these rows, the newest first."""
        return self.order_by(F("lower").desc(nulls_last=True), "-pk").values_list("pk", flat=True)[:number]


class SearchRow(models.Model):
    """What a filter reads of one article or event."""

    lower = models.DateField(null=True, help_text="First day its date may mean; empty where undated or open.")
    upper = models.DateField(null=True, help_text="Last day its date may mean; empty where undated or open.")
    terms = ArrayField(models.IntegerField(), help_text="Terms of all it can be filtered by; see Kind.")
    search = SearchVectorField(help_text="What words are matched against: title, text, other names of those named.")

    objects = SearchRowQuerySet.as_manager()

    class Meta:
        abstract = True


class ArticleSearch(SearchRow):
    """The search row of an article."""

    article = models.OneToOneField(
        "Article", on_delete=models.CASCADE, primary_key=True, related_name="row", help_text="Whose row it is."
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
        "Event", on_delete=models.CASCADE, primary_key=True, related_name="row", help_text="Whose row it is."
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
    """Headline and first lines of an article, by which relevance is told."""

    article = models.OneToOneField(
        "Article", on_delete=models.CASCADE, primary_key=True, related_name="opening", help_text="Whose opening it is."
    )
    lower = models.DateField(
        null=True, help_text="First day its date may mean: the newer of two that rank alike goes first."
    )
    search = SearchVectorField(help_text="Headline (weight A) and the first 400 characters of the text (weight B).")

    class Meta:
        indexes = [GinIndex(fields=["search"], name="opening_search")]

    def __str__(self):
        return f"Opening of article {self.article_id}"


class CorpusVersion(models.Model):
    """One row that changes with every transaction that changes what pages show; triggers of the database keep it."""

    number = models.BigIntegerField(help_text="Number of the last such transaction.")

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="corpus_version_once")]

    def __str__(self):
        return str(self.number)

    @classmethod
    def now(cls) -> int:
        """The version, 0 for a corpus that nothing was ever written to. One query."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT number FROM corpus_corpusversion WHERE id = 1")
            row = cursor.fetchone()
        return row[0] if row else 0
