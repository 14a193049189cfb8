"""Places of events: one row for a place in all its spellings, inside what contains it."""

from collections.abc import Iterable

from django.db import connection

from corpus.models import Event, Place
from corpus.models.fields import slug_for
from corpus.store.copying import copy_in, reserve_ids

from . import canonical
from .gazetteer import Known, plain_key, resolve

# What was read stays in found_place. A corrected place keeps both beneath the correction, in as_found.
_SHOW = """
UPDATE corpus_event AS e SET place_id = shown.place, found_place_id = shown.found
FROM (SELECT id, CASE WHEN NOT nowhere THEN coalesce(merged_into_id, id) END AS place,
             CASE WHEN nowhere OR merged_into_id IS NOT NULL THEN id END AS found
      FROM corpus_place WHERE id = ANY(%s)) AS shown
WHERE shown.id = coalesce(e.found_place_id, e.place_id)
"""
_SHOW_READ = """
UPDATE corpus_event AS e SET as_found = jsonb_set(e.as_found, '{place}', jsonb_build_array(shown.place, shown.found))
FROM (SELECT id, CASE WHEN NOT nowhere THEN coalesce(merged_into_id, id) END AS place,
             CASE WHEN nowhere OR merged_into_id IS NOT NULL THEN id END AS found
      FROM corpus_place WHERE id = ANY(%s)) AS shown
WHERE e.as_found ? 'place' AND shown.id = coalesce(e.as_found#>>'{place,1}', e.as_found#>>'{place,0}')::bigint
"""
_INSIDE = """
WITH RECURSIVE inside(id) AS (
    SELECT unnest(%s::bigint[])
    UNION SELECT p.id FROM inside JOIN corpus_place AS p ON inside.id IN (p.parent_id, p.merged_into_id)
)
SELECT id FROM inside
"""


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


def shown_as(place: Place | None) -> tuple[int | None, int | None]:
    """Return the ids of the place that judgements show for one that was read, and of that one if they differ."""
    if place is None:
        return None, None
    shown = None if place.nowhere else place.merged_into_id or place.pk
    return shown, (place.pk if shown != place.pk else None)


def show_judged(keys: Iterable[str]) -> set[int]:
    """Apply the judgements about these places to the events there; return the ids of the places in their groups."""
    group = canonical.update_places(keys)
    with connection.cursor() as cursor:
        cursor.execute(_SHOW, [list(group)])
        cursor.execute(_SHOW_READ, [list(group)])
    return group


def events_inside(place_ids: Iterable[int]) -> set[int]:
    """Return the ids of the events at these places, inside them, or read as there."""
    with connection.cursor() as cursor:
        cursor.execute(_INSIDE, [list(place_ids)])
        ids = [pk for (pk,) in cursor.fetchall()]
    at = Event.objects.filter(place__in=ids).values_list("pk", flat=True)
    return set(at.union(Event.objects.filter(found_place__in=ids).values_list("pk", flat=True)))


def complete() -> set[int]:
    """Give stored places the container and coordinates that the lists know by now and the rows lack.

    Return the ids of the places whose container changed.
    """
    lacking = Place.objects.filter(parent=None) | Place.objects.filter(latitude=None)
    known = {place.pk: found for place in lacking if (found := resolve(place.key)) and found.key == place.key}
    containers = _places(found.parent for found in known.values() if found.parent)
    changed, moved = Place.objects.in_bulk(list(known)), set()
    for pk, place in changed.items():
        found = known[pk]
        if place.parent_id is None and found.parent and containers[found.parent.key].pk != pk:
            place.parent = containers[found.parent.key]
            moved.add(pk)
        if place.latitude is None:
            place.latitude, place.longitude = found.latitude, found.longitude
    Place.objects.bulk_update(changed.values(), ["parent", "latitude", "longitude"])
    return moved


def _places(wanted: Iterable[Known]) -> dict[str, Place]:
    known = {}
    for one in wanted:
        known |= {place.key: place for place in (one, *one.containers()) if place.key not in known}
    places = {place.key: place for place in Place.objects.filter(key__in=known)}
    missing = [one for key, one in known.items() if key not in places]
    if not missing:
        return places
    made = [
        Place(name=one.name, key=one.key, slug=slug, latitude=one.latitude, longitude=one.longitude)
        for one, slug in zip(missing, _slugs(missing), strict=True)
    ]
    reserve_ids(made)
    places |= {place.key: place for place in made}
    for place in made:
        if container := known[place.key].parent:
            place.parent = places[container.key]
    copy_in(made)
    canonical.update_places(place.key for place in made)  # judgements may know them: those of another copy do
    return {place.key: place for place in Place.objects.filter(key__in=known)}


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
