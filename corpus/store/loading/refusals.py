"""Refused records: which still wait for a curator, which were superseded or left out."""

from collections.abc import Iterable

from django.db.models import Q

from corpus.models import Judgement, Outcome

Kind = Judgement.Kind


def record_key(outcome: Outcome) -> dict:
    """Return what identifies a refused record in every copy of the corpus, and the reason of its refusal.

    It is identified by the hash of its bytes if they were stored, else by its source.
    """
    refused = getattr(outcome, "refused", None)
    key = {"record": refused.sha256} if refused else {"source": outcome.source}
    return key | {"reason": outcome.reason}


def update_left_out(value: dict) -> None:
    """Update whether the outcomes that match a judgement's value are left out by one in force."""
    held = Judgement.objects.in_force().filter(kind=Kind.LEAVE_OUT, value=value).exists()
    same = Q(refused__sha256=value["record"]) if "record" in value else Q(source=value["source"], refused=None)
    rows = Outcome.objects.filter(same, kind=Outcome.Kind.REFUSED, reason=value["reason"])
    Outcome.objects.filter(pk__in=list(rows.values_list("pk", flat=True))).update(left_out=held)


def supersede(sources: Iterable[str]) -> None:
    """Mark earlier refusals at these sources as superseded, since the records were read now."""
    refused = Outcome.objects.filter(kind=Outcome.Kind.REFUSED, superseded=False, source__in=list(sources))
    refused.update(superseded=True)


def update_repeated(outcomes: Iterable[Outcome]) -> None:
    """Mark earlier refusals of the records of these saved outcomes as superseded.

    Records that a curator left out before are left out again.
    """
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
