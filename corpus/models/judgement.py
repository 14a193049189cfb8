"""What curators decided. The shown corpus follows from what was read and from the judgements in force."""

import uuid

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q


class JudgementQuerySet(models.QuerySet):
    """Queries of judgements."""

    def in_force(self):
        """Those not taken back, the oldest first."""
        return self.filter(undone=None).order_by("made", "id")

    def conflicting(self):
        """Those in force that something read since speaks against."""
        return self.filter(undone=None).exclude(conflict="")


class Judgement(models.Model):
    """One decision: what, about whom, why, by whom and when, and when it was taken back. It is never deleted."""

    class Kind(models.TextChoices):
        """What a curator can decide; docs/curation.md says what each does."""

        MERGE = "merge", "the same person"
        DIFFERENT = "different", "two people"
        MOVE = "move", "somebody else is meant"
        NOBODY = "nobody", "not a person"
        NAME = "name", "name"
        FIELD = "field", "field corrected"
        CONFIRM = "confirm", "event confirmed"
        PARTICIPANTS = "participants", "participants corrected"
        EVENT_MERGE = "event-merge", "the same event"
        EVENT_SPLIT = "event-split", "another event"
        REPRINT = "reprint", "reprint judged"

    key = models.UUIDField(
        default=uuid.uuid4, unique=True, editable=False, help_text="Its name in exports: the same in every corpus."
    )
    kind = models.CharField(max_length=12, choices=Kind, help_text="What was decided.")
    person = models.ForeignKey(
        "Person", on_delete=models.SET_NULL, null=True, blank=True, related_name="judgements",
        help_text="The person it is about.",
    )  # fmt: skip
    event = models.ForeignKey(
        "Event", on_delete=models.SET_NULL, null=True, blank=True, related_name="judgements",
        help_text="The event it is about.",
    )  # fmt: skip
    article = models.ForeignKey(
        "Article", on_delete=models.SET_NULL, null=True, blank=True, related_name="judgements",
        help_text="The article it is about.",
    )  # fmt: skip
    about = models.JSONField(help_text="Whom or what it is about, told by what every copy of the corpus has.")
    value = models.JSONField(default=dict, help_text="The decision itself, in the same terms.")
    local = models.JSONField(default=dict, help_text="Ids of the events concerned, in this copy of the corpus.")
    before = models.JSONField(default=dict, help_text="What was shown when it was made.")
    reason = models.TextField(blank=True, help_text="Why, in the curator’s words.")
    evidence = models.TextField(blank=True, help_text="What it rests on: the sentence or the date as printed.")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+",
        help_text="The account that made it, while there is one.",
    )  # fmt: skip
    by_name = models.CharField(max_length=150, blank=True, help_text="Who made it.")
    made = models.DateTimeField(help_text="When it was made.")
    undone = models.DateTimeField(
        null=True, blank=True, help_text="When it was taken back; empty while it is in force."
    )
    undone_by_name = models.CharField(max_length=150, blank=True, help_text="Who took it back.")
    conflict = models.TextField(blank=True, help_text="What was read since and speaks against it; empty where nothing.")

    objects = JudgementQuerySet.as_manager()

    class Meta:
        ordering = ["-made", "-id"]
        indexes = [
            models.Index(fields=["kind", "made"], name="judgement_kind"),
            models.Index(fields=["id"], name="judgement_conflicts", condition=Q(undone=None) & ~Q(conflict="")),
            GinIndex(fields=["value"], opclasses=["jsonb_ops"], name="judgement_value"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(undone=None) | Q(undone__gte=models.F("made")), name="judgement_undone_after"
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}, {self.made:%Y-%m-%d}"
