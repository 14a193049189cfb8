"""Read the office that a printed title names: its rank, its body, its country."""

import re
from dataclasses import dataclass
from functools import lru_cache

from corpus.extract.offices import Office, Reading

from .office_words import (
    ALSO,
    BODIES,
    COUNTRIES,
    COUNTRY_OF,
    COURTESY,
    FIRST_MINISTRY,
    GENERIC,
    HEADS,
    KINDS,
    MINISTRIES,
    MODIFIERS,
    OF_THE_WHOLE,
    OWNER_KIND,
    OWNERS,
    PART_ORDER,
    PARTS,
    PAST,
    PRONOUNS,
    REWRITTEN,
    SMALL,
    STATE_WORDS,
    STATES,
    Words,
    plain,
    words_of,
)

LONGEST = 200  # characters of a title; longer ones are not read
MOST_WORDS = 14  # of a body that the vocabulary does not know
MOST_BEFORE = 4  # words of a rank before its head
_SEPARATORS = frozenset(("of", ",", "under", "at"))
_ENDS_RANK = frozenset(("of", "to", "in", "for", "at", ",", "under"))
_IN_NAMES = ("general", "chief", "major")  # heads of ranks that names of bodies have too
_MINISTRY = "Ministry of "
_COMMITTEE = "Central Committee"
_OF_COMMITTEE = frozenset(
    name for name in PART_ORDER if name.endswith("Political Bureau") and OWNER_KIND[name] == "party"
)


@lru_cache(maxsize=65536)
def read(title: str, home: str = "") -> Reading | None:
    """Return the office that an English title names, as far as it does.

    home: the country of parts of bodies that are printed without one ("member of the Political Bureau").
    """
    if len(title) > LONGEST:
        return None
    text = plain(title)
    for printed, name in REWRITTEN.items():
        text = printed.sub(name, text)
    words = words_of(text)
    while words and words[0].key in COURTESY:
        words = words[1:]
    if not words or words[-1].key in (*SMALL, ",") or PAST & {word.key for word in words}:
        return None
    cut = next((place for place, word in enumerate(words) if word.key in _ENDS_RANK and not word.spelled), len(words))
    before, sign, behind = words[:cut], words[cut : cut + 1], words[cut + 1 :]
    found = _rank(before)
    if found is None:
        found = _rank(words)  # "Bank of Japan Governor": the rank stands behind its whole body
        sign, behind = (), ()
    if found is None:
        return None
    rank, ministry, front = found
    if KINDS.get(rank) == "mission":
        return _mission(rank, front, sign, behind)
    body = _body(behind, ministry=rank.endswith("minister")) if behind else _Body()
    fronted = _body(front, in_front=True) if front else _Body()
    if body is None or fronted is None or (body.country and fronted.country and body.country != fronted.country):
        return None
    if ministry and (body.name or fronted.name):
        return None
    joined = _Body(
        (*fronted.literal, *body.literal), fronted.parts | body.parts, fronted.owner or body.owner,
        fronted.country or body.country, fronted.partial or body.partial,
    )  # fmt: skip
    if len(joined.literal) > 1 or (fronted.owner and body.owner):
        return None
    return _office(rank, ministry, joined, home)


@dataclass(frozen=True, slots=True)
class _Body:
    """A body as printed.

    literal: its name if the vocabulary does not know it. parts: of the owner, such as a party. partial: many bodies
    have the name ("Central Committee of the Communist Party").
    """

    literal: tuple[str, ...] = ()
    parts: frozenset[str] = frozenset()
    owner: str = ""
    country: str = ""
    partial: bool = False

    @property
    def name(self) -> str:
        parts = sorted(self.parts, key=PART_ORDER.index)
        return ", ".join([*self.literal, *parts, *([self.owner] if self.owner else [])])


