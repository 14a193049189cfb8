"""Write the facts extracted from revisions: mentions, people, events, reports, line-ups."""

import time
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models.functions import Coalesce

from corpus.extract import VERSION, Extraction
from corpus.ingest.parsed import Dateline, ParsedArticle
from corpus.models import Article, Event, Lineup, Mention, Report, Revision
from corpus.store.copying import copy_in
from corpus.store.derived import participants
from corpus.store.derived.touched import Touched
from corpus.store.derived.unsaved import save
from corpus.store.matching import conflicts
from corpus.store.matching.events.matcher import EventFact, EventMatcher, dated
from corpus.store.matching.people import PeopleLinker
from corpus.store.matching.resolver import Resolver

from . import deadline, lineups
from .prepare import extract_until


@dataclass(frozen=True, slots=True)
class RevisionFacts:
    """A saved revision with what was extracted from it.

    former: event ids by the offset of their sentence, from an earlier extraction. An event found again keeps its id and
    its decisions.
    """

    article: Article
    revision: Revision
    extraction: Extraction
    former: dict[int, int] = field(default_factory=dict)


def write(items: list[RevisionFacts]) -> Touched:
    """Store the mentions, people, events, reports and line-ups of these revisions, which have none yet.

    Return what settle() has to save and derive, except the articles of the revisions, which the caller adds.
    """
    if not items:
        return Touched()
    linker = PeopleLinker(person.name for item in items for person in item.extraction.people)
    linked, mentions = {}, []
    for item in items:
        for named in item.extraction.people:
            person, uncertain = linker.link(named)
            linked[item.revision.pk, named.name] = person
            mentions += [(person, uncertain, item, one) for one in named.mentions]
    renamed = linker.save_names()
    people, wordings = {one.pk for one in linked.values()}, {(one.revision.pk, one.revision.wording) for one in items}
    resolver = Resolver(people, wordings)
    rows = {}
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
    copy_in(rows.values())
    conflicts.flag_named_together(rows.values())
    facts = []
    for item in items:
        for reported in item.extraction.events:
            people = tuple(linked[item.revision.pk, one.name] for one in reported.participants)
            facts.append(EventFact(item.article, item.revision, reported, people, *dated(reported, item.article)))
    former = {(item.revision.pk, start): event for item in items for start, event in item.former.items()}
    matched = EventMatcher(facts, former).save(VERSION)
    lineups.write([(item.revision, item.extraction) for item in items], rows)
    by_version = defaultdict(list)
    for item in items:
        if item.revision.extractor != item.extraction.version:
            by_version[item.extraction.version].append(item.revision.pk)
    for version, pks in by_version.items():
        Revision.objects.filter(pk__in=pks).update(extractor=version)
    new = {row.event_id for row in matched.first_reports}
    return Touched(
        articles=matched.articles,
        events=new,
        participations=matched.gained - new,
        names=renamed,
        titles=(item.revision.pk for item in items),
        article_rows=Article.objects.naming_any(list(renamed)).values_list("pk", flat=True),
        event_rows=Event.objects.with_participants(renamed).values_list("pk", flat=True),
        unsaved_events=matched.unsaved,
        unsaved_people=linker.unsaved,
        unsaved_participations=participants.of_new_events(matched.first_reports, rows.values(), resolver),
    )


def write_again(revisions: Iterable[tuple[Article, Revision]], new: list[RevisionFacts] | None = None) -> Touched:
    """Extract these stored revisions again with the present rules and dates, and write their facts with the new ones.

    The former facts of the revisions are deleted, and so are events left without a report, unless they are judged.
    Return what settle() has to save and derive, including the articles of the stored revisions.
    """
    revisions = list(revisions)
    pks = [revision.pk for _, revision in revisions]
    former, lost = _delete_facts(pks)
    again = [
        RevisionFacts(article, one, _extract_in_time(_as_parsed(article, one)), former[one.pk])
        for article, one in revisions
    ]
    written = write([*(new or []), *again])
    return written | Touched(articles={article.pk for article, _ in revisions}, participations=lost)


def _extract_in_time(parsed: ParsedArticle) -> Extraction:
    seconds = deadline.seconds()
    return extract_until(parsed, time.monotonic() + seconds, seconds)


def _as_parsed(article: Article, revision: Revision) -> ParsedArticle:
    """Return a stored revision in the form of a parsed article, with the present fields of its article."""
    dated = article.dateline_place or article.dateline_date
    return ParsedArticle(
        layout="",
        outlet=article.outlet.name,
        language=article.language,
        title=revision.title,
        title_derived=article.title_derived,
        paragraphs=tuple(revision.text.split("\n")),
        published=article.published or None,
        dateline=Dateline(article.dateline_place, article.dateline_date or None) if dated else None,
    )


def _delete_facts(revision_ids: list[int]) -> tuple[dict[int, dict[int, int]], set[int]]:
    """Delete the facts of these revisions.

    Return the events by revision and offset of their sentence, and the ids of remaining events that lost a report.
    """
    former: dict[int, dict[int, int]] = defaultdict(dict)
    reports = Report.objects.filter(revision__in=revision_ids)
    matched = reports.annotate(matched=Coalesce("found", "event")).order_by("-matched")
    lost = set(reports.values_list("event_id", flat=True))
    for revision, start, event in matched.values_list("revision_id", "start", "matched"):
        former[revision][start] = event
        lost.add(event)
    Lineup.objects.filter(revision__in=revision_ids).delete()
    reports.delete()
    Mention.objects.filter(revision__in=revision_ids).delete()
    orphans = Event.objects.filter(pk__in=lost, reports=None, found_reports=None, judged=False)
    gone = set(orphans.values_list("pk", flat=True))
    orphans.delete()
    return former, lost - gone


def extract_again(article_ids: Iterable[int]) -> Touched:
    """Extract every revision of these articles again, with their present dates and other fields."""
    ids = list(article_ids)
    rows = Article.objects.filter(pk__in=ids).select_related("outlet").prefetch_related("revisions").order_by("pk")
    before = people_in(ids)
    written = save(write_again((article, one) for article in rows for one in article.revisions.all()))
    return written | Touched(people=before | people_in(ids))


def people_in(article_ids: Iterable[int]) -> set[int]:
    """Return the ids of the people whom any revision of these articles names, hidden articles included."""
    named = Mention.objects.filter(revision__article__in=list(article_ids), person__isnull=False)
    return set(named.values_list("person_id", flat=True))


def events_of(article_ids: Iterable[int]) -> set[int]:
    """Return the ids of the events that any revision of these articles reports."""
    reports = Report.objects.filter(revision__article__in=list(article_ids))
    return set(reports.values_list("event_id", flat=True))


def articles_reporting(event_ids: Iterable[int]) -> set[int]:
    """Return the ids of the articles whose current revision reports these events."""
    reports = Report.objects.current().filter(event__in=list(event_ids))
    return set(reports.values_list("revision__article_id", flat=True))
