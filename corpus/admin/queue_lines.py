"""The classes of the review queue: the waiting rows, what a page shows of one, and the possible decisions."""

import zlib
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from corpus.models import (
    Article,
    ArticleSearch,
    DateCandidate,
    Event,
    Judgement,
    LikelyDuplicate,
    LikelySameEvent,
    Mention,
    Outcome,
    Person,
    PersonName,
    PersonTitle,
    Report,
    TermKind,
    term,
)
from corpus.models.event import UNSURE
from corpus.models.fields import DateBasis, Status
from corpus.store.judgements import decisions
from corpus.store.judgements.decide import decide, keep, undo
from corpus.store.judgements.decisions import Decision

from .pages.base import around

SENTENCES = 3  # shown of each person
REPORTS = 10  # shown of an event
OPENING = 1500  # bytes of a refused record that are shown
CANDIDATES = 9  # dates to choose from: a key each


@dataclass(frozen=True)
class Choice:
    """A possible decision: the code that its button sends, its key and its label."""

    code: str
    key: str
    label: str


@dataclass(frozen=True)
class Line:
    """One class of the queue.

    waiting returns its rows, the most useful first; shown, the context of a row's page; choices, its decisions.
    act applies the decision with a code to a row, for a user and with a reason.
    """

    name: str
    title: str
    why: str
    model: type
    waiting: Callable[[], QuerySet]
    shown: Callable[[object], dict]
    choices: Callable[[object], list[Choice]]
    act: Callable[..., Judgement]


def _duplicates() -> QuerySet:
    rows = LikelyDuplicate.objects.filter(verdict=LikelyDuplicate.Verdict.OPEN)
    rows = rows.filter(one__merged_into=None, other__merged_into=None, one__nobody=False, other__nobody=False)
    return rows.select_related("one", "other").order_by("pk")


def _pair_shown(pair: LikelyDuplicate) -> dict:
    people = [pair.one, pair.other]
    titles = PersonTitle.objects.latest_of([one.pk for one in people], 5)
    names = PersonName.objects.by_bearer([one.pk for one in people])
    both = ArticleSearch.objects.filter(terms__contains=[term(TermKind.PERSON, one.pk) for one in people])
    shared = both.select_related("article").defer("search", "terms", "article__text")[:5]
    return {
        "people": [
            {"person": one, "names": names.get(one.pk, []), "titles": titles.get(one.pk, []), "said": mentions_of(one)}
            for one in people
        ],
        "shared": [row.article for row in shared],
    }


def mentions_of(person: Person) -> list[dict]:
    """Return some mentions of a person, each with the text before and after it."""
    rows = Mention.objects.filter(person=person, part=Mention.Part.TEXT).order_by("-pk")
    rows = rows.select_related("revision__article__outlet").defer("revision__bands", "revision__article__text")
    return [around(one) for one in rows[:SENTENCES]]


def _pair_decision(pair: LikelyDuplicate, code: str) -> Decision:
    if code == "two":
        return decisions.different(pair.one, pair.other)
    more = max((pair.one, pair.other), key=lambda one: (one.article_count, -one.pk))
    return decisions.merge([pair.one, pair.other], more)


def _people() -> QuerySet:
    return Person.objects.filter(status=Status.UNCERTAIN, merged_into=None, nobody=False, article_count__gt=0).order_by(
        "-article_count", "pk"
    )


def _person_decision(person: Person, code: str) -> Decision:
    return decisions.nobody(person) if code == "nobody" else decisions.correct(person, "status", "reviewed")


def _articles() -> QuerySet:
    """Return articles whose dates conflict or are missing, unless a curator has decided."""
    return (
        Article.objects.shown()
        .filter(Q(published_conflict=True) | Q(published=""))
        .exclude(as_found__has_key="published")
        .select_related("outlet")
        .order_by("-pk")
    )


def _without_facts() -> QuerySet:
    """Return articles whose extraction took too long, unless a curator has decided to leave them so."""
    rows = Article.objects.shown().without_facts().exclude(as_found__has_key="hidden")
    return rows.select_related("outlet").order_by("-pk")


def _candidates(article: Article) -> list[DateCandidate]:
    rows = DateCandidate.objects.filter(capture__article=article).exclude(basis=DateBasis.CAPTURE)
    found = {}
    for one in rows.select_related("capture").order_by("pk")[:100]:
        found.setdefault((one.edtf, one.basis), one)
    return list(found.values())[:CANDIDATES]


def _article_choices(article: Article) -> list[Choice]:
    chosen = [
        Choice(f"date-{one.pk}", str(number), f"{one.edtf} ({one.get_basis_display()})")
        for number, one in enumerate(_candidates(article), start=1)
    ]
    return [*chosen, Choice("none", "0", "No date is known")]


