"""Make and undo decisions. Each decision is stored as a Judgement."""

from django.db import transaction
from django.utils import timezone

from corpus.models import Judgement
from corpus.store.locks import lock_writers
from corpus.store.matching import corrections
from corpus.store.matching.anchors import anchor_of

from .apply import apply
from .decisions import Decision, Impossible, read_and_shown
from .deferred import settle_or_defer

Kind = Judgement.Kind


def decide(decision: Decision, by=None, *, reason: str = "") -> Judgement:
    """Store a decision as a judgement and apply it, while holding the writer lock.

    by: the user, or None. Raise Impossible if the decision makes no sense.
    """
    with transaction.atomic():
        lock_writers()
        if decision.about.pk:
            decision.about.refresh_from_db()  # it may have changed since it was loaded
        row = Judgement(
            kind=decision.kind, about=anchor_of(decision.about), value=decision.value, local=decision.local,
            before=decision.before, evidence=decision.evidence, reason=reason, by=by,
            by_name=by.get_username() if by else "", made=timezone.now(),
        )  # fmt: skip
        owner = corrections.OWNER.get(type(decision.about))
        if owner and decision.about.pk:
            setattr(row, owner, decision.about)
        row.save()
        settle_or_defer(apply(row))
    return row


def undo(judgement: Judgement, by=None) -> Judgement:
    """Undo a decision and derive everything as it would be without it, while holding the writer lock.

    Raise Impossible if it was undone before.
    """
    with transaction.atomic():
        lock_writers()
        row = Judgement.objects.select_for_update().get(pk=judgement.pk)
        if row.undone:
            raise Impossible("It was taken back already.")
        row.undone, row.undone_by_name = timezone.now(), by.get_username() if by else ""
        row.save(update_fields=["undone", "undone_by_name"])
        settle_or_defer(apply(row))
    return row


def keep(judgement: Judgement, by=None) -> Judgement:
    """Keep a judgement despite its conflict, and add the text of the conflict to its reason."""
    with transaction.atomic():
        lock_writers()
        row = Judgement.objects.select_for_update().get(pk=judgement.pk)
        note = f"Kept by {by.get_username() if by else 'somebody'}, {timezone.now():%-d %B %Y}, knowing: {row.conflict}"
        row.reason, row.conflict, row.kept = f"{row.reason} {note}".strip(), "", timezone.now()
        if row.kind in (Kind.PARTICIPANTS, Kind.CONFIRM) and row.event:
            row.before = row.before | {"read": read_and_shown(row.event)["read"]}
        row.save(update_fields=["reason", "conflict", "kept", "before"])
    return row
