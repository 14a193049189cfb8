"""The review queue: one item a page, decided by a key, followed by the next."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView

from corpus.admin.judgement import may_judge, notify_decided
from corpus.admin.queue_lines import LINES, Line
from corpus.models import Judgement, Pending
from corpus.store.judgements.decisions import Impossible
from corpus.store.locks import lock_writers

from .base import id_in, posted_text
from .bulk import unfinished

MOST = 500  # waiting items that are counted
SKIPPED = 200  # items passed over that a sitting remembers, the last ones of each class
LATELY = 10  # judgements that the first page lists


def overview(request) -> dict:
    """Return what the index of the admin site shows of the queue."""
    lines = [
        {"line": line, "waiting": line.waiting().order_by()[:MOST].count(), "address": address_of(line)}
        for line in LINES.values()
        if request.user.has_perm(f"corpus.view_{line.model._meta.model_name}")
    ]
    today = Judgement.objects.filter(made__gte=timezone.now().replace(hour=0, minute=0, second=0, microsecond=0))
    return {
        "queue": lines,
        "most": MOST,
        "made_today": today.count(),
        "made_by_you": today.filter(by=request.user).count(),
        "lately": Judgement.objects.order_by("-made", "-id")[:LATELY],
        "may_judge": may_judge(request),
        "pending": Pending.objects.all()[:10_000].count(),
        "unfinished": unfinished(request.user),
    }


def address_of(line: Line) -> str:
    """Return the address of a class of the queue."""
    return reverse("admin:queue", args=[line.name])


class QueueView(TemplateView):
    """The first waiting item of one class, and the decision about it."""

    admin_site = None
    template_name = "admin/queue.html"

    def dispatch(self, request, *args, name, **kwargs):
        """Raise Http404 for an unknown class."""
        self.line = LINES.get(name)
        if self.line is None:
            raise Http404
        self.model = self.line.model._meta.model_name
        if not request.user.has_perm(f"corpus.view_{self.model}"):
            raise PermissionDenied
        return super().dispatch(request, *args, name=name, **kwargs)

    @property
    def may_decide(self) -> bool:
        """Return whether the user may decide here."""
        changes = self.model in ("judgement", "outcome") or self.request.user.has_perm(f"corpus.change_{self.model}")
        return may_judge(self.request) and changes

    def get(self, request, name):
        """Show the item, or links to the other classes if none waits."""
        skipped = self._sitting()["skipped"]
        rows = self.line.waiting()
        item = rows.exclude(pk__in=skipped).first()
        found = self.line.shown(item) if item else {}
        return self.render_to_response(
            self.get_context_data(
                **self.admin_site.each_context(request), **found, title=self.line.title, line=self.line, item=item,
                choices=self.line.choices(item) if item and self.may_decide else [], skipped=len(skipped),
                waiting=rows.order_by()[:MOST].count(), most=MOST, done=self._sitting()["done"],
                may_decide=self.may_decide,
                others=[(one, address_of(one)) for one in LINES.values() if one is not self.line],
            )
        )  # fmt: skip

    def post(self, request, name):
        """Decide or skip the item, then show the next."""
        if not self.may_decide:
            raise PermissionDenied
        sitting, code = self._sitting(), request.POST.get("code", "")
        if code == "again":
            sitting["skipped"] = []
        else:
            with transaction.atomic():
                lock_writers()  # whether it waits still is asked when nobody else decides
                self._go_on(code, sitting)
        request.session.modified = True
        return HttpResponseRedirect(address_of(self.line))

    def _go_on(self, code: str, sitting: dict) -> None:
        item = self.line.waiting().filter(pk=id_in(self.request.POST.get("item", ""))).first()
        if item is None:
            messages.warning(self.request, "That one was decided meanwhile; here is the next.")
        elif code == "skip":
            sitting["skipped"] = [*sitting["skipped"], item.pk][-SKIPPED:]
        else:
            self._decide(item, code, sitting)

    def _decide(self, item, code: str, sitting: dict) -> None:
        labels = {one.code: one.label for one in self.line.choices(item)}
        if code not in labels:
            messages.error(self.request, "Choose one of the buttons.")
            return
        reason = posted_text(self.request, "reason")
        try:
            row = self.line.act(item, code, self.request.user, reason)
            notify_decided(self.request, row, f"{labels[code]}: {item}.", address_of(self.line))
        except Impossible as error:
            messages.error(self.request, str(error))
        else:
            sitting["done"] += 1

    def _sitting(self) -> dict:
        return self.request.session.setdefault(f"queue-{self.line.name}", {"skipped": [], "done": 0})
