"""Places: where events took place, and what lies inside what."""

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Length

from .fields import InOrder
from .urls import address

_UPWARDS = ("pk", "parent", "parent__parent", "parent__parent__parent")  # from a place to what contains it


def plain_letters(field: str) -> models.GeneratedField:
    """Return a generated column: the field in plain letters, which suggestions are matched against."""
    plain = Func(F(field), function="dateline_plain", output_field=models.TextField())
    return models.GeneratedField(
        expression=plain,
        output_field=models.TextField(),
        db_persist=True,
        help_text=f"The {field} in lower case without accents or punctuation, between spaces; a generated column.",
    )


class PlaceQuerySet(InOrder, models.QuerySet):
    def called(self, beginnings: list[str]):
        """Return places in whose name each of these plain prefixes starts a word, shortest name first."""
        found = self.public()
        for beginning in beginnings:
            found = found.filter(plain__contains=beginning)
        return found.order_by(Length("name"), "name")

    def public(self):
        """Filter places at or inside which an event is reported."""
        return self.filter(event_count__gt=0)

    def shown(self):
        """Filter the places that readers may know of: not those named, at them or inside, by hidden articles alone."""
        hidden = Q()
        for path in _UPWARDS:
            found = self.model.objects.filter(
                events__reports__revision__article__hidden=True, **{path: models.OuterRef("pk")}
            )
            hidden |= Q(models.Exists(found))
        return self.filter(Q(event_count__gt=0) | ~hidden)

    def directly_inside(self, place_id: int):
        """Filter what lies in a place, without a known place between them."""
        return self.filter(Q(parent=place_id) | Q(parent__merged_into=place_id), merged_into=None)


class Place(models.Model):
    """A named place where something took place."""

    name = models.CharField(
        max_length=300, help_text="The usual name of a known place, else as first printed, or a curator’s choice."
    )
    slug = models.SlugField(max_length=100, unique=True, help_text="Part of its URL.")
    key = models.CharField(
        max_length=300,
        unique=True,
        help_text="Normalised name, the same for every spelling of a known place, by which places are compared.",
    )
    latitude = models.FloatField(
        null=True, blank=True, help_text="Degrees north, WGS 84, from the gazetteer or a curator."
    )
    longitude = models.FloatField(
        null=True, blank=True, help_text="Degrees east, WGS 84, from the gazetteer or a curator."
    )
    parent = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="inside",
        help_text="The place that contains it: of a hall the city, of a city the province, of a province the country.",
    )

    merged_into = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="merged",
        help_text="The place that this one was merged into; its old URL redirects there.",
    )
    nowhere = models.BooleanField(
        default=False, db_default=False, help_text="A curator decided that it is not a place; no event is shown there."
    )
    event_count = models.PositiveIntegerField(
        default=0,
        db_default=0,
        editable=False,
        help_text="Number of events reported there or inside it; maintained by the database.",
    )

    plain = plain_letters("name")

    objects = PlaceQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        indexes = [
            GinIndex(fields=["plain"], opclasses=["gin_trgm_ops"], name="place_plain"),
            models.Index(F("event_count").desc(), "name", "id", name="place_most_events"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(parent=F("id")), name="place_not_inside_itself"),
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

    def containers(self) -> list["Place"]:
        """Return what contains it, from the inside out."""
        found, seen, place = [], set(), self.parent
        while place and place not in seen:
            seen.add(place)
            shown = place.merged_into or place
            if shown not in (self, *found) and not shown.nowhere:
                found.append(shown)
            place = place.parent or shown.parent
        return found
