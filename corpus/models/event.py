"""Events, who took part, where, and which articles report them."""

import datetime

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func, Min, Q
from django.db.models.functions import Coalesce, Length

from corpus.event_types import choices

from .addresses import address
from .fields import EDTF_HELP, LOWER_HELP, UPPER_HELP, Corrected, DateBasis, InOrder, Status, slug_for, validate_edtf

# One member for each type of event_types.toml: EventType.MEETING.
_MEMBERS = [(code.upper(), (code, label)) for code, label in choices()]
EventType = models.TextChoices("EventType", _MEMBERS, module=__name__)


def _plain(field: str) -> models.GeneratedField:
    """The text of a field in plain letters, by which suggestions are found; kept by the database."""
    plain = Func(F(field), function="dateline_plain", output_field=models.TextField())
    return models.GeneratedField(
        expression=plain,
        output_field=models.TextField(),
        db_persist=True,
        help_text=f"The {field} in plain letters, small and without accents, between spaces; made by the database.",
    )


class PlaceQuerySet(InOrder, models.QuerySet):
    """Queries of places."""

    def called(self, beginnings: list[str]):
        """Places of whose name each of these plain beginnings opens a word, the shortest name first."""
        found = self.filter(models.Exists(Event.objects.public().filter(place=models.OuterRef("pk"))))
        for beginning in beginnings:
            found = found.filter(plain__contains=beginning)
        return found.order_by(Length("name"), "name")

    def counted(self):
        """Each with ``event_count``, the events there that are reported."""
        return self.annotate(event_count=models.Count("events", filter=Q(events__report_count__gt=0)))

    def with_event_counts(self):
        """Places of at least one reported event, each with ``event_count``."""
        return self.counted().filter(event_count__gt=0)


class Place(models.Model):
    """A named place where something took place."""

    name = models.CharField(max_length=300, help_text="As first printed, or a curator’s choice.")
    slug = models.SlugField(max_length=100, unique=True, help_text="Its address.")
    key = models.CharField(
        max_length=300, unique=True, help_text="Lower case, without article: how places are compared."
    )
    latitude = models.FloatField(null=True, blank=True, help_text="Degrees north, WGS 84; an atlas’s or a curator’s.")
    longitude = models.FloatField(null=True, blank=True, help_text="Degrees east, WGS 84; an atlas’s or a curator’s.")

    plain = _plain("name")

    objects = PlaceQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        indexes = [GinIndex(fields=["plain"], opclasses=["gin_trgm_ops"], name="place_plain")]
        constraints = [
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None)
                | Q(latitude__gte=-90, latitude__lte=90, longitude__gte=-180, longitude__lte=180),
                name="place_coordinates_on_earth",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return address("place-detail", self.slug)


class EventQuerySet(InOrder, models.QuerySet):
    """Queries of events."""

    def public(self):
        """Events that at least one article's current wording reports. One that a curator rejected has no count."""
        return self.filter(report_count__gt=0)

    def called(self, beginnings: list[str]):
        """Events of whose title each of these plain beginnings opens a word, the newest first."""
        found = self
        for beginning in beginnings:
            found = found.filter(plain__contains=beginning)
        if len(beginnings) == 1:
            return found.order_by(F("date_lower").desc(nulls_last=True), "-id")
        # No index has this order: the few found by several words are sorted. By its index the planner would go through
        # all events, as it takes words for independent of each other.
        return found.order_by(Coalesce("date_lower", datetime.date.min).desc(), "-id")

    def with_participants(self, people):
        """Events in which any of these people (ids) takes part."""
        return self.filter(participations__person__in=list(people)).distinct()

    def first_added(self, ids: list[int]):
        """When the first wording that reports each of these came into the corpus."""
        found = self.filter(pk__in=ids).order_by().annotate(first=Min("reports__revision__added"))
        return found.values_list("first", flat=True)

    def newest_first(self):
        """By day, the undated last."""
        return self.order_by(F("date_lower").desc(nulls_last=True), "-pk")

    def listed(self):
        """What a row of a list needs: place, participants, and the ``sentence`` of its newest report."""
        newest = Report.objects.current().filter(event=models.OuterRef("pk")).order_by("-pk").values("sentence")[:1]
        participations = models.Prefetch("participations", Participation.objects.select_related("person"))
        listed = self.select_related("place").prefetch_related(participations)
        return listed.annotate(sentence=models.Subquery(newest))


# Events in doubt, without a day, or whose day is only that of the report: what the rules are least sure of.
UNSURE = Q(status=Status.UNCERTAIN) | Q(status=Status.UNREVIEWED, date_basis__in=("", DateBasis.REPORTED.value))


