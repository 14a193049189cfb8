"""The places nearest to a place."""

import math

from django.db.models import F, Value
from django.db.models.functions import Abs, Least

from corpus.models import Place


def places_near(place: Place, most: int) -> list[Place]:
    """Return at most ``most`` other places with coordinates and events, nearest first, but not what contains it."""
    east = Abs(F("longitude") - Value(place.longitude))
    east = Least(east, Value(360.0) - east) * Value(math.cos(math.radians(place.latitude)))
    north = F("latitude") - Value(place.latitude)
    around = [place.pk, *(one.pk for one in place.containers())]
    others = Place.objects.public().exclude(pk__in=around)
    others = others.filter(latitude__isnull=False, longitude__isnull=False)
    return list(others.alias(apart=east * east + north * north).order_by("apart", "pk")[:most])
