"""Ingest runs and the outcome of each record."""

from django.contrib.postgres.indexes import HashIndex
from django.db import models


class IngestRun(models.Model):
    """One run of the ingest command."""

    class State(models.TextChoices):
        """State of the run."""

        RUNNING = "running", "running, or killed"
        FINISHED = "finished", "finished"
        FAILED = "failed", "finished; something could not be read"

    started = models.DateTimeField(auto_now_add=True, help_text="When the run started.")
    finished = models.DateTimeField(
        null=True, blank=True, help_text="When it ended; empty while it runs or if it was killed."
    )
    state = models.CharField(max_length=10, choices=State, default=State.RUNNING, help_text="State of the run.")
    arguments = models.TextField(help_text="Paths and options of the command.")

    class Meta:
        ordering = ["-started", "-id"]

    def __str__(self):
        return f"Run {self.pk}, {self.started:%Y-%m-%d %H:%M}"


# Strings instead of Outcome.Kind: the condition is part of an index of Outcome.
_WAITS = models.Q(kind="refused", superseded=False, left_out=False)


class OutcomeQuerySet(models.QuerySet):
    def waiting(self):
        """Filter refused records that no curator has decided about, each as it was last read."""
        return self.filter(_WAITS)


class Outcome(models.Model):
    """The outcome of one record of a run; every record has exactly one."""

    class Kind(models.TextChoices):
        CREATED = "created", "created"
        REVISED = "revised", "revised"
        UNCHANGED = "unchanged", "unchanged"
        REPRINT = "reprint", "reprint"
        STUB = "stub", "stub"
        REFUSED = "refused", "refused"

    run = models.ForeignKey(
        IngestRun, on_delete=models.CASCADE, related_name="outcomes", help_text="The run that read the record."
    )
    kind = models.CharField(max_length=10, choices=Kind, help_text="The outcome.")
    reason = models.TextField(blank=True, help_text="Why the record was refused or is a stub.")
    source = models.TextField(help_text="Path it was read from, then the position inside a container.")
    article = models.ForeignKey(
        "Article",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="outcomes",
        help_text="The article that the record belongs to, if any.",
    )
    superseded = models.BooleanField(
        default=False,
        db_default=False,
        help_text="The refused record was read again later, and the later outcome counts.",
    )
    left_out = models.BooleanField(default=False, db_default=False, help_text="A curator left the refused record out.")

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