def _rank(words: Words) -> tuple[str, str, Words] | None:
    """Return the rank that ends these words, the ministry of a minister, and the words before both."""
    while words and words[-1].key in COURTESY:
        words = words[:-1]
    if not words or words[-1].key not in HEADS:
        return None
    head, words, ministry, said = HEADS[words[-1].key], words[:-1], "", []
    if head == "minister" and (known := MINISTRIES.at_end(words)):
        ministry, words = known[0], words[: -known[1]]
    while words and words[-1].key in MODIFIERS and not COUNTRIES.at_end(words):
        key = words[-1].key
        said.insert(0, "vice" if key == "deputy" else key)
        words = words[:-1]
    while words and words[-1].key in COURTESY:
        words = words[:-1]
    while words and words[0].key in COURTESY:
        words = words[1:]
    if len(said) > MOST_BEFORE:
        return None
    rank = " ".join([*said, head])
    if said and said[-1] == "vice" and KINDS.get(rank) != "military":
        rank = " ".join([*said[:-1], f"vice-{head}"])
    return rank, ministry, words


def _body(words: Words, *, in_front: bool = False, ministry: bool = False) -> _Body | None:
    """Return the body that these words name; None if they name none, or only a part of a name.

    in_front: they stand before the rank, where only known names and organisations stand. ministry: they name what a
    minister is responsible for.
    """
    literal, parts, owner, country, outer = (), set(), "", "", False
    while words:
        while words and words[-1].key in _SEPARATORS:
            words = words[:-1]
        at_end = _taken(words, at_end=True)
        taken = at_end or _taken(words, at_end=False)
        if taken is None:
            break
        kind, name, words = taken
        outer |= kind == "part" and at_end is None and bool(words) and words[0].key in _SEPARATORS
        if kind == "country" and not country:
            country = name
        elif kind == "body" and not owner:
            owner = name
        elif kind == "part":
            parts.add(name)
        else:
            return None
        while words and words[0].key in _SEPARATORS:
            words = words[1:]
    partial = False
    if words:
        if (outer and owner) or not _is_name(words, in_front=in_front):
            return None
        owned = ministry or bool(owner or country or (parts and not outer))
        partial = not owned and all(
            not word.capital or {word.key, word.key.removesuffix("s")} & GENERIC for word in words
        )
        if outer:
            owner = _shown(words)
        else:
            literal = (_shown(words),)
    return _Body(literal, frozenset(parts), owner, country or COUNTRY_OF.get(owner, ""), partial)


def _taken(words: Words, *, at_end: bool) -> tuple[str, str, Words] | None:
    """Return the kind and name of what stands at an end of these words, and the words that are left."""
    best = None
    for kind, known in (("body", BODIES), ("part", PARTS), ("country", COUNTRIES)):
        found = known.at_end(words) if at_end else known.at_start(words)
        if found and (best is None or found[1] > best[2]):
            best = (kind, found[0], found[1])
    if best is None:
        return None
    kind, name, length = best
    left = words[:-length] if at_end else words[length:]
    if at_end and left and left[-1].key not in _SEPARATORS and (kind == "country" or not _are_names(left)):
        return None
    if kind == "country" and at_end and left and left[-1].key == "of":
        left = _without_state(left)
    return kind, name, left


def _are_names(words: Words) -> bool:
    """Return whether these words are known names and nothing else: "DPRK" before "Supreme People's Assembly"."""
    while words:
        found = [one for known in (BODIES, PARTS, COUNTRIES) if (one := known.at_start(words))]
        if not found:
            return False
        words = words[max(length for _, length in found) :]
    return True


def _without_state(words: Words) -> Words:
    """Return the words without the form of state before a country: "Federal Democratic Republic of"."""
    rest = words[:-1]
    if not rest or rest[-1].key not in STATES:
        return words
    rest = rest[:-1]
    while rest and rest[-1].key in STATE_WORDS:
        rest = rest[:-1]
    return rest if not rest or rest[-1].key in _SEPARATORS else words


