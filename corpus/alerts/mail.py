"""The mail about the new rows of a saved search."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse

from corpus import dates
from corpus.lists import LISTS
from corpus.models import Article, Event, Person, SavedSearch
from corpus.search.grammar.filterset import FilterSet
from corpus.search.results.recent import MOST

from .saved_query import in_words, newest_first
from .unsubscribe import unsubscribe_path

ROWS = 20  # rows that a mail lists


@dataclass(frozen=True)
class Line:
    """One row in a mail."""

    title: str
    facts: str
    url: str


def mail_of(saved: SavedSearch, filterset: FilterSet, new: list[int]) -> EmailMultiAlternatives:
    """Return the mail about new rows. ``new``: ids, newest first, as ``recent.added`` finds them."""
    number = min(len(new), MOST)
    count = f"{number:,}{'+' if len(new) > MOST else ''} new {LISTS[saved.kind].noun_for(number)}"
    stop = absolute(unsubscribe_path(saved))
    context = {
        "site_name": settings.SITE_NAME,
        "saved": saved,
        "words": _one_line(in_words(filterset)),
        "count": count,
        "lines": _lines(saved.kind, new[:ROWS]),
        "left": len(new) > ROWS,
        "list_url": absolute(newest_first(filterset)),
        "searches_url": absolute(reverse("savedsearch-list")),
        "unsubscribe_url": stop,
    }
    mail = EmailMultiAlternatives(
        subject=f"{_one_line(saved.name)}: {count}",
        body=render_to_string("mail/alert.txt", context),
        to=[saved.user.email],
        headers={
            "List-Unsubscribe": f"<{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",
        },
    )
    mail.attach_alternative(render_to_string("mail/alert.html", context), "text/html")
    return mail


def absolute(path: str) -> str:
    """Return the absolute URL of a path of this site."""
    return settings.SITE_URL.rstrip("/") + path


def _lines(kind: str, ids: list[int]) -> list[Line]:
    listed = LISTS[kind]
    prepared, line = LINES[kind]
    return [line(row) for row in prepared(listed.model.objects.in_order(ids))]


def _article_line(row: Article) -> Line:
    when = dates.in_words(row.published) or "no date"
    return Line(_one_line(row.title), f"{row.edition}, {when}", absolute(row.get_absolute_url()))


def _event_line(row: Event) -> Line:
    facts = [row.get_type_display(), dates.in_words(row.date) or "no date", row.place.name if row.place else ""]
    return Line(_one_line(row.title), _one_line(", ".join(filter(None, facts))), absolute(row.get_absolute_url()))


def _person_line(row: Person) -> Line:
    number = f"named in {row.article_count:,} article{'' if row.article_count == 1 else 's'}"
    return Line(_one_line(row.name), number, absolute(row.get_absolute_url()))


def _one_line(text: str) -> str:
    return " ".join(text.split())


# For each list with alerts: what its rows need, and the line of a row.
LINES: dict[str, tuple[Callable[[QuerySet], QuerySet], Callable[..., Line]]] = {
    "articles": (lambda rows: rows.listed(), _article_line),
    "events": (lambda rows: rows.select_related("place"), _event_line),
    "people": (lambda rows: rows, _person_line),
}
