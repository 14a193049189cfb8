"""Ingest runs and the outcome of each record."""

from collections import Counter

from django.contrib import admin
from django.db.models import Count
from django.utils.html import format_html_join

from corpus.models import Article, IngestRun, Outcome
from corpus.store.locks import running_now

from .article import wide
from .base import FactAdmin, NarrowChangeList, SelectedFilter, list_url, selected


def outcome_counts(runs: list[int]) -> dict[int, Counter]:
    """Return the number of outcomes of each kind, by run, in one query."""
    counts = {run: Counter() for run in runs}
    rows = Outcome.objects.filter(run__in=runs).order_by().values_list("run", "kind").annotate(Count("id"))
    for run, kind, number in rows:
        counts[run][kind] = number
    return counts


def outcome_links(run: int, counts: Counter) -> str:
    """Return the counts of one run, each linked to its outcomes."""
    kinds = [(kind, counts[kind]) for kind in Outcome.Kind if counts[kind]]
    links = ((list_url(Outcome, run=run, kind__exact=kind.value), kind.label, f"{n:,}") for kind, n in kinds)
    return format_html_join(", ", '<a href="{}">{} {}</a>', links) or "-"


class RunChangeList(NarrowChangeList):
    """Runs, with their outcomes counted in one query."""

    def get_results(self, request) -> None:
        """Read the page of results, with the counts on each run."""
        super().get_results(request)
        self.result_list = list(self.result_list)
        counts = outcome_counts([run.pk for run in self.result_list])
        alive = running_now()
        for run in self.result_list:
            run.outcome_counts, run.alive = counts[run.pk], run.pk in alive


@admin.register(IngestRun)
class IngestRunAdmin(FactAdmin):
    """Runs of the ingest command."""

    date_hierarchy = "started"
    fields = ("started", "finished", "state_now", "arguments", "outcomes")
    list_display = ("started", "finished", "state_now", "arguments", "outcomes")
    list_filter = ("state",)
    ordering = ("-started", "-id")
    readonly_fields = ("state_now", "outcomes")
    search_fields = ("arguments",)
    sortable_by = ("started", "finished")

    def get_changelist(self, request, **kwargs):
        """Return the change list that counts outcomes."""
        return RunChangeList

    @admin.display(description="state")
    def state_now(self, run) -> str:
        """Return the state; a run that did not finish is killed where no process holds its lock."""
        if run.state != IngestRun.State.RUNNING:
            return run.get_state_display()
        alive = getattr(run, "alive", None)
        return "running" if (run.pk in running_now() if alive is None else alive) else "killed"

    @admin.display
    def outcomes(self, run) -> str:
        """Return the number of outcomes of each kind, linked to the outcomes."""
        counts = getattr(run, "outcome_counts", None)
        return outcome_links(run.pk, outcome_counts([run.pk])[run.pk] if counts is None else counts)


class RunFilter(SelectedFilter):
    """The latest runs, and the chosen one if it is older."""

    title = "run"
    parameter_name = "run"
    path = "run"
    related = IngestRun
    latest = 10

    def lookups(self, request, model_admin) -> list[tuple[str, str]]:
        """Return the runs, newest first."""
        runs = [(str(run.pk), str(run)) for run in IngestRun.objects.order_by("-id")[: self.latest]]
        return runs + [choice for choice in super().lookups(request, model_admin) if choice not in runs]


@admin.register(Outcome)
class OutcomeAdmin(FactAdmin):
    """The outcome of each record."""

    fields = ("run", "kind", "reason", "source", "article")
    list_defer = wide("article")
    list_display = ("source", "kind", "reason", "article", "run")
    list_filter = ("kind", RunFilter, selected(Article, "article"))
    list_select_related = ("article", "run")
    search_fields = ("source", "reason")
