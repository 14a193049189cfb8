"""Events, who took part, and which articles report them."""

import datetime

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Min, Q
from django.db.models.functions import Coalesce
from django.utils.text import get_text_list

from corpus.event_types import choices

from .fields import (
    EDTF_HELP,
    LOWER_HELP,
    UPPER_HELP,
    Corrected,
    DateBasis,
    InOrder,
    Status,
    believed_days,
    slug_for,
    validate_edtf,
)
from .place import Place, plain_letters
from .urls import address

# One member for each type of event_types.toml: EventType.MEETING.
_MEMBERS = [(code.upper(), (code, label)) for code, label in choices()]
EventType = models.TextChoices("EventType", _MEMBERS, module=__name__)


class EventQuerySet(InOrder, models.QuerySet):
    def public(self):
        """Filter events that the current revision of an article reports. Rejected events have no reports counted."""
        return self.filter(report_count__gt=0)

    def called(self, beginnings: list[str]):
        """Return events in whose title each of these plain prefixes starts a word, newest first."""
        found = self
        for beginning in beginnings:
            found = found.filter(plain__contains=beginning)
        if len(beginnings) == 1:
            return found.order_by(F("date_lower").desc(nulls_last=True), "-id")
        # An order without an index, so that the few matches of several words are sorted: the planner assumes that words
        # are independent and would walk the whole index of dates.
        return found.order_by(Coalesce("date_lower", datetime.date.min).desc(), "-id")

    def with_participants(self, people):
        """Events in which any of these people (ids) takes part."""
        return self.filter(participations__person__in=list(people)).distinct()

    def first_added(self, ids: list[int]):
        """Return when the first revision that reports each of these events was added to the corpus."""
        found = self.filter(pk__in=ids).order_by().annotate(first=Min("reports__revision__added"))
        return found.values_list("first", flat=True)

    def newest_first(self):
        """Order by date, newest first and undated last."""
        return self.order_by(F("date_lower").desc(nulls_last=True), "-pk")

    def listed(self):
        """Fetch what a row of a list shows: place, participants and ``sentence``, that of the newest report."""
        newest = Report.objects.current().filter(event=models.OuterRef("pk")).order_by("-pk").values("sentence")[:1]
        people = Participation.objects.select_related("person").defer("sentence")
        participations = models.Prefetch("participations", people)
        listed = self.select_related("place").prefetch_related(participations)
        return listed.annotate(sentence=models.Subquery(newest))


# Events in doubt, without a date, or dated only by their report: those the rules are least sure of.
UNSURE = Q(status=Status.UNCERTAIN) | Q(status=Status.UNREVIEWED, date_basis__in=("", DateBasis.REPORTED.value))


