"""The canonical person, event or place of a group that was merged: the last one in the chain of merges."""

from collections.abc import Hashable, Iterable

from corpus.models import Event, Judgement, Person, Place

Kind = Judgement.Kind


def update_people(slugs: Iterable[str]) -> set[int]:
    """Point these people, and all merged with them, to their canonical person; return the ids of those that changed."""
    merges = Judgement.objects.in_force().filter(kind=Kind.MERGE)
    edges = _edges((row.value["people"], row.value["into"]) for row in merges)
    within = _component(slugs, edges)
    rows = list(Person.objects.filter(slug__in=within).select_related("merged_into"))
    by_slug = {row.slug: row for row in rows}
    changed = []
    for row in rows:
        root = by_slug.get(_canonical(row.slug, edges))
        target = None if root is None or root.pk == row.pk else root.pk
        if row.merged_into_id != target:
            row.merged_into_id = target
            changed.append(row)
    Person.objects.bulk_update(changed, ["merged_into"])
    return {row.pk for row in changed}


def update_events(ids: Iterable[int]) -> set[int]:
    """Point these events, and all merged with them, to their canonical event; return the ids of all of them."""
    merges = Judgement.objects.in_force().filter(kind=Kind.EVENT_MERGE)
    edges = _edges((row.local.get("events", []), row.local.get("into")) for row in merges)
    within = _component(ids, edges)
    rows = list(Event.objects.filter(pk__in=within))
    held = {row.pk for row in rows}
    for row in rows:
        end = _canonical(row.pk, edges)
        row.merged_into_id = end if end != row.pk and end in held else None
    Event.objects.bulk_update(rows, ["merged_into"])
    return held


def update_places(keys: Iterable[str]) -> set[int]:
    """Point these places, and all merged with them, to their canonical place, and set whether it is a place at all.

    Return the ids of all of them.
    """
    judged = Judgement.objects.in_force()
    edges = _edges((row.value["places"], row.value["into"]) for row in judged.filter(kind=Kind.PLACE_MERGE))
    nowhere = set(judged.filter(kind=Kind.NO_PLACE).values_list("about__place", flat=True))
    rows = {row.key: row for row in Place.objects.filter(key__in=_component(keys, edges))}
    for key, row in rows.items():
        end = _canonical(key, edges)
        row.merged_into = rows.get(end) if end != key else None
        row.nowhere = end in nowhere
    Place.objects.bulk_update(rows.values(), ["merged_into", "nowhere"])
    return {row.pk for row in rows.values()}


def _edges(merges: Iterable[tuple[list, Hashable]]) -> dict:
    """Return for each merged key the one it was merged into.

    The last merge of a key counts. A merge that would close a cycle, as two concurrent ones can, is ignored.
    """
    edges: dict = {}
    for merged, into in merges:
        for one in merged:
            edges.pop(one, None)
            if _canonical(into, edges) != one:
                edges[one] = into
    return edges


def _canonical(start: Hashable, edges: dict) -> Hashable:
    """Return the last key in the chain of merges."""
    while (following := edges.get(start)) is not None:
        start = following
    return start


def _component(starts: Iterable, edges: dict) -> set:
    """Return all keys that are connected with these by merges."""
    beside: dict = {}
    for one, other in edges.items():
        beside.setdefault(one, set()).add(other)
        beside.setdefault(other, set()).add(one)
    found, waiting = set(), set(starts)
    while waiting:
        one = waiting.pop()
        if one is not None and one not in found:
            found.add(one)
            waiting |= beside.get(one, set())
    return found
