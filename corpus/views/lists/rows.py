"""The rows of lists with everything that a page shows of them, in a bounded number of queries."""

from itertools import chain

from django.db.models import QuerySet

from corpus import dates
from corpus.models import Outlet, Person, TermKind
from corpus.models.article import LEAD
from corpus.models.article_row import ArticleRow
from corpus.models.person import person_address
from corpus.models.search import term
from corpus.search.counts.term_names import term_names
from corpus.search.text.snippets import SEARCHED, Part, shortened, snippets

NAMED = 5  # people whom a row shows


def article_rows(ids: list[int] | QuerySet, version: int | None = None, text: str = "") -> list[ArticleRow]:
    """Return the rows of articles, each with ``named``, the first people it names, and ``snippet``.

    ``ids``: a list or a query of ids. ``version``: the corpus version, if known, to cache names. ``text``: the words
    searched, which the snippets show; without them a snippet is the beginning of the text. Two queries, and at most one
    more for each text search configuration.
    """
    rows = ArticleRow.load(ids, SEARCHED if text else LEAD)
    people = {row.pk: [term(TermKind.PERSON, pk) for pk in row.people[:NAMED]] for row in rows}
    outlets = {row.pk: term(TermKind.OUTLET, row.outlet_id) for row in rows}
    models = {TermKind.PERSON: Person, TermKind.OUTLET: Outlet}
    called = term_names(chain(outlets.values(), *people.values()), models, version)
    found = snippets({row.pk: (row.language, row.text) for row in rows}, text) if text else {}
    for row in rows:
        row.outlet_slug, row.outlet_name = called[outlets[row.pk]]
        found_people = (called[one] for one in people[row.pk] if one in called)
        row.named = tuple((person_address(slug), name) for slug, name in found_people)
        row.snippet = found.get(row.pk) or [Part(shortened(row.text))]
    return rows


def event_rows(queryset) -> list:
    """Return events with participants, ``sentence`` and ``month_heading``, which is empty if the event before has the
    same. Two queries."""
    events = list(queryset.listed())
    before = None
    for event in events:
        heading = dates.in_words(event.date_lower.isoformat()[:7]) if event.date_lower else "Date not known"
        event.month_heading = heading if heading != before else ""
        before = heading
    return events