class Event(Corrected):
    """Something that took place at some time and in which somebody took part."""

    type = models.CharField(
        max_length=16, choices=choices, help_text="The type of event; docs/developing/event-types.md defines each."
    )
    title = models.TextField(help_text="Short title generated from the type and the first participants.")
    date = models.CharField(max_length=60, blank=True, validators=[validate_edtf], help_text=EDTF_HELP)
    date_lower = models.DateField(null=True, blank=True, editable=False, help_text=LOWER_HELP)
    date_upper = models.DateField(null=True, blank=True, editable=False, help_text=UPPER_HELP)
    date_basis = models.CharField(max_length=12, choices=DateBasis, blank=True, help_text="The evidence for the date.")
    place = models.ForeignKey(
        Place,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="events",
        help_text="Where it took place, if a report says so.",
    )
    found_place = models.ForeignKey(
        Place,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        help_text="The place that was read, if a judgement about it shows another or none.",
    )
    people = models.ManyToManyField(
        "Person", through="Participation", related_name="events", help_text="Who took part."
    )
    status = models.CharField(
        max_length=12, choices=Status, default=Status.UNREVIEWED, help_text="Whether a curator has reviewed it."
    )
    judged = models.BooleanField(
        default=False,
        db_default=False,
        editable=False,
        help_text="A curator has decided about it, so it is kept even if no text reports it any more.",
    )
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="merged",
        help_text="The event that this one was merged into; its old URL redirects there.",
    )
    origin = models.UUIDField(
        null=True,
        blank=True,
        unique=True,
        editable=False,
        help_text="Key of the judgement that split it from another event.",
    )
    report_count = models.PositiveIntegerField(
        default=0, editable=False, help_text="Number of articles that report it; maintained by the store."
    )
    outlets = ArrayField(
        models.BigIntegerField(),
        default=list,
        blank=True,
        editable=False,
        help_text="Ids of the outlets that report it.",
    )

    plain = plain_letters("title")

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
            believed_days("date_lower", "date_upper", "event_date_believed"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return address("event-detail", self.pk, self.slug)

    @property
    def slug(self) -> str:
        """The readable part of its URL."""
        return slug_for(self.title)


class Role(models.TextChoices):
    """The role of a person in an event."""

    PRINCIPAL = "principal", "principal"
    COUNTERPART = "counterpart", "counterpart"
    COMPANION = "companion", "companion"
    PRESENT = "present", "present"
    SENDER = "sender", "sender"
    RECIPIENT = "recipient", "recipient"
    SPEAKER = "speaker", "speaker"
    HOST = "host", "host"


class ParticipationQuerySet(models.QuerySet):
    def with_sentences(self):
        """Fetch the people, and of the reports what tells whether the sentence that names them is the report's own."""
        narrow = ("report__start", "report__revision__article__title", "report__revision__article__language")
        own = [field.name for field in self.model._meta.fields]
        return self.select_related("person", "report__revision__article").only(
            *own, "person__name", "person__slug", *narrow
        )


class Participation(models.Model):
    """The participation of one person in one event."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="participations", help_text="The event.")
    person = models.ForeignKey(
        "Person", on_delete=models.CASCADE, related_name="participations", help_text="Who took part."
    )
    role = models.CharField(max_length=12, choices=Role, help_text="The person’s role in the event.")
    order = models.PositiveSmallIntegerField(help_text="Position among the names in that report, from 1.")
    title = models.TextField(blank=True, help_text="Titles printed with the name in that report.")
    report = models.ForeignKey(
        "Report",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="participations",
        help_text="The report that role, order and title were read from: the earliest that names the person.",
    )
    sentence = models.TextField(
        blank=True, db_default="", help_text="The sentence of that report that names the person; empty if none does."
    )
    start = models.PositiveIntegerField(
        null=True, blank=True, help_text="Offset of the first character of the sentence in the revision’s text."
    )
    end = models.PositiveIntegerField(null=True, blank=True, help_text="Offset after the last character.")

    objects = ParticipationQuerySet.as_manager()

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["event", "person"], name="participation_once"),
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="participation_offsets_in_order"),
        ]

    def __str__(self):
        return f"{self.person}, {self.role}"


class ReportQuerySet(models.QuerySet):
    def current(self):
        """Filter reports in the current revisions of articles that are not hidden."""
        return self.filter(revision__article__current=F("revision"), revision__article__hidden=False)

    def shown_in(self, revision_id: int):
        """Filter the reports of a revision whose events are not rejected, in the order of the text."""
        return self.filter(revision=revision_id).exclude(event__status=Status.REJECTED).order_by("start")

    def of_public_events(self):
        """Filter reports of public events, in any revision of articles that are not hidden."""
        return self.filter(revision__article__hidden=False, event__report_count__gt=0)

    def found_as(self, event_ids):
        """Filter reports that the rules matched with these events, whatever judgements assign them to."""
        return self.filter(Q(found__in=event_ids) | Q(found=None, event__in=event_ids))

    def for_ranking(self):
        """Fetch what the reports of an event are ranked by: date of publication and wording."""
        narrow = ("event", "found", "sentence", "start", "end", "participants", "revision__wording")
        narrow += ("revision__article__published_lower",)
        return self.select_related("revision__article").only(*narrow)


class Report(models.Model):
    """An article's account of an event, with the sentence it rests on."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="reports", help_text="The event.")
    found = models.ForeignKey(
        Event,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="found_reports",
        help_text="The event the rules matched it with, if a judgement assigns it to another.",
    )
    revision = models.ForeignKey(
        "Revision", on_delete=models.CASCADE, related_name="reports", help_text="The revision that reports it."
    )
    sentence = models.TextField(help_text="The sentence it rests on, as printed.")
    start = models.PositiveIntegerField(
        help_text="Offset of the first character of the sentence in the revision’s text."
    )
    end = models.PositiveIntegerField(help_text="Offset after the last character.")
    date = models.CharField(
        max_length=60, blank=True, validators=[validate_edtf], help_text="The date this report states, EDTF."
    )
    date_basis = models.CharField(max_length=12, choices=DateBasis, blank=True, help_text="The evidence for this date.")
    place_name = models.TextField(blank=True, help_text="The place as this report prints it.")
    participants = models.JSONField(
        default=list,
        help_text="Names, roles and titles as printed, in order, with the person each was resolved to.",
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


class LikelySameEventQuerySet(models.QuerySet):
    def of(self, event_id: int):
        """Filter the pairs with a report of an event."""
        return self.filter(Q(one__event=event_id) | Q(other__event=event_id))

    def waiting(self):
        """Filter the pairs that nobody has judged and whose events are still two, shown and not rejected."""
        shown = {"one__event__report_count__gt": 0, "other__event__report_count__gt": 0}
        open_ones = self.filter(verdict=LikelySameEvent.Verdict.OPEN, **shown)
        return open_ones.exclude(one__event=F("other__event"))

    def events_beside(self, event_id: int) -> list[Event]:
        """Return the events that are likely to be the same as this one, with their places, each once."""
        pairs = self.of(event_id).waiting().with_events()
        return list(dict.fromkeys(pair.beside(event_id) for pair in pairs))

    def with_events(self):
        """Fetch the two events with their places."""
        return self.select_related("one__event__place", "other__event__place")


class LikelySameEvent(models.Model):
    """Two reports of two events that are likely to be one. Only a curator decides.

    It rests on the reports, so that it follows them when events are merged, split or read again.
    """

    class Ground(models.TextChoices):
        """What the two reports agree in, or what one of them does not tell."""

        DAY = "day", "the day"
        PLACE = "place", "the place"
        PEOPLE = "people", "people"
        OCCASION = "occasion", "the occasion"
        SUBJECT = "subject", "the subject"

    class Verdict(models.TextChoices):
        """A curator's verdict on the pair."""

        OPEN = "open", "not yet judged"
        DIFFERENT = "different", "two events"

    one = models.ForeignKey(
        Report, on_delete=models.CASCADE, related_name="+", help_text="The report with the lower id."
    )
    other = models.ForeignKey(
        Report, on_delete=models.CASCADE, related_name="+", help_text="The report with the higher id."
    )
    agree = ArrayField(
        models.CharField(max_length=10, choices=Ground), default=list, blank=True, help_text="What both tell alike."
    )
    untold = ArrayField(
        models.CharField(max_length=10, choices=Ground),
        default=list,
        blank=True,
        help_text="What is not told by both.",
    )
    verdict = models.CharField(max_length=10, choices=Verdict, default=Verdict.OPEN, help_text="A curator’s verdict.")
    proposed = models.DateTimeField(auto_now_add=True, help_text="When it was proposed.")

    objects = LikelySameEventQuerySet.as_manager()

    class Meta:
        verbose_name = "likely same event"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="likely_same_event_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="likely_same_event_in_order"),
        ]

    def __str__(self):
        return f"{self.one.event} and {self.other.event}"

    @property
    def events(self) -> list[Event]:
        """The events that may be one."""
        return [self.one.event, self.other.event]

    def beside(self, event_id: int) -> Event:
        """Return the other one of the two events."""
        return self.other.event if self.one.event_id == event_id else self.one.event

    @property
    def why(self) -> str:
        """The grounds in words: "both tell the day and people alike; not told by both: the place"."""
        alike, untold = (
            get_text_list([self.Ground(one).label for one in grounds], "and") for grounds in (self.agree, self.untold)
        )
        said = [f"both tell {alike} alike" if alike else "", f"not told by both: {untold}" if untold else ""]
        return "; ".join(filter(None, said))