def _is_name(words: Words, *, in_front: bool) -> bool:
    """Return whether words that the vocabulary does not know are the whole name of one body."""
    keys = [word.key for word in words]
    if len(words) > MOST_WORDS or keys[0] in PRONOUNS or keys[0] in SMALL or keys[-1] in SMALL:
        return False
    if "," in keys and "and" not in keys[keys.index(",") :]:
        return False
    inner = () if in_front else _IN_NAMES
    if any(key in HEADS and HEADS[key] not in inner for key in keys):
        return False
    if keys[-1] != "embassy" and not (words[-1].capital and words[0].capital):
        return False
    return not in_front or (len(keys) > 1 and keys[-1] in GENERIC)


def _shown(words: Words) -> str:
    return re.sub(r"\( | (?=[),])", lambda found: found[0].strip(), " ".join(word.shown for word in words))


def _mission(rank: str, front: Words, sign: Words, behind: Words) -> Reading | None:
    """Return the office of somebody sent to a country or an organisation."""
    sender = _body(front) if front else _Body()
    if sender is None or sender.name:
        return None
    goal = ""
    if behind:
        to = next((place for place, word in enumerate(behind) if word.key == "to"), None)
        if sign[0].key == "of":
            of, behind = (behind, ()) if to is None else (behind[:to], behind[to + 1 :])
            sender = _body(of)
            if sender is None or sender.name not in ("", "Embassy") or not sender.country:
                return None
        if behind:
            goal = _goal(behind)
            if not goal:
                return None
    office = Office(rank, f"to {goal}" if goal else "", sender.country)
    return Reading(office, bool(goal and sender.country))


def _goal(words: Words) -> str:
    found = _body(words)
    return (found.name or found.country) if found and not (found.literal and found.country) else ""


def _office(rank: str, ministry: str, body: _Body, home: str) -> Reading | None:
    """Return the office of a rank in a body, with what is implied."""
    kind, country, parts, owner, literal = KINDS.get(rank), body.country, body.parts, body.owner, body.literal
    if rank.endswith("minister") and rank != "premier" and literal and not (owner or parts):
        if literal[0].startswith("State "):
            return None
        ministry, literal = _ministry(literal[0]), ()
    if ministry:
        return Reading(Office(rank, _MINISTRY + ministry, country or home), bool(country or home))
    if kind == "cabinet" and not (literal or owner) and parts <= {"Cabinet"}:
        return Reading(Office(rank, "Cabinet", country or home), bool(country or home))
    if kind == "military" and " " in rank and country in ("", home) and not (literal or parts or owner):
        owner = OWNERS.get(home, {}).get("army", "")
        country = home if owner else country
    if not (literal or parts or owner):
        complete = bool(country) and kind == "national"
        return Reading(Office(rank, "", country), complete) if complete or not country or kind else None
    if body.partial:
        return Reading(Office(rank, body.name, country), False)
    if literal and literal[0].startswith(_MINISTRY) and not country:
        country = home
        if not country:
            return Reading(Office(rank, body.name), False)
    kinds = {OWNER_KIND[part] for part in parts}
    if parts and not owner:
        country = country or home
        if len(kinds) > 1:
            return None
        if "state" not in kinds:
            owner = OWNERS.get(country, {}).get(next(iter(kinds)), "")
            if not owner and (not country or "parliament" in kinds):
                return Reading(Office(rank, _Body(literal, parts).name, ""), False)
        elif not country:
            return Reading(Office(rank, _Body(literal, parts).name, ""), False)
    if rank in OF_THE_WHOLE or _OF_COMMITTEE & parts:
        parts -= {_COMMITTEE}
    parts = frozenset(ALSO.get(owner, {}).get(part, part) for part in parts)
    return Reading(Office(rank, _Body(literal, parts, owner).name, country), True)


def _ministry(name: str) -> str:
    """Return the name of a ministry from what stands behind its minister: "Foreign Affairs and Cooperation"."""
    words = words_of(name)
    known, length = MINISTRIES.at_start(words) or (name, 0)
    return known if length == len(words) or known == FIRST_MINISTRY else name
