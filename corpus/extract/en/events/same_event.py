"""Whether two accounts within one article are of one event."""

from . import rules
from .event_drafts import Draft
from .phrases import phrase, types_with

_ANOTHER = phrase("sequels", "another")
_ALSO = phrase("sequels", "also")
_WITHIN = phrase("sequels", "within")
_DURING_STAY = phrase("sequels", "during_stay")
_PARTS = types_with("part")
_DISTINCT_PEOPLE, _OTHER_PEOPLE = map(types_with, ("distinct_people", "other_people"))


def is_part(last: Draft | None, draft: Draft, text: str) -> bool:
    """Return whether the draft is only a part of the last event: a talk, a speech, a photograph during a visit."""
    if not last or (_DURING_STAY.match(text) and draft.rule == "visited"):
        return False
    within = _WITHIN.match(text)
    head = within and rules.head_noun(within["what"])
    if head and head[1] == last.type and head[1] != draft.type:
        return True
    if draft.date or draft.type not in _PARTS or not draft.people or _ALSO.search(text) or _ANOTHER.search(text):
        return False
    if not draft.people.keys() <= last.people.keys() or (draft.place and draft.place != last.place):
        return False
    if (last.type == "visit" or last.rule == "visited") and draft.rule == "flowers-laid":
        last.type, last.rule = draft.type, draft.rule  # a visit that was paid to lay flowers
    return True


def is_same(known: Draft, draft: Draft, text: str) -> bool:
    """Return whether a draft from a clause is another account of a known event."""
    if _DURING_STAY.match(text) and (known.rule, draft.rule) == ("went", "visited"):
        return False  # who came, or left, and where they went meanwhile
    if known.date and draft.date and not _covers(known.date, draft.date):
        return False
    shared = known.people.keys() & draft.people.keys()
    if draft.type == "message" and any(_ends_swapped(known.people[one][1], draft.people[one][1]) for one in shared):
        return False  # the reply to it
    if _ANOTHER.search(text):
        return bool(shared) and draft.type in _DISTINCT_PEOPLE
    if known.people and draft.people and not shared:
        return draft.type in _OTHER_PEOPLE
    if known.place and draft.place and known.place != draft.place and not shared:
        return draft.place in known.place or known.place in draft.place
    return True


def _ends_swapped(one: str, other: str) -> bool:
    return {one, other} == {"sender", "recipient"}


def _covers(known: str, day: str) -> bool:
    """Return whether a day, or the days of an interval, lie within a known date."""
    first, last = known.split("/")[0], known.split("/")[-1]
    return first <= day.split("/")[0] and day.split("/")[-1] <= last
