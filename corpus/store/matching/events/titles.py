"""The short titles of events, made of their type and what the first report of them names."""

from django.utils.text import get_text_list

from corpus.event_types import EVENT_TYPES
from corpus.models.event import EventType, Role

from .accounts import Account

_NAMED = 2  # people named in a title


def title_of(account: Account) -> str:
    """Return a short title: the type of event with its people, its place, or the first words of its sentence."""
    kind = EVENT_TYPES[account.type].label.capitalize()
    if account.type == EventType.MESSAGE and account.people:
        ends = (("from", Role.SENDER), ("to", Role.RECIPIENT))
        named = {word: [one.name for one in account.people if one.role == role] for word, role in ends}
        return " ".join([kind, *(f"{word} {_names(names)}" for word, names in named.items() if names)])
    names = [one.name for one in account.people]
    if names and (template := EVENT_TYPES[account.type].title):
        return template.format(_names(names))
    if account.place_name or names:
        return f"{kind}: {account.place_name or _names(names)}"
    words = account.sentence.split()
    return f"{kind}: {' '.join(words[:12])}{'…' if len(words) > 12 else ''}"


def _names(names: list[str]) -> str:
    more = len(names) - _NAMED
    return get_text_list([*names[:_NAMED], f"{more} more"] if more > 1 else names, "and")