def _article_decision(article: Article, code: str) -> Decision:
    dates = {f"date-{one.pk}": one.edtf for one in _candidates(article)}
    if code != "none" and code not in dates:
        raise decisions.Impossible("That date is no longer among those to choose from.")
    return decisions.correct(article, "published", dates.get(code, ""))


def _events() -> QuerySet:
    return Event.objects.public().filter(UNSURE, merged_into=None).select_related("place").order_by("-pk")


def _event_shown(event: Event) -> dict:
    reports = Report.objects.filter(event=event).select_related("revision__article__outlet").order_by("pk")
    return {
        "parts": event.participations.select_related("person"),
        "reports": reports.defer("revision__text", "revision__bands", "revision__article__text")[:REPORTS],
    }


def _event_decision(event: Event, code: str) -> Decision:
    return decisions.confirm(event) if code == "confirm" else decisions.reject(event)


def _event_pairs() -> QuerySet:
    return LikelySameEvent.objects.waiting().with_events().order_by("pk")


def _event_pair_shown(pair: LikelySameEvent) -> dict:
    """Return the two events of a pair side by side, each with who took part and the sentences that report it."""
    return {"events": [{"event": one, **_event_shown(one)} for one in pair.events]}


def _event_pair_decision(pair: LikelySameEvent, code: str) -> Decision:
    if code == "two":
        return decisions.different_events(*pair.events)
    return decisions.merge_events(pair.events, max(pair.events, key=lambda one: (one.report_count, -one.pk)))


def _deciding(decision: Callable[[object, str], Decision]) -> Callable[..., Judgement]:
    return lambda row, code, user, reason: decide(decision(row, code), user, reason=reason)


def _conflict_settled(row: Judgement, code: str, user, reason: str) -> Judgement:
    return keep(row, user) if code == "keep" else undo(row, user)


def _refused() -> QuerySet:
    return Outcome.objects.waiting().select_related("run", "refused").order_by("-pk")


def _refused_shown(outcome: Outcome) -> dict:
    """Return the refused capture and the start of its bytes as printable text."""
    refused = getattr(outcome, "refused", None)
    try:
        opening = refused.opening(OPENING) if refused else b""
    except (OSError, EOFError, zlib.error):  # the reason stands there all the same
        opening = b""
    return {"refused": refused, "opening": opening.decode(errors="replace").replace("\x00", "\ufffd")}


LINES = {
    line.name: line
    for line in (
        Line(
            "conflicts", "Judgements that something speaks against", "What was read since does not agree with them.",
            Judgement, lambda: Judgement.objects.conflicting().order_by("pk"), lambda row: {},
            lambda row: [Choice("keep", "y", "Keep the judgement"), Choice("undo", "x", "Take it back")],
            _conflict_settled,
        ),
        Line(
            "duplicates", "People who may be one", "Their names are alike.", LikelyDuplicate, _duplicates, _pair_shown,
            lambda row: [Choice("same", "s", "Same person"), Choice("two", "t", "Two people")],
            _deciding(_pair_decision),
        ),
        Line(
            "people", "Uncertain people", "Part of a name only, or a namesake’s.", Person, _people,
            lambda row: {
                "said": mentions_of(row), "titles": PersonTitle.objects.latest_of([row.pk], 5).get(row.pk, []),
            },
            lambda row: [Choice("right", "r", "It is right"), Choice("nobody", "n", "Not a person")],
            _deciding(_person_decision),
        ),
        Line(
            "dates", "Articles with no date, or with several", "What their captures say does not agree, or is nothing.",
            Article, _articles, lambda row: {"candidates": _candidates(row)}, _article_choices,
            _deciding(_article_decision),
        ),
        Line(
            "facts", "Articles without people and events", "Extraction took too long: manage.py reextract tries again.",
            Article, _without_facts, lambda row: {},
            lambda row: [Choice("leave", "l", "Leave it without"), Choice("hide", "h", "Hide the article")],
            _deciding(lambda row, code: decisions.correct(row, "hidden", code == "hide")),
        ),
        Line(
            "events", "Events of low confidence", "Their day is not stated, or somebody was in doubt.", Event, _events,
            _event_shown, lambda row: [Choice("confirm", "c", "Confirm"), Choice("reject", "x", "Reject")],
            _deciding(_event_decision),
        ),
        Line(
            "pairs", "Events that may be one", "Their reports agree in part.", LikelySameEvent, _event_pairs,
            _event_pair_shown, lambda row: [Choice("same", "s", "One event"), Choice("two", "t", "Two events")],
            _deciding(_event_pair_decision),
        ),
        Line(
            "refused", "Records that gave no article", "Leave them out, or try again: manage.py ingest --retry RUN.",
            Outcome, _refused, _refused_shown, lambda row: [Choice("leave", "l", "Leave it out")],
            _deciding(lambda row, code: decisions.leave_out(row)),
        ),
    )
}  # fmt: skip
