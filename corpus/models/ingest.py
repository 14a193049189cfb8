"""Ingest runs and what became of each record."""

from django.contrib.postgres.indexes import HashIndex
from django.db import models


class IngestRun(models.Model):
    """One run of the ingest command."""

    class State(models.TextChoices):
        """How the run stands."""

        RUNNING = "running", "running, or ended without a word"
        FINISHED = "finished", "finished"
        FAILED = "failed", "finished; something could not be read"

    started = models.DateTimeField(auto_now_add=True, help_text="When the command was started.")
    finished = models.DateTimeField(
        null=True, blank=True, help_text="When it ended; empty while it runs, or where it was killed."
    )
    state = models.CharField(max_length=10, choices=State, default=State.RUNNING, help_text="How the run stands.")
    arguments = models.TextField(help_text="Paths and options of the command.")

    class Meta:
        ordering = ["-started", "-id"]

    def __str__(self):
        return f"Run {self.pk}, {self.started:%Y-%m-%d %H:%M}"


# Written without the model's own words: it is part of an index.
_WAITS = models.Q(kind="refused", superseded=False, left_out=False)


class OutcomeQuerySet(models.QuerySet):
    """Queries of outcomes."""

    def waiting(self):
        """Refused records of which nobody has decided anything, each as it was met last."""
        return self.filter(_WAITS)


class Outcome(models.Model):
    """What became of one record of a run: exactly one outcome each."""

    class Kind(models.TextChoices):
        """The outcomes."""

        CREATED = "created", "created"
        REVISED = "revised", "revised"
        UNCHANGED = "unchanged", "unchanged"
        REPRINT = "reprint", "reprint"
        STUB = "stub", "stub"
        REFUSED = "refused", "refused"

    run = models.ForeignKey(
        IngestRun, on_delete=models.CASCADE, related_name="outcomes", help_text="The run that met the record."
    )
    kind = models.CharField(max_length=10, choices=Kind, help_text="What became of the record.")
    reason = models.TextField(blank=True, help_text="Why it was refused, or is a stub.")
    source = models.TextField(help_text="Path, and the position inside the container.")
    article = models.ForeignKey(
        "Article",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="outcomes",
        help_text="The article it went to, if any.",
    )
    superseded = models.BooleanField(
        default=False,
        db_default=False,
        help_text="The refused record was met again since: the later outcome counts.",
    )
    left_out = models.BooleanField(
        default=False, db_default=False, help_text="A curator saw the refused record and left it out."
    )

    objects = OutcomeQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["run", "kind"], name="outcome_run_kind"),
            models.Index(fields=["id"], name="outcome_waits", condition=_WAITS),
            HashIndex(fields=["source"], name="outcome_refused_source", condition=models.Q(kind="refused")),
        ]
        constraints = [
            models.CheckConstraint(condition=~models.Q(kind="refused", reason=""), name="outcome_refusal_has_reason"),
        ]

    def __str__(self):
        return f"{self.kind}: {self.source}"
