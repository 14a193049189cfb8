"""Write what was extracted from revisions: mentions, events, participations, reports."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from corpus.extract import Document, Extraction, extract
from corpus.ingest.outlets import seat_of
from corpus.models import Article, Event, Mention, Participation, Report, Revision
from corpus.models.fields import Status

from . import names, search_rows
from .events import EventFact, EventMatcher, dated
from .people import PeopleLinker, name_key


@dataclass(frozen=True, slots=True)
class RevisionFacts:
    """One saved revision with what was found in it.

    former: what an earlier extraction made of it, the event's id by the offset of its sentence, so that an event found
    again keeps its address and what a person said of it.
    """

    article: Article
    revision: Revision
    extraction: Extraction
    former: dict[int, int] = field(default_factory=dict)


def write(items: list[RevisionFacts]) -> set[int]:
    """Store mentions, people and events of these revisions; the ids of the events they report."""
    if not items:
        return set()
    linker = PeopleLinker(person.name for item in items for person in item.extraction.people)
    linked, mentions = {}, []
    for item in items:
        for named in item.extraction.people:
            person, uncertain = linker.link(named)
            linked[item.revision.pk, named.name] = person
            mentions += [(person, uncertain, item, one) for one in named.mentions]
    linker.save()
    rows = {}
    for person, uncertain, item, one in mentions:
        rows.setdefault(
            (item.revision.pk, one.part, one.start),
            Mention(
                revision=item.revision, person=person, part=one.part, start=one.start, end=one.end,
                surface=one.text[:200], titles=list(one.titles), list_order=one.list_order, uncertain=uncertain,
                rule=one.rule, version=item.extraction.version,
            ),
        )  # fmt: skip
    Mention.objects.bulk_create(rows.values())
    names.refresh_names(linker.renamed)
    search_rows.follow_names(linker.renamed)
    names.add_titles(item.revision.pk for item in items)
    facts = []
    for item in items:
        for reported in item.extraction.events:
            people = tuple(linked[item.revision.pk, one.name] for one in reported.participants)
            facts.append(EventFact(item.article, item.revision, reported, people, *dated(reported, item.article)))
    former = {(item.revision.pk, start): event for item in items for start, event in item.former.items()}
    matcher = EventMatcher(facts, former)
    for fact in facts:
        matcher.add(fact)
    event_ids = matcher.save(items[0].extraction.version)
    for item in items:
        item.revision.extractor = item.extraction.version
    Revision.objects.bulk_update([item.revision for item in items], ["extractor"])
    return event_ids


def remake(revisions: Iterable[tuple[Article, Revision]]) -> tuple[list[RevisionFacts], set[int]]:
    """Drop the facts of revisions and extract them again with the rules of now and what is now known of their articles
    (a date from a reprint).

    Returns the facts to write and the ids of events that lost a report and stay. An event left without any report is
    deleted, unless a person has reviewed it; tidy() is to be called when the facts are written.
    """
    revisions = list(revisions)
    pks = [revision.pk for _, revision in revisions]
    former: dict[int, dict[int, int]] = defaultdict(dict)
    reports = Report.objects.filter(revision__in=pks)
    for revision, start, event in reports.order_by("-event_id").values_list("revision_id", "start", "event_id"):
        former[revision][start] = event
    lost = {event for starts in former.values() for event in starts.values()} | set(
        reports.values_list("event_id", flat=True)
    )
    reports.delete()
    Mention.objects.filter(revision__in=pks).delete()
    orphans = Event.objects.filter(pk__in=lost, reports=None).exclude(status=Status.REVIEWED)
    gone = set(orphans.values_list("pk", flat=True))
    orphans.delete()
    items = [RevisionFacts(article, one, _extract(article, one), former[one.pk]) for article, one in revisions]
    return items, lost - gone


def _extract(article: Article, revision: Revision) -> Extraction:
    return extract(
        Document(
            title="" if article.title_derived else revision.title,
            paragraphs=tuple(revision.text.split("\n")),
            published=article.published or None,
            dateline_place=article.dateline_place or seat_of(article.outlet.name),
            dateline_date=article.dateline_date or None,
            language=article.language,
        )
    )


def events_of(article_ids: Iterable[int]) -> set[int]:
    """The events that any wording of these articles reports, be it the current one or not."""
    reports = Report.objects.filter(revision__article__in=list(article_ids))
    return set(reports.values_list("event_id", flat=True))


def articles_reporting(event_ids: Iterable[int]) -> set[int]:
    """The articles whose current wording reports these events: what a later report says of one is true of them too."""
    reports = Report.objects.current().filter(event__in=list(event_ids))
    return set(reports.values_list("revision__article_id", flat=True))


def tidy(event_ids: set[int]) -> None:
    """Participations that no report vouches for any more go to another report of the event that names the person, or
    are dropped. Events that a person has reviewed stay as they are."""
    stale = Participation.objects.filter(event__in=event_ids, report=None).exclude(event__status=Status.REVIEWED)
    rows = list(stale.select_related("person").prefetch_related("person__names", "event__reports"))
    moved, dropped = [], []
    for row in rows:
        keys = {name.key for name in row.person.names.all()}
        named = (
            (report, one)
            for report in row.event.reports.all()
            for one in report.participants
            if name_key(one["name"]) in keys
        )
        report, one = next(named, (None, None))
        if report is None:
            dropped.append(row.pk)
            continue
        row.report, row.role, row.order, row.title = report, one["role"], one["order"], one["title"]
        moved.append(row)
    Participation.objects.bulk_update(moved, ["report", "role", "order", "title"])
    Participation.objects.filter(pk__in=dropped).delete()
