"""Atom feeds of the rows added last."""

import datetime
import re
from dataclasses import dataclass, field

from django.conf import settings
from django.db.models import Max, Min
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.text import Truncator

from corpus import dates
from corpus.models import Mention, Report
from corpus.records import ArticleRecord, EventRecord, PersonRecord

SUMMARY = 500  # characters of a summary
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")  # characters that XML does not allow


@dataclass(frozen=True)
class Entry:
    """One entry. ``key`` identifies the row permanently."""

    key: str
    title: str
    path: str
    summary: str
    added: datetime.datetime
    updated: datetime.datetime
    author: str = ""
    categories: list[str] = field(default_factory=list)


def article_entries(queryset) -> list[Entry]:
    """Return entries of articles; the author is the byline, else the outlet."""
    return [
        Entry(
            key=f"article/{article.pk}",
            title=article.title,
            path=article.get_absolute_url(),
            summary=_joined(_dated(article.edition, article.published), article.lead),
            added=article.added,
            updated=max(article.added, article.current.added) if article.current else article.added,
            author=article.byline or article.outlet.name,
            categories=[article.outlet.name, *article.event_types, *(person.name for person in article.named)],
        )
        for article in ArticleRecord.load(queryset.with_lead())
    ]


def event_entries(queryset) -> list[Entry]:
    """Return entries of events, added with their first report and updated with their latest."""
    events = EventRecord.load(queryset)
    reports = Report.objects.current().filter(event__in=[event.pk for event in events])
    times = _times(reports.values_list("event"))
    return [
        Entry(
            key=f"event/{event.pk}",
            title=event.title,
            path=event.get_absolute_url(),
            summary=_joined(_dated(event.place.name if event.place else "", event.date), event.sentence or ""),
            **times.get(event.pk, _unknown()),
            author=", ".join(outlet.name for outlet in event.reported_by),
            categories=[event.type, *(part.person.name for part in event.participations.all())],
        )
        for event in events
    ]


def person_entries(queryset) -> list[Entry]:
    """Return entries of people, added with the first article that names them and updated with the latest."""
    people = PersonRecord.load(queryset)
    mentions = Mention.objects.current().filter(person__in=[person.pk for person in people])
    times = _times(mentions.values_list("person"))
    return [
        Entry(
            key=f"person/{person.slug}",
            title=person.name,
            path=person.get_absolute_url(),
            summary=_joined("; ".join(person.titles), _named_in(person.article_count)),
            **times.get(person.pk, _unknown()),
            categories=person.titles,
        )
        for person in people
    ]


# By the noun of a list that has a feed.
ENTRIES = {"articles": article_entries, "events": event_entries, "people": person_entries}


def _times(rows) -> dict[int, dict]:
    """Return the times of the first and last mention or report of each row, by its id."""
    found = rows.annotate(first=Min("revision__added"), last=Max("revision__added"))
    return {pk: {"added": first, "updated": last} for pk, first, last in found}


def _unknown() -> dict:
    return {"added": _BEGINNING, "updated": _BEGINNING}


_BEGINNING = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)


def _named_in(number: int) -> str:
    return f"Named in {number:,} article{'' if number == 1 else 's'}"


def _joined(*parts: str) -> str:
    return ". ".join(filter(None, parts))


def _dated(text: str, edtf: str) -> str:
    return ", ".join(part for part in (text, dates.in_words(edtf)) if part)


class AtomFeed(Atom1Feed):
    """Django's Atom feed with plain-text summaries and a link to the next page."""

    def add_root_elements(self, handler):
        """Add the link to the next page (RFC 5005)."""
        super().add_root_elements(handler)
        if self.feed["next_url"]:
            handler.addQuickElement("link", "", {"rel": "next", "href": self.feed["next_url"]})

    def add_item_elements(self, handler, item):
        """Add the summary as plain text."""
        super().add_item_elements(handler, item)
        if item["summary"]:
            handler.addQuickElement("summary", item["summary"], {"type": "text"})


@dataclass(frozen=True)
class Feed:
    """The metadata of a feed. ``key`` identifies it permanently. ``base``: scheme and host of the site; ``path``,
    ``page`` and ``following``: the paths of the feed, of its list page and of its next page (empty on the last)."""

    key: str
    title: str
    subtitle: str
    base: str
    path: str
    page: str
    following: str


def write(about: Feed, entries: list[Entry]) -> str:
    """Return the feed as XML."""
    base = about.base
    feed = AtomFeed(
        title=_clean(about.title),
        link=base + about.page,
        description="",
        subtitle=_clean(about.subtitle),
        feed_url=base + about.path,
        feed_guid=tag(about.key),
        author_name=settings.SITE_NAME,
        next_url=base + about.following if about.following else "",
    )
    for entry in entries:
        feed.add_item(
            title=_clean(entry.title) or "Untitled",
            link=base + entry.path,
            description=None,
            summary=Truncator(_clean(entry.summary)).chars(SUMMARY),
            unique_id=tag(entry.key),
            pubdate=entry.added,
            updateddate=entry.updated,
            author_name=_clean(entry.author) or None,
            categories=[_clean(category) for category in entry.categories if category],
        )
    return feed.writeString("utf-8")


def tag(key: str) -> str:
    """Return a tag URI (RFC 4151), which stays the same if the host's name or a title changes."""
    return f"tag:{settings.FEED_AUTHORITY}:{key}"


def latest(entries: list[Entry]) -> datetime.datetime:
    """Return the time of the latest update; the current time if there are no entries."""
    return max((entry.updated for entry in entries), default=timezone.now())


def _clean(text: str) -> str:
    return _UNPRINTABLE.sub("", " ".join(text.split()))
