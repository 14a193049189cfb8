"""Refused records: which wait for a curator, and which were met again or left out."""

from collections.abc import Iterable

from django.db.models import Q

from corpus.models import Judgement, Outcome

Kind = Judgement.Kind


def record_key(outcome: Outcome) -> dict:
    """A refused record as every copy of the corpus would meet it: by its bytes, where they were kept, else by where it
    was read; and why it was refused."""
    refused = getattr(outcome, "refused", None)
    key = {"record": refused.sha256} if refused else {"source": outcome.source}
    return key | {"reason": outcome.reason}


def update_left_out(value: dict) -> None:
    """Note of the outcomes that a judgement means whether one in force leaves them out."""
    held = Judgement.objects.in_force().filter(kind=Kind.LEAVE_OUT, value=value).exists()
    same = Q(refused__sha256=value["record"]) if "record" in value else Q(source=value["source"], refused=None)
    rows = Outcome.objects.filter(same, kind=Outcome.Kind.REFUSED, reason=value["reason"])
    Outcome.objects.filter(pk__in=list(rows.values_list("pk", flat=True))).update(left_out=held)


def supersede(sources: Iterable[str]) -> None:
    """What was read at these places counts as it was read now: earlier refusals there wait no more."""
    refused = Outcome.objects.filter(kind=Outcome.Kind.REFUSED, superseded=False, source__in=list(sources))
    refused.update(superseded=True)


def update_repeated(outcomes: Iterable[Outcome]) -> None:
    """Of these outcomes, just saved: earlier refusals of the same records count no more, and what curators left out
    stays so."""
    outcomes = list(outcomes)
    if not outcomes:
        return
    earlier = Outcome.objects.filter(kind=Outcome.Kind.REFUSED, source__in=[one.source for one in outcomes])
    earlier.filter(pk__lt=min(one.pk for one in outcomes)).update(superseded=True)
    refused = [one for one in outcomes if one.kind == Outcome.Kind.REFUSED]
    judged = Judgement.objects.in_force().filter(kind=Kind.LEAVE_OUT) if refused else Judgement.objects.none()
    decided = {frozenset(value.items()) for value in judged.values_list("value", flat=True)}
    left_out = [one.pk for one in refused if frozenset(record_key(one).items()) in decided] if decided else []
    Outcome.objects.filter(pk__in=left_out).update(left_out=True)
