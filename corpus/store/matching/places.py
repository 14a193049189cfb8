"""Places of events: one row for a place in all its spellings, inside what contains it."""

from collections.abc import Iterable

from corpus.models import Place
from corpus.models.fields import slug_for

from .gazetteer import Known, plain_key, resolve


def place_key(name: str) -> str:
    """Return the key by which places are compared: that of the known place, else the plain name."""
    found = resolve(name)
    return found.key if found else plain_key(name)


def places_for(names: set[str]) -> dict[str, Place]:
    """Return the places of these names by key, and create those that do not exist. What is no place is left out."""
    return _places(found for name in sorted(names) if (found := resolve(name)))


def find_or_create_place(name: str) -> Place:
    """Return the place that a curator names, and create it if it does not exist."""
    wanted = resolve(name) or Known(plain_key(name), name.strip()[:300])
    return _places([wanted])[wanted.key]


def _places(wanted: Iterable[Known]) -> dict[str, Place]:
    known = {}
    for one in wanted:
        known |= {place.key: place for place in (one, *one.containers()) if place.key not in known}
    places = {place.key: place for place in Place.objects.filter(key__in=known)}
    missing = [one for key, one in known.items() if key not in places]
    made = Place.objects.bulk_create(
        Place(name=one.name, key=one.key, slug=slug, latitude=one.latitude, longitude=one.longitude)
        for one, slug in zip(missing, _slugs(missing), strict=True)
    )
    places |= {place.key: place for place in made}
    inside = [place for key, place in places.items() if place.parent_id is None and known[key].parent]
    for place in inside:
        place.parent = places[known[place.key].parent.key]
    Place.objects.bulk_update(inside, ["parent"])
    return places


def _slugs(places: list[Known]) -> list[str]:
    """Return a free slug for each of these new places."""
    slugs = [slug_for(one.name, "place") for one in places]
    taken = set(Place.objects.filter(slug__in=slugs).values_list("slug", flat=True))
    free = []
    for base in slugs:
        slug, number = base, 1
        while slug in taken or (number > 1 and Place.objects.filter(slug=slug).exists()):
            number += 1
            slug = f"{base}-{number}"
        taken.add(slug)
        free.append(slug)
    return free
