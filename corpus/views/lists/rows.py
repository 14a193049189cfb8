"""The rows of lists, each with what a page shows of it, in a bounded number of queries."""

from itertools import chain

from django.db.models import QuerySet

from corpus import dates
from corpus.models import TermKind
from corpus.models.article import LEAD
from corpus.models.article_row import ArticleRow
from corpus.models.person import person_address
from corpus.models.search import term
from corpus.search.counts.term_names import names
from corpus.search.text.snippets import SEARCHED, Part, shortened, snippets

NAMED = 5  # people whom a row shows


def article_rows(ids: list[int] | QuerySet, version: int | None = None, text: str = "") -> list[ArticleRow]:
    """The rows of these articles, each with ``named``, the first of those it names, and a ``snippet``: how its text
    begins, or where words are searched those in their sentences.

    Two queries, and one more for each way of stemming the words, at most. ids: or a query that gives them; version: of
    the corpus, where it is known, by which names are remembered.
    """
    rows = ArticleRow.load(ids, SEARCHED if text else LEAD)
    people = {row.pk: [term(TermKind.PERSON, pk) for pk in row.people[:NAMED]] for row in rows}
    outlets = {row.pk: term(TermKind.OUTLET, row.outlet_id) for row in rows}
    called = names(chain(outlets.values(), *people.values()), version)
    found = snippets({row.pk: (row.language, row.text) for row in rows}, text) if text else {}
    for row in rows:
        row.outlet_slug, row.outlet_name = called[outlets[row.pk]]
        found_people = (called[one] for one in people[row.pk] if one in called)
        row.named = tuple((person_address(slug), name) for slug, name in found_people)
        row.snippet = found.get(row.pk) or [Part(shortened(row.text))]
    return rows


def event_rows(queryset) -> list:
    """Events with their participants, ``sentence`` and ``month_heading`` (where it differs from the row before): two
    queries."""
    events = list(queryset.listed())
    before = None
    for event in events:
        heading = dates.in_words(event.date_lower.isoformat()[:7]) if event.date_lower else "Date not known"
        event.month_heading = heading if heading != before else ""
        before = heading
    return events
