"""The row of an article in a list."""

import datetime
from dataclasses import dataclass

from django.db import connection
from django.db.models import QuerySet

from .article import LEAD, article_address, edition_of
from .person import ORDER_NAMED
from .urls import address

# Lists are the most frequent pages: one constant statement reads their rows, without model instances
# (docs/running/performance.md).
_ROWS = f"""
SELECT id, outlet_id, language, title, title_derived, headline_only, byline,
    published, published_lower, published_upper, published_basis, published_conflict,
    revision_count, reprint_count, added,
    CASE WHEN octet_length(text) <= %s THEN text ELSE left(text, %s) END,
    ARRAY(
        SELECT person_id FROM corpus_mention
        WHERE revision_id = current_id AND person_id IS NOT NULL ORDER BY {ORDER_NAMED}
    )
FROM unnest({{ids}}) WITH ORDINALITY AS wanted (pk, place) JOIN corpus_article ON id = pk ORDER BY place
"""


@dataclass(slots=True)
class ArticleRow:
    """The columns of an article, the beginning of its text and the ids of the people it names, in printed order.

    The fields with defaults are filled in by the page.
    """

    pk: int
    outlet_id: int
    language: str
    title: str
    title_derived: bool
    headline_only: bool
    byline: str
    published: str
    published_lower: datetime.date | None
    published_upper: datetime.date | None
    published_basis: str
    published_conflict: bool
    revision_count: int
    reprint_count: int
    added: datetime.datetime
    text: str
    people: list[int]
    outlet_slug: str = ""
    outlet_name: str = ""
    snippet: tuple = ()  # the excerpt of the text that the list shows
    named: tuple[tuple[str, str], ...] = ()  # path and name of the first of the people

    @classmethod
    def load(cls, ids: list[int] | QuerySet, length: int = LEAD) -> list["ArticleRow"]:
        """Return the rows of these articles, in the order of the ids, with one query.

        ids: a list, or a queryset of ids. length: how many characters of the text to read.
        """
        given, params = ("%s::bigint[]", [ids]) if isinstance(ids, list) else ids.query.sql_with_params()
        source = given if isinstance(ids, list) else f"ARRAY({given})"
        with connection.cursor() as cursor:
            cursor.execute(_ROWS.format(ids=source), [length, length, *params])
            return [cls(*columns, list(dict.fromkeys(people))) for *columns, people in cursor.fetchall()]

    @property
    def url(self) -> str:
        """The path of the article's page."""
        return article_address(self.pk, self.title)

    @property
    def outlet_url(self) -> str:
        """The path of the outlet's page."""
        return address("outlet-detail", self.outlet_slug)

    @property
    def edition(self) -> str:
        """The outlet with the language of this edition."""
        return edition_of(self.outlet_name, self.language)
