"""Line-ups: the printed lists of three or more people, with their order and titles."""

from django.db import models
from django.db.models import F, Q

from corpus.limits import MAX_PLACES

from .event import Report
from .fields import Status
from .person import Mention


class LineupQuerySet(models.QuerySet):
    def in_public_articles(self):
        """Filter the line-ups in any revision of articles that are not hidden."""
        return self.filter(revision__article__hidden=False)

    def current(self):
        """Filter the line-ups in the current revisions of articles that are not hidden."""
        return self.in_public_articles().filter(revision__article__current=F("revision"))

    def shown_in(self, revision_id: int):
        """Filter the line-ups of a revision, in the order of the text."""
        return self.filter(revision=revision_id).order_by("start", "pk")

    def of_event(self, event_id: int):
        """Filter the current line-ups that belong to reports of an event, oldest article first."""
        found = self.current().filter(report__event=event_id)
        return found.order_by("revision__article__published_lower", "revision__article_id", "start", "pk")

    def with_event(self):
        """Fetch the event that each line-up belongs to."""
        return self.select_related("report__event").defer("report__participants")

    def with_article(self):
        """Fetch the article that prints each line-up, without its text."""
        wide = ("revision__text", "revision__bands", "revision__article__text")
        return self.select_related("revision__article__outlet").defer(*wide)

    def with_people(self):
        """Fetch the places of each line-up, in printed order, with the people shown."""
        named = LineupPlace.objects.select_related("mention__person").order_by("order")
        return self.prefetch_related(models.Prefetch("places", named))


class Lineup(models.Model):
    """A printed list of three or more people."""

    class Kind(models.TextChoices):
        """What the people of a line-up have in common."""

        COMPANIONS = "companions", "companions"
        PRESENT = "present", "those present"
        AUDIENCE = "audience", "the audience"
        ROSTRUM = "rostrum", "those on the platform"
        PARTICIPANTS = "participants", "participants"
        SPEAKERS = "speakers", "speakers"
        MOURNERS = "mourners", "mourners"
        COMMITTEE = "committee", "members of a committee"
        GREETED = "greeted", "those who greeted"
        SEEN_OFF = "seen_off", "those who saw off"
        LIST = "list", "a list"

    revision = models.ForeignKey(
        "Revision", on_delete=models.CASCADE, related_name="lineups", help_text="The revision that prints it."
    )
    kind = models.CharField(max_length=12, choices=Kind, help_text="What the people have in common, as the text says.")
    sentence = models.TextField(help_text="The printed words: a sentence, or several if the list runs over them.")
    start = models.PositiveIntegerField(help_text="Offset of their first character in the revision’s text.")
    end = models.PositiveIntegerField(help_text="Offset after the last character.")
    report = models.ForeignKey(
        Report,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="lineups",
        help_text="The report of the event it belongs to, in the same revision; empty if it stands alone.",
    )
    rule = models.CharField(max_length=60, help_text="The rule that found it.")
    version = models.CharField(max_length=20, help_text="Version of the rules.")

    objects = LineupQuerySet.as_manager()

    class Meta:
        verbose_name = "line-up"
        ordering = ["revision", "start", "id"]
        constraints = [models.CheckConstraint(condition=Q(start__lt=F("end")), name="lineup_offsets_in_order")]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.sentence[:80]}"

    @property
    def event(self):
        """The event it belongs to, with the decisions of curators applied; None if it stands alone."""
        event = self.report and self.report.event
        return event if event and event.status != Status.REJECTED else None

    @property
    def people(self) -> list["LineupPlace"]:
        """Its places in printed order, without those that a curator found to name nobody."""
        return [place for place in self.places.all() if place.mention.person_id]


class LineupPlaceQuerySet(models.QuerySet):
    def printed_in(self, revision_id: int):
        """Filter the places in the line-ups of a revision that name somebody, in the order of the text.

        Fetch the people, line-ups and events in one query.
        """
        found = self.filter(lineup__revision=revision_id, mention__person__isnull=False)
        found = found.select_related("mention__person", "lineup__report__event")
        found = found.defer("lineup__sentence", "lineup__report__sentence", "lineup__report__participants")
        return found.order_by("lineup__start", "lineup", "order")


class LineupPlace(models.Model):
    """One place in a line-up. The person is that of its mention, so that decisions about people apply to it."""

    lineup = models.ForeignKey(Lineup, on_delete=models.CASCADE, related_name="places", help_text="The line-up.")
    mention = models.ForeignKey(
        Mention,
        on_delete=models.CASCADE,
        related_name="places",
        help_text="Where the person is named: offsets, the name as printed, the person shown.",
    )
    order = models.PositiveSmallIntegerField(help_text="Position in the line-up, from 1.")
    title = models.TextField(blank=True, help_text="Titles printed with the name there.")

    objects = LineupPlaceQuerySet.as_manager()

    class Meta:
        verbose_name = "place in a line-up"
        verbose_name_plural = "places in line-ups"
        ordering = ["lineup", "order"]
        constraints = [
            models.UniqueConstraint(fields=["lineup", "order"], name="lineup_place_once"),
            models.CheckConstraint(condition=Q(order__gte=1, order__lte=MAX_PLACES), name="lineup_place_in_range"),
        ]

    def __str__(self):
        return f"{self.order}. {self.mention.surface}"
