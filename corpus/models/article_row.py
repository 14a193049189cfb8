"""An article as a list shows it."""

import datetime
from dataclasses import dataclass

from django.db import connection

from corpus.addresses import address

from .article import LEAD, article_address, edition_of
from .person import Named

# Lists are read more than anything else: what a row shows comes by one statement, which need not be put together anew,
# and without an instance of a model for each article, outlet and person (docs/performance.md).
_ROWS = """
SELECT article.id, outlet.name, outlet.slug, language, title, title_derived, byline, published, published_lower,
    published_upper, published_basis, published_conflict, revision_count, reprint_count, added,
    CASE WHEN octet_length(text) <= %(length)s THEN text ELSE left(text, %(length)s) END,
    ARRAY(
        SELECT concat_ws(' ', person.id, person.slug, person.name)
        FROM corpus_mention AS mention JOIN corpus_person AS person ON person.id = mention.person_id
        WHERE mention.revision_id = article.current_id ORDER BY mention.part, mention.start, person.slug
    )
FROM unnest(%(ids)s::bigint[]) WITH ORDINALITY AS wanted (id, place)
JOIN corpus_article AS article ON article.id = wanted.id JOIN corpus_outlet AS outlet ON outlet.id = article.outlet_id
ORDER BY wanted.place
"""  # part: "text" before "title"


@dataclass(slots=True)
class ArticleRow:
    """Columns of the article and of its outlet, how its text begins, and whom it names, in the order it does."""

    pk: int
    outlet_name: str
    outlet_slug: str
    language: str
    title: str
    title_derived: bool
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
    people: list[Named]
    snippet: tuple = ()  # what a list shows of the text

    @classmethod
    def load(cls, ids: list[int], length: int = LEAD) -> list["ArticleRow"]:
        """The rows of these articles in their order, with so many characters of their texts. One query."""
        with connection.cursor() as cursor:
            cursor.execute(_ROWS, {"ids": ids, "length": length})
            return [cls(*columns, _people(named)) for *columns, named in cursor.fetchall()]

    @property
    def url(self) -> str:
        """Of its page."""
        return article_address(self.pk, self.title)

    @property
    def outlet_url(self) -> str:
        """Of the outlet's page."""
        return address("outlet-detail", self.outlet_slug)

    @property
    def edition(self) -> str:
        """The outlet with the language of this edition."""
        return edition_of(self.outlet_name, self.language)


def _people(named: list[str]) -> list[Named]:
    """Of what the statement says of each mention: id, slug and name."""
    people = (one.split(" ", 2) for one in dict.fromkeys(named))
    return [Named(int(pk), name, slug) for pk, slug, name in people]
