"""Atom feeds: what came into the corpus last."""

import datetime
import re
from dataclasses import dataclass, field

from django.conf import settings
from django.db.models import Max, Min
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.text import Truncator

from corpus import dates
from corpus.models import Article, Event, Mention, Person, Report
from corpus.records import ArticleRecord, EventRecord, PersonRecord

SUMMARY = 500  # characters of a summary
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")  # what XML cannot hold


@dataclass(frozen=True)
class Entry:
    """One entry; ``key`` says for good which row it is."""

    key: str
    title: str
    path: str
    summary: str
    added: datetime.datetime
    updated: datetime.datetime
    author: str = ""
    categories: list[str] = field(default_factory=list)


def article_entries(queryset) -> list[Entry]:
    """Articles: signed by whom they are signed, else by their outlet."""
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
    """Events: added with their first report, updated with their latest."""
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
    """People: added with the first article that names them, updated with the latest."""
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


ENTRIES = {Article: article_entries, Event: event_entries, Person: person_entries}


def _times(rows) -> dict[int, dict]:
    """When what belongs to each row came in, first and last."""
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
    """Django's, with summaries as plain text and a link to the entries after these."""

    def add_root_elements(self, handler):
        """The next page of the feed (RFC 5005), and who made it."""
        super().add_root_elements(handler)
        if self.feed["next_url"]:
            handler.addQuickElement("link", "", {"rel": "next", "href": self.feed["next_url"]})

    def add_item_elements(self, handler, item):
        """The summary as text."""
        super().add_item_elements(handler, item)
        if item["summary"]:
            handler.addQuickElement("summary", item["summary"], {"type": "text"})


@dataclass(frozen=True)
class Feed:
    """What a feed says of itself; ``key`` says for good which it is. ``base`` is scheme and host of the site, the
    others are paths: of the feed, of the list for readers, of the next entries (empty where there are none)."""

    key: str
    title: str
    subtitle: str
    base: str
    path: str
    page: str
    following: str


def write(about: Feed, entries: list[Entry]) -> str:
    """The feed as XML."""
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
    """A tag URI (RFC 4151), which neither the host's name nor a title changes."""
    return f"tag:{settings.FEED_AUTHORITY}:{key}"


def latest(entries: list[Entry]) -> datetime.datetime:
    """When the newest of these wordings came in; now, where there are none."""
    return max((entry.updated for entry in entries), default=timezone.now())


def _clean(text: str) -> str:
    return _UNPRINTABLE.sub("", " ".join(text.split()))
