"""The mail that says what is new of a saved search."""

from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse

from corpus import dates
from corpus.models import Article, Event, Person, SavedSearch
from corpus.search.grammar.filterset import FilterSet
from corpus.search.results.recent import MOST

from .lists import LISTS, in_words, newest_first
from .unsubscribe import address_of

ROWS = 20  # that a mail shows


@dataclass(frozen=True)
class Line:
    """One row as a mail shows it."""

    title: str
    facts: str
    url: str


def mail_of(saved: SavedSearch, filterset: FilterSet, new: list[int]) -> EmailMultiAlternatives:
    """The mail about these new rows (ids, newest first, as corpus.search.results.recent finds them)."""
    number = min(len(new), MOST)
    count = f"{number:,}{'+' if len(new) > MOST else ''}"
    noun = LISTS[saved.kind].noun(number)
    stop = absolute(address_of(saved))
    context = {
        "site_name": settings.SITE_NAME,
        "saved": saved,
        "words": _one_line(in_words(filterset)),
        "count": f"{count} new {noun}",
        "lines": _lines(saved.kind, new[:ROWS]),
        "left": len(new) > ROWS,
        "list_url": absolute(newest_first(filterset)),
        "searches_url": absolute(reverse("savedsearch-list")),
        "unsubscribe_url": stop,
    }
    mail = EmailMultiAlternatives(
        subject=f"{_one_line(saved.name)}: {count} new {noun}",
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
    """The whole address of a path of this site."""
    return settings.SITE_URL.rstrip("/") + path


def _lines(kind: str, ids: list[int]) -> list[Line]:
    rows, said = {
        SavedSearch.Kind.ARTICLES: (Article.objects.in_order(ids).listed(), _of_article),
        SavedSearch.Kind.EVENTS: (Event.objects.in_order(ids).select_related("place"), _of_event),
        SavedSearch.Kind.PEOPLE: (Person.objects.in_order(ids), _of_person),
    }[kind]
    return [said(row) for row in rows]


def _of_article(row: Article) -> Line:
    when = dates.in_words(row.published) or "no date"
    return Line(_one_line(row.title), f"{row.edition}, {when}", absolute(row.get_absolute_url()))


def _of_event(row: Event) -> Line:
    facts = [row.get_type_display(), dates.in_words(row.date) or "no date", row.place.name if row.place else ""]
    return Line(_one_line(row.title), _one_line(", ".join(filter(None, facts))), absolute(row.get_absolute_url()))


def _of_person(row: Person) -> Line:
    number = f"named in {row.article_count:,} article{'' if row.article_count == 1 else 's'}"
    return Line(_one_line(row.name), number, absolute(row.get_absolute_url()))


def _one_line(text: str) -> str:
    return " ".join(text.split())
