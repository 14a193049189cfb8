"""Propose pairs of events that are likely to be one, for curators to judge. Nothing is merged."""

from collections import Counter
from collections.abc import Iterable

from django.db.models import Q
from django.db.models.functions import Coalesce

from corpus.models import Event, Judgement, LikelySameEvent, Report

from .accounts import Account
from .agreement import Days, fit, places_agree

MOST = 3  # proposals for one event

Ground = LikelySameEvent.Ground
Verdict = LikelySameEvent.Verdict
Pair = tuple[int, int]  # two ids, the lower one first


def grounds(one: Account, other: Account) -> tuple[list[str], list[str]]:
    """Return what two accounts tell alike, and what one of them does not tell."""
    both_placed = one.place and other.place
    fields = (
        (Ground.DAY, fit(one, other) >= Days.WITHIN, one.undated or other.undated),
        (Ground.PLACE, both_placed and places_agree(one.place, other.place), not both_placed),
        (Ground.PEOPLE, one.chief.keys() & other.chief.keys(), not (one.chief and other.chief)),
        (Ground.OCCASION, one.occasion & other.occasion, False),
        (Ground.SUBJECT, one.telling & other.telling, False),
    )  # fmt: skip
    return [ground.value for ground, alike, _ in fields if alike], [
        ground.value for ground, alike, untold in fields if untold and not alike
    ]


def propose(likely: Iterable[tuple[Report, Report, Account, Account]]) -> None:
    """Store pairs of saved reports of two events whose accounts are likely to describe one.

    The pairs that agree in most come first. Each event gets at most MOST, and each two events one. The events are those
    that the reports were matched with, so that a merge can be undone and the pair waits again.
    """
    found = []
    for one, other, *accounts in likely:
        if _matched(one) != _matched(other):
            agree, untold = grounds(*accounts)
            first, second = sorted((one, other), key=lambda report: report.pk)
            pair = LikelySameEvent(one=first, other=second, agree=agree, untold=untold)
            found.append((-len(agree), len(untold), first.pk, second.pk, pair))
    if not found:
        return
    events = {_matched(report) for *_, pair in found for report in (pair.one, pair.other)}
    matched = {side: Coalesce(f"{side}__found", f"{side}__event") for side in ("one", "other")}
    known = LikelySameEvent.objects.alias(a=matched["one"], b=matched["other"])
    known = known.filter(Q(a__in=events) | Q(b__in=events)).values_list(*matched.values())
    taken = {_pair(*row) for row in known}
    number = Counter(event for pair in taken for event in pair)
    judged, new = judged_pairs(), []
    for *_, pair in sorted(found, key=lambda row: row[:4]):
        both = _pair(_matched(pair.one), _matched(pair.other))
        if both not in taken and all(number[event] < MOST for event in both):
            taken.add(both)
            number.update(both)
            two = _pair(pair.one.event_id, pair.other.event_id) in judged
            pair.verdict = Verdict.DIFFERENT if two else Verdict.OPEN
            new.append(pair)
    LikelySameEvent.objects.bulk_create(new)


def update_verdicts(event_ids: Iterable[int]) -> None:
    """Set the verdict of the pairs of these events, as the judgements in force have it."""
    ids = set(event_ids)
    ids |= set(Event.objects.filter(pk__in=ids).exclude(merged_into=None).values_list("merged_into", flat=True))
    judged = judged_pairs()
    rows = LikelySameEvent.objects.filter(Q(one__event__in=ids) | Q(other__event__in=ids))
    for row in rows.select_related("one", "other"):
        two = _pair(row.one.event_id, row.other.event_id) in judged
        row.verdict = Verdict.DIFFERENT if two else Verdict.OPEN
        row.save(update_fields=["verdict"])


def judged_pairs() -> set[Pair]:
    """Return the pairs of events that curators found to be two, each by the page that stands for it."""
    rows = Judgement.objects.in_force().filter(kind=Judgement.Kind.EVENT_DIFFERENT)
    pairs = [pair for pair in rows.values_list("local__events", flat=True) if pair]
    roots = dict(Event.objects.filter(pk__in={pk for pair in pairs for pk in pair}).values_list("pk", "merged_into"))
    return {_pair(*(roots.get(pk) or pk for pk in pair)) for pair in pairs}


def _matched(report: Report) -> int:
    return report.found_id or report.event_id


def _pair(one: int, other: int) -> Pair:
    return min(one, other), max(one, other)
