"""Places of events, identified by their names."""

import re
from functools import cache

from corpus.extract import lexicon
from corpus.models import Place
from corpus.models.fields import slug_for


@cache
def coordinates() -> dict[str, tuple[float, float]]:
    """Return the latitude and longitude, in degrees, of the places in coordinates.txt, by key."""
    found = {}
    for line in lexicon.coordinates():
        north, east, names = line.split(" ", 2)
        found |= {place_key(name): (float(north), float(east)) for name in names.split(",")}
    return found


def place_key(name: str) -> str:
    """Return the key by which places are compared: lower case, single spaces, no leading article."""
    return re.sub(r"^the ", "", re.sub(r"\s+", " ", name.replace("’", "'").casefold().strip()))[:300]


def places_for(names: set[str]) -> dict[str, Place]:
    """Return the places of these names by key, and create those that do not exist."""
    keys = {place_key(name): re.sub(r"^the ", "", name.strip(), flags=re.I)[:300] for name in sorted(names)}
    keys.pop("", None)
    places = {place.key: place for place in Place.objects.filter(key__in=keys)}
    missing = [key for key in keys if key not in places]
    taken = set(
        Place.objects.filter(slug__in={slug_for(keys[key], "place") for key in missing}).values_list("slug", flat=True)
    )
    made, known = [], coordinates()
    for key in missing:
        base = slug = slug_for(keys[key], "place")
        number = 1
        while slug in taken or (number > 1 and Place.objects.filter(slug=slug).exists()):
            number += 1
            slug = f"{base}-{number}"
        taken.add(slug)
        latitude, longitude = known.get(key, (None, None))
        made.append(Place(name=keys[key], key=key, slug=slug, latitude=latitude, longitude=longitude))
    for place in Place.objects.bulk_create(made):
        places[place.key] = place
    return places
