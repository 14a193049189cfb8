"""Write what was extracted from revisions: mentions, events, participations, reports."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models.functions import Coalesce

from corpus.extract import Document, Extraction, extract
from corpus.ingest.outlets import seat_of
from corpus.models import Article, Event, Mention, Report, Revision
from corpus.store.derived import participants, person_words, search_rows
from corpus.store.judgements import conflicts
from corpus.store.judgements.resolver import Resolver
from corpus.store.matching.events import EventFact, EventMatcher, dated
from corpus.store.matching.people import PeopleLinker


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
    people, wordings = {one.pk for one in linked.values()}, {(one.revision.pk, one.revision.wording) for one in items}
    resolver = Resolver(people, wordings)
    for person, uncertain, item, one in mentions:
        shown = resolver.mention(person.pk, item.revision.pk, (one.part, one.start), one.text[:200])
        rows.setdefault(
            (item.revision.pk, one.part, one.start),
            Mention(
                revision=item.revision, person_id=shown, found=None if shown == person.pk else person,
                part=one.part, start=one.start, end=one.end,
                surface=one.text[:200], titles=list(one.titles), list_order=one.list_order, uncertain=uncertain,
                rule=one.rule, version=item.extraction.version,
            ),
        )  # fmt: skip
    Mention.objects.bulk_create(rows.values())
    conflicts.note_both_named(rows.values())
    person_words.refresh_names(linker.renamed)
    search_rows.follow_names(linker.renamed)
    person_words.add_titles(item.revision.pk for item in items)
    facts = []
    for item in items:
        for reported in item.extraction.events:
            people = tuple(linked[item.revision.pk, one.name] for one in reported.participants)
            facts.append(EventFact(item.article, item.revision, reported, people, *dated(reported, item.article)))
    former = {(item.revision.pk, start): event for item in items for start, event in item.former.items()}
    matcher = EventMatcher(facts, former)
    for fact in facts:
        matcher.add(fact)
    version = items[0].extraction.version
    first_reports, gained = matcher.save(version)
    participants.write_first(first_reports, rows.values(), resolver)
    participants.rewrite(gained - {row.event_id for row in first_reports})
    older = [item.revision.pk for item in items if item.revision.extractor != version]
    Revision.objects.filter(pk__in=older).update(extractor=version)
    return gained


def remake(revisions: Iterable[tuple[Article, Revision]]) -> tuple[list[RevisionFacts], set[int]]:
    """Drop the facts of revisions and extract them again with the rules of now and what is now known of their articles
    (a date from a reprint).

    Returns the facts to write and the ids of events that lost a report and stay. An event left without any report is
    deleted, unless a curator decided something of it; participants.rewrite() is to be called for those that stay when
    the facts are written.
    """
    revisions = list(revisions)
    pks = [revision.pk for _, revision in revisions]
    former: dict[int, dict[int, int]] = defaultdict(dict)
    reports = Report.objects.filter(revision__in=pks)
    matched = reports.annotate(matched=Coalesce("found", "event")).order_by("-matched")
    lost = set(reports.values_list("event_id", flat=True))
    for revision, start, event in matched.values_list("revision_id", "start", "matched"):
        former[revision][start] = event
        lost.add(event)
    reports.delete()
    Mention.objects.filter(revision__in=pks).delete()
    orphans = Event.objects.filter(pk__in=lost, reports=None, found_reports=None, judged=False)
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