class Event(Corrected):
    """Something that took place at some time, in which somebody took part."""

    type = models.CharField(
        max_length=16, choices=choices, help_text="What kind of happening; docs/event-types.md defines each."
    )
    title = models.TextField(help_text="A short name made from type and first participants.")
    date = models.CharField(max_length=60, blank=True, validators=[validate_edtf], help_text=EDTF_HELP)
    date_lower = models.DateField(null=True, blank=True, editable=False, help_text=LOWER_HELP)
    date_upper = models.DateField(null=True, blank=True, editable=False, help_text=UPPER_HELP)
    date_basis = models.CharField(
        max_length=12, choices=DateBasis, blank=True, help_text="On what evidence the date rests."
    )
    place = models.ForeignKey(
        Place,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="events",
        help_text="Where it took place, as far as a report says.",
    )
    people = models.ManyToManyField(
        "Person", through="Participation", related_name="events", help_text="Who took part."
    )
    status = models.CharField(
        max_length=12, choices=Status, default=Status.UNREVIEWED, help_text="Whether a person has checked it."
    )
    judged = models.BooleanField(
        default=False,
        db_default=False,
        editable=False,
        help_text="A curator decided something of it: it stays though no text may report it any more.",
    )
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="merged",
        help_text="The event that this one was found to be; old addresses redirect.",
    )
    origin = models.UUIDField(
        null=True, blank=True, unique=True, editable=False, help_text="The judgement that made it by splitting another."
    )
    report_count = models.PositiveIntegerField(
        default=0, editable=False, help_text="Articles that report it; kept by the store."
    )
    outlets = ArrayField(
        models.BigIntegerField(),
        default=list,
        blank=True,
        editable=False,
        help_text="Ids of the outlets that report it.",
    )

    plain = _plain("title")

    objects = EventQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(F("date_lower").desc(nulls_last=True), F("id").desc(), name="event_newest"),
            models.Index(fields=["type", "date_lower"], name="event_type_day"),
            models.Index(fields=["id"], name="event_waits", condition=UNSURE),
            GinIndex(fields=["plain"], opclasses=["gin_trgm_ops"], name="event_plain"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(date_lower__isnull=True) | Q(date_upper__isnull=True) | Q(date_lower__lte=F("date_upper")),
                name="event_bounds_in_order",
            ),
            models.CheckConstraint(
                condition=Q(date="", date_basis="") | (~Q(date="") & ~Q(date_basis="")), name="event_date_has_basis"
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return address("event-detail", self.pk, self.slug)

    @property
    def slug(self) -> str:
        """The readable part of its address."""
        return slug_for(self.title)


class Role(models.TextChoices):
    """What somebody was in an event."""

    PRINCIPAL = "principal", "principal"
    COUNTERPART = "counterpart", "counterpart"
    COMPANION = "companion", "companion"
    PRESENT = "present", "present"
    SENDER = "sender", "sender"
    RECIPIENT = "recipient", "recipient"
    SPEAKER = "speaker", "speaker"
    HOST = "host", "host"


class Participation(models.Model):
    """One person's part in one event."""

    event = models.ForeignKey(
        Event, on_delete=models.CASCADE, related_name="participations", help_text="What they took part in."
    )
    person = models.ForeignKey(
        "Person", on_delete=models.CASCADE, related_name="participations", help_text="Who took part."
    )
    role = models.CharField(max_length=12, choices=Role, help_text="What the person was in it.")
    order = models.PositiveSmallIntegerField(help_text="Printed order in that report, from 1.")
    title = models.TextField(blank=True, help_text="Offices printed with the name at the time.")
    report = models.ForeignKey(
        "Report",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="participations",
        help_text="The report that role, order and title were read from: the earliest that names the person.",
    )

    class Meta:
        ordering = ["order", "id"]
        constraints = [models.UniqueConstraint(fields=["event", "person"], name="participation_once")]

    def __str__(self):
        return f"{self.person}, {self.role}"


class ReportQuerySet(models.QuerySet):
    """Queries of reports."""

    def current(self):
        """Reports in the wording that articles have now."""
        return self.filter(revision__article__current=F("revision"), revision__article__hidden=False)

    def of_public_events(self):
        """Reports in any wording of articles that are not hidden, of events as readers see them."""
        return self.filter(revision__article__hidden=False, event__report_count__gt=0)

    def found_as(self, event_ids):
        """Reports that were matched with these events, whichever they are shown under."""
        return self.filter(Q(found__in=event_ids) | Q(found=None, event__in=event_ids))

    def for_ranking(self):
        """With what tells which of an event's reports comes first: day of publication and wording."""
        narrow = ("event", "found", "sentence", "start", "end", "participants", "revision__wording")
        narrow += ("revision__article__published_lower",)
        return self.select_related("revision__article").only(*narrow)


class Report(models.Model):
    """An article's account of an event, with the sentence it rests on."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="reports", help_text="What is reported.")
    found = models.ForeignKey(
        Event,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="found_reports",
        help_text="The event it was matched with, where a curator’s decision makes it another.",
    )
    revision = models.ForeignKey(
        "Revision", on_delete=models.CASCADE, related_name="reports", help_text="The wording that reports it."
    )
    sentence = models.TextField(help_text="The sentence it rests on, as printed.")
    start = models.PositiveIntegerField(help_text="First character of the sentence in the revision's text.")
    end = models.PositiveIntegerField(help_text="Character after the last.")
    date = models.CharField(
        max_length=60, blank=True, validators=[validate_edtf], help_text="The day this report states, EDTF."
    )
    date_basis = models.CharField(
        max_length=12, choices=DateBasis, blank=True, help_text="On what the report’s date rests."
    )
    place_name = models.TextField(blank=True, help_text="The place as this report prints it.")
    participants = models.JSONField(
        default=list,
        help_text="Names, roles and titles as this report prints them, in order, and the person each was read as.",
    )
    rule = models.CharField(max_length=60, help_text="The rule that found it.")
    version = models.CharField(max_length=20, help_text="Version of the rules.")
    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["revision", "start"]
        constraints = [
            models.UniqueConstraint(
                Coalesce("found", "event"), "revision", name="report_once", violation_error_message="Reported already."
            ),
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="report_offsets_in_order"),
        ]

    def __str__(self):
        return self.sentence[:80]
