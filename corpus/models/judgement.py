"""The decisions of curators. What pages show follows from the texts and from the judgements in force."""

import uuid

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Exists, OuterRef, Q

from .event import Participation, Report
from .person import Mention


class Pending(models.Model):
    """An article whose search row and counts must still be updated after a judgement about many mentions."""

    article = models.OneToOneField(
        "Article", on_delete=models.CASCADE, primary_key=True, related_name="+", help_text="The article to update."
    )
    again = models.BooleanField(default=False, help_text="Whether its text must be extracted again too.")

    class Meta:
        verbose_name_plural = "pending"

    def __str__(self):
        return f"Article {self.article_id}"


class JudgementQuerySet(models.QuerySet):
    def in_force(self):
        """Filter the judgements that are not undone and whose subject is in this corpus, oldest first."""
        return self.filter(undone=None, lost=False).order_by("made", "id")

    def public(self):
        """Filter the judgements in force whose subject readers see, or would see without them (a rejected event). Those
        about people and events of hidden articles only are left out."""
        shown = Q(revision__article__hidden=False)
        named = Mention.objects.filter(shown, Q(person=OuterRef("person")) | Q(found=OuterRef("person")))
        reported = Report.objects.filter(shown, Q(event=OuterRef("event")) | Q(found=OuterRef("event")))
        took_part = Participation.objects.filter(person=OuterRef("person"), event__report_count__gt=0)
        placed = Report.objects.filter(
            shown, Q(event__place=OuterRef("place")) | Q(event__found_place=OuterRef("place"))
        )
        of_shown = Q(article__hidden=False) | Exists(named) | Exists(took_part) | Exists(reported) | Exists(placed)
        return self.in_force().filter(of_shown)

    def about_one(self, model, pk):
        """Filter the judgements in force about a person, an event or an article and about those merged into it, newest
        first. ``pk`` may be an expression."""
        name = model._meta.model_name
        own = Q(**{name: pk})
        if name != "article":
            own |= Q(**{f"{name}__merged_into": pk})
        return self.in_force().filter(own).order_by("-made", "-id")

    def conflicting(self):
        """Filter the judgements that later evidence contradicts."""
        return self.filter(undone=None).exclude(conflict="")


