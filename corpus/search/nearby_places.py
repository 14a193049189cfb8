"""The places nearest to a place."""

import math

from django.db.models import Exists, F, OuterRef, Value
from django.db.models.functions import Abs, Least

from corpus.models import Event, Place


def places_near(place: Place, most: int) -> list[Place]:
    """Return at most ``most`` other places with coordinates and events, nearest first."""
    east = Abs(F("longitude") - Value(place.longitude))
    east = Least(east, Value(360.0) - east) * Value(math.cos(math.radians(place.latitude)))
    north = F("latitude") - Value(place.latitude)
    held = Exists(Event.objects.public().filter(place=OuterRef("pk")))
    others = Place.objects.exclude(pk=place.pk).filter(held, latitude__isnull=False, longitude__isnull=False)
    return list(others.alias(apart=east * east + north * north).order_by("apart", "pk")[:most])
