"""Write what was extracted from revisions: mentions, events, participations, reports."""

from dataclasses import dataclass

from corpus.extract import Document, Extraction, extract
from corpus.models import Article, Event, Mention, Report, Revision
from corpus.models.fields import Status

from .events import EventFact, EventMatcher, dated
from .people import PeopleLinker


@dataclass(frozen=True, slots=True)
class RevisionFacts:
    """One saved revision with what was found in it."""

    article: Article
    revision: Revision
    extraction: Extraction


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
    facts = []
    for item in items:
        for reported in item.extraction.events:
            people = tuple(linked[item.revision.pk, one.name] for one in reported.participants)
            facts.append(EventFact(item.article, item.revision, reported, people, *dated(reported, item.article)))
    matcher = EventMatcher(facts)
    for fact in facts:
        matcher.add(fact)
    event_ids = matcher.save(items[0].extraction.version)
    for item in items:
        item.revision.extractor = item.extraction.version
    Revision.objects.bulk_update([item.revision for item in items], ["extractor"])
    return event_ids


def remake(article: Article, revision: Revision) -> tuple[RevisionFacts, set[int]]:
    """Drop a revision's facts and extract it again with what is now known of its article (a date from its reprint).

    Returns the facts to write and the ids of events that lost a report. An event left without any report is deleted,
    unless a person has reviewed it.
    """
    lost = set(Report.objects.filter(revision=revision).values_list("event_id", flat=True))
    Report.objects.filter(revision=revision).delete()
    Mention.objects.filter(revision=revision).delete()
    orphans = Event.objects.filter(pk__in=lost, reports=None).exclude(status=Status.REVIEWED)
    gone = set(orphans.values_list("pk", flat=True))
    orphans.delete()
    document = Document(
        title="" if article.title_derived else revision.title,
        paragraphs=tuple(revision.text.split("\n")),
        published=article.published or None,
        dateline_place=article.dateline_place or None,
        dateline_date=article.dateline_date or None,
        language=article.language,
    )
    return RevisionFacts(article, revision, extract(document)), lost - gone