class Judgement(models.Model):
    """One decision of a curator: its subject, value, reason, author, and when it was made and undone. Never deleted."""

    class Kind(models.TextChoices):
        """The kinds of decisions; docs/using/curation.md describes their effects."""

        ADD = "add", "person added"
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
        EVENT_DIFFERENT = "event-two", "two events"
        PLACE_MERGE = "place-merge", "the same place"
        NO_PLACE = "no-place", "not a place"
        REPRINT = "reprint", "reprint judged"
        LEAVE_OUT = "leave-out", "record left out"

    key = models.UUIDField(
        default=uuid.uuid4, unique=True, editable=False, help_text="Identifier in exports, the same in every corpus."
    )
    kind = models.CharField(max_length=12, choices=Kind, help_text="The kind of decision.")
    person = models.ForeignKey(
        "Person", on_delete=models.SET_NULL, null=True, blank=True, related_name="judgements",
        help_text="The person it is about.",
    )  # fmt: skip
    event = models.ForeignKey(
        "Event", on_delete=models.SET_NULL, null=True, blank=True, related_name="judgements",
        help_text="The event it is about.",
    )  # fmt: skip
    place = models.ForeignKey(
        "Place", on_delete=models.SET_NULL, null=True, blank=True, related_name="judgements",
        help_text="The place it is about.",
    )  # fmt: skip
    article = models.ForeignKey(
        "Article", on_delete=models.SET_NULL, null=True, blank=True, related_name="judgements",
        help_text="The article it is about.",
    )  # fmt: skip
    about = models.JSONField(
        help_text="The subject, identified by values that are the same in every copy of the corpus."
    )
    value = models.JSONField(default=dict, help_text="The decision, in the same values.")
    local = models.JSONField(default=dict, help_text="Ids of the events concerned, in this copy of the corpus.")
    before = models.JSONField(default=dict, help_text="The values shown when it was made.")
    reason = models.TextField(blank=True, help_text="The reason in the curator’s words.")
    evidence = models.TextField(blank=True, help_text="The evidence for it: the sentence or the date as printed.")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+",
        help_text="The account that made it, as long as it exists.",
    )  # fmt: skip
    by_name = models.CharField(max_length=150, blank=True, help_text="Name of the curator who made it.")
    made = models.DateTimeField(help_text="When it was made.")
    bulk = models.ForeignKey(
        "BulkDecision", on_delete=models.SET_NULL, null=True, blank=True, related_name="judgements",
        help_text="The bulk action that made it, if any.",
    )  # fmt: skip
    undone = models.DateTimeField(null=True, blank=True, help_text="When it was undone; empty while it is in force.")
    undone_by_name = models.CharField(max_length=150, blank=True, help_text="Name of the curator who undid it.")
    kept = models.DateTimeField(null=True, blank=True, help_text="When a curator last upheld it despite a conflict.")
    lost = models.BooleanField(
        default=False, db_default=False, help_text="Its subject is not in this corpus, so it has no effect here."
    )
    conflict = models.TextField(blank=True, help_text="Later evidence that contradicts it; empty if there is none.")

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
        return self.words

    @property
    def told(self) -> str:
        """The decision in words for readers of the public page: "corrected the date"."""
        field = {"published": "day of publication", "title": "headline", "status": "review status"}
        done = {
            self.Kind.ADD: "added the name, which was not read in any text",
            self.Kind.MERGE: f"found {len(self.value.get('people', ())) + 1} names to be one person’s",
            self.Kind.DIFFERENT: "told two people apart",
            self.Kind.MOVE: "found that somebody else is meant in some places",
            self.Kind.NOBODY: "found that not everything read as this name is a person",
            self.Kind.NAME: "looked after the names",
            self.Kind.CONFIRM: "confirmed it",
            self.Kind.PARTICIPANTS: "corrected who took part",
            self.Kind.EVENT_MERGE: "found that several reports tell of one event",
            self.Kind.EVENT_SPLIT: "found that some reports tell of another event",
            self.Kind.EVENT_DIFFERENT: "told two events apart",
            self.Kind.PLACE_MERGE: "found that several names mean one place",
            self.Kind.NO_PLACE: "found that it is not a place",
            self.Kind.REPRINT: "judged a reprint",
            self.Kind.LEAVE_OUT: "left a record out",
        }
        if self.kind != self.Kind.FIELD:
            return done[self.kind]
        name = self.value["field"]
        if name == "status" and self.value["value"] == "reviewed":
            return "looked at it and found it right"
        return f"corrected the {field.get(name, name)}"

    @property
    def words(self) -> str:
        """The decision in words for curators: "the same person: ri-yong into ri-yong-gil"."""
        value = self.value
        places = sum(map(len, value.get("mentions", {}).values()))
        said = {
            self.Kind.ADD: lambda: value["name"],
            self.Kind.MERGE: lambda: f"{', '.join(value['people'])} into {value['into']}",
            self.Kind.DIFFERENT: lambda: " and ".join(value["people"]),
            self.Kind.MOVE: lambda: f"{places} mention{'' if places == 1 else 's'} to {value['to'] or 'nobody'}",
            self.Kind.NOBODY: lambda: (
                f"where it says “{value['form']}”" if value["form"] else self.about.get("name", "")
            ),
            self.Kind.NAME: lambda: f"{value['do']} “{value['name']}”",
            self.Kind.FIELD: lambda: f"{value['field']} is “{value['value']}”",
            self.Kind.CONFIRM: lambda: self.about.get("title", ""),
            self.Kind.PARTICIPANTS: lambda: ", ".join(one["person"] for one in value["participants"]) or "nobody",
            self.Kind.EVENT_MERGE: lambda: f"{len(value['events']) + 1} events into “{value['into'].get('title', '')}”",
            self.Kind.EVENT_SPLIT: lambda: f"{sum(map(len, value['reports'].values()))} reports",
            self.Kind.EVENT_DIFFERENT: lambda: " and ".join(f"“{one.get('title', '')}”" for one in value["events"]),
            self.Kind.PLACE_MERGE: lambda: f"{', '.join(value['places'])} into {value['into']}",
            self.Kind.NO_PLACE: lambda: self.about.get("name", ""),
            self.Kind.REPRINT: lambda: value["verdict"],
            self.Kind.LEAVE_OUT: lambda: f"{self.about['source']} ({value['reason']})",
        }
        return f"{self.get_kind_display()}: {said[self.kind]()}"
