"""Bulk actions: one judgement for each chosen row, made in batches while the page is open."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from django.apps import apps
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F, QuerySet
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.html import format_html
from django.views.generic import TemplateView

from corpus.admin.judgement import log, may_judge, subject_of
from corpus.models import BulkDecision, Event, Judgement, LikelyDuplicate, LikelySameEvent, Reprint
from corpus.models.fields import Status
from corpus.store.judgements import decisions
from corpus.store.judgements.decide import decide, undo
from corpus.store.judgements.decisions import Decision, Impossible

MOST = 10_000  # rows of one action
SECONDS = 1.5  # that one batch takes, so that progress is seen
REFUSALS = 20  # that are kept and shown
_LOCKED = BulkDecision.objects.select_for_update()


@dataclass(frozen=True)
class Work:
    """A decision that can be made about many rows.

    done is its past participle in messages; act decides about one row; takes_back is True if it undoes a judgement.
    """

    done: str
    act: Callable[[object, object], Judgement]
    takes_back: bool = False


def _deciding(decision: Callable[[object], Decision]) -> Callable[[object, object], Judgement]:
    return lambda row, user: decide(decision(row), user)


def _marked(status: Status) -> Work:
    def decision(row):
        if status == Status.REVIEWED and isinstance(row, Event):
            return decisions.confirm(row)
        return decisions.correct(row, "status", status.value)

    return Work(f"marked as {status.label}", _deciding(decision))


def _reprint(verdict: Reprint.Verdict) -> Work:
    return Work(f"judged: {verdict.label}", _deciding(lambda pair: decisions.judge_reprint(pair, verdict.value)))


def _reopened(pair: LikelyDuplicate, user) -> Judgement:
    slugs = sorted((pair.one.slug, pair.other.slug))
    row = Judgement.objects.in_force().filter(kind=Judgement.Kind.DIFFERENT, value__people=slugs).last()
    if row is None:
        raise Impossible("Nobody judged it.")
    return undo(row, user)


def _reopened_events(pair: LikelySameEvent, user) -> Judgement:
    ids = [one.pk for one in pair.events]
    rows = Judgement.objects.in_force().filter(kind=Judgement.Kind.EVENT_DIFFERENT)
    row = rows.filter(local__events__contains=ids).last()
    if row is None:
        raise Impossible("Nobody judged it.")
    return undo(row, user)


WORKS = {
    **{f"mark-{status.value}": _marked(status) for status in (Status.REVIEWED, Status.UNCERTAIN, Status.UNREVIEWED)},
    "reject": Work("rejected", _deciding(decisions.reject)),
    "two-people": Work("marked as two people", _deciding(lambda pair: decisions.different(pair.one, pair.other))),
    "reopen": Work("marked as not yet judged", _reopened, takes_back=True),
    "two-events": Work("marked as two events", _deciding(lambda pair: decisions.different_events(*pair.events))),
    "reopen-events": Work("marked as not yet judged", _reopened_events, takes_back=True),
    "confirm-reprint": _reprint(Reprint.Verdict.CONFIRMED),
    "cut-reprint": _reprint(Reprint.Verdict.CUT),
    "undo": Work("taken back", undo, takes_back=True),
}


def decide_each(request, rows: QuerySet, work: str) -> HttpResponseRedirect | None:
    """Decide about each row and return None once all are done.

    If that takes longer than one batch, return a redirect to a page that continues it.
    """
    ids = list(rows.values_list("pk", flat=True)[: MOST + 1])
    if len(ids) > MOST:
        messages.warning(request, f"The first {MOST:,} were taken: choose the others after them.")
    ids = ids[:MOST]
    name = rows.model._meta.model_name
    bulk = BulkDecision.objects.create(work=work, model=name, rows=ids, total=len(ids), by=request.user)
    go_on(bulk, request)
    if bulk.left:
        return HttpResponseRedirect(address_of(bulk))
    _notify(bulk, request)
    return None


def go_on(bulk: BulkDecision, request) -> None:
    """Decide about the next rows until the time of one batch is over, and about one at least.

    Each row has a transaction of its own, so that none is decided twice, however the batch ends.
    """
    until = time.monotonic() + SECONDS
    model, work = apps.get_model("corpus", bulk.model), WORKS[bulk.work]
    going_on = True
    while bulk.left and going_on:
        with transaction.atomic():
            bulk.refresh_from_db(fields=["handled", "made", "refused"], from_queryset=_LOCKED)
            if not bulk.left:
                return
            row = model.objects.filter(pk=bulk.rows[bulk.handled]).first()
            if row is not None:
                _decide(bulk, row, work, request)
            bulk.handled += 1
            bulk.save(update_fields=["handled", "made", "refused"])
        going_on = time.monotonic() < until


def _decide(bulk: BulkDecision, row, work: Work, request) -> None:
    try:
        with transaction.atomic():
            made = work.act(row, bulk.by)
    except Impossible as error:
        bulk.refused = [*bulk.refused, f"{row}: {error}"][:REFUSALS]
        return
    bulk.made += 1
    if not work.takes_back:
        Judgement.objects.filter(pk=made.pk).update(bulk=bulk)
    log(request, subject_of(row) if isinstance(row, Judgement) else row, made.words)


def _notify(bulk: BulkDecision, request) -> None:
    said = f"{bulk.made:,} {WORKS[bulk.work].done}."
    more = format_html(' <a href="{}">See it, or take it back</a>', address_of(bulk)) if bulk.made else ""
    messages.success(request, format_html("{}{}", said, more))
    for message in bulk.refused[:5]:
        messages.warning(request, message)


def address_of(bulk: BulkDecision) -> str:
    """Return the address of the page that continues a bulk action."""
    return reverse("admin:bulk", args=[bulk.pk])


class BulkView(TemplateView):
    """The progress of a bulk action. Each POST runs one more batch, or undoes the action."""

    admin_site = None
    template_name = "admin/bulk.html"

    def dispatch(self, request, *args, pk):
        """Allow only the user who started the action and may still decide."""
        self.bulk = get_object_or_404(BulkDecision, pk=pk, by=request.user)
        changes = self.bulk.model == "judgement" or request.user.has_perm(f"corpus.change_{self.bulk.model}")
        if not (may_judge(request) and changes):
            raise PermissionDenied
        return super().dispatch(request, *args)

    def get_context_data(self, **context):
        bulk, work = self.bulk, WORKS[self.bulk.work]
        shared = self.admin_site.each_context(self.request)
        return super().get_context_data(
            **shared, bulk=bulk, title=f"{bulk.total:,} to be {work.done}", done=work.done,
            made=bulk.made, may_undo=bulk.judgements.in_force().exists(),
            total=bulk.total, lists=reverse(f"admin:corpus_{bulk.model}_changelist"), **context,
        )  # fmt: skip

    def post(self, request):
        """Run one more batch, or undo the action, the last judgement first."""
        if "undo" not in request.POST:
            go_on(self.bulk, request)
            return HttpResponseRedirect(address_of(self.bulk))
        rows = self.bulk.judgements.filter(undone=None).order_by("-made", "-pk")
        return decide_each(request, rows, "undo") or HttpResponseRedirect(address_of(self.bulk))


def unfinished(user) -> list[BulkDecision]:
    """Return the user's unfinished bulk actions, newest first, with ``address`` and ``done``."""
    left = list(BulkDecision.objects.filter(by=user, total__gt=F("handled")).defer("rows")[:20])
    for row in left:
        row.address, row.done = address_of(row), WORKS[row.work].done
    return left
