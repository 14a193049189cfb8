"""An article's account of an event, with what it is compared by: kind, day, people, place and telling words."""

import datetime
import re
from collections.abc import Hashable
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import NamedTuple

from corpus.dates import InvalidDate, bounds
from corpus.extract.lexicon import lexicon
from corpus.extract.vocabulary import either
from corpus.models.event import EventType, Role
from corpus.store.matching.places import place_key

Rank = tuple[datetime.date, str, int]

_WORD = re.compile(r"[^\W_](?:[\w’'.-]*[^\W_])?")
_CAPITALISED = re.compile(r"[A-Z][\w’'.-]*\w")
_POSSESSIVE = re.compile(r"[’']s?$|\.$")
_SENTENCE_END = re.compile(r"(?<=[a-z)\d”\"][.!?])\s|\n")
# Sentences that refer to what an earlier one names.
_PRONOUN = re.compile(r"(?:It|Its|They|Their|He|His|She|Her)\b")
_OF_BEFORE = re.compile(r"(?:The|It|Its|They|Their|He|His|She|Her|This|These|That|Both|Present|On|At)\b")
SHORT = 4  # letters of a family name; Korean and Chinese ones stand in front and are no longer
ROOT = 5  # letters that a country and its people have in common
_BEFORE = 600  # characters before a sentence in which the sentence it refers to is looked for

# The place is the thing itself, not only where it is, in events of these types.
_OF_PLACES = frozenset((EventType.INSPECTION, EventType.VISIT, EventType.DISASTER, EventType.MILITARY))
# What "the exhibition" or "the match" is, the lead says.
_OF_LEADS = frozenset((EventType.PERFORMANCE, EventType.CEREMONY, EventType.ASSEMBLY, EventType.SPORT))
_ENDS = ((Role.SENDER,), (Role.RECIPIENT,), (Role.PRINCIPAL, Role.HOST, Role.COUNTERPART))
_ACTORS = (Role.PRINCIPAL, Role.SPEAKER)
_CHIEF = frozenset((Role.PRINCIPAL, Role.COUNTERPART, Role.HOST, Role.SENDER, Role.RECIPIENT, Role.SPEAKER))


class Named(NamedTuple):
    """A participant: who it is (the id of a person), role, and name and title as printed."""

    person: Hashable
    role: str
    name: str
    title: str


@dataclass(eq=False)
class Account:
    """One article's account of an event.

    source: the revision or, outside the store, whatever identifies the article.
    date, basis: EDTF; "2011-04-16~" if only the day of its report is known.
    place_name: as printed.
    rank: the order of accounts: day of publication, wording, offset.
    headline, text: of the article; the headline is empty if it was derived from the text. The store sets both when
    they are first needed, before anything that is computed from them.
    """

    source: Hashable
    type: str
    rule: str
    sentence: str
    start: int
    date: str
    basis: str
    place_name: str
    people: tuple[Named, ...]
    rank: Rank
    headline: str = ""
    text: str | None = None

    @cached_property
    def bounds(self) -> tuple[datetime.date | None, datetime.date | None]:
        """The first and last day of its date."""
        try:
            return bounds(self.date) if self.date else (None, None)
        except InvalidDate:
            return None, None

    @cached_property
    def place(self) -> str:
        """The key of the place."""
        return place_key(self.place_name)

    @property
    def undated(self) -> bool:
        """Whether only the day of its report is known."""
        return self.date.endswith("~")

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The kinds of event within the type that its sentence shows."""
        return kinds_of(self.type, self.sentence)

    @cached_property
    def chief(self) -> dict[Hashable, str]:
        """The roles of those between whom it took place, by person; not of companions and those present."""
        return {one.person: one.role for one in self.people if one.role in _CHIEF}

    @cached_property
    def ends(self) -> tuple[frozenset, ...]:
        """The senders, the recipients, and those who met."""
        return tuple(self._of_roles(roles) for roles in _ENDS)

    @cached_property
    def actors(self) -> frozenset:
        """Those who acted or spoke."""
        return self._of_roles(_ACTORS)

    def _of_roles(self, roles: tuple[Role, ...]) -> frozenset:
        return frozenset(one.person for one in self.people if one.role in roles)

    @cached_property
    def refers(self) -> bool:
        """Whether the sentence refers to what an earlier one names."""
        return bool(self.start and _OF_BEFORE.match(self.sentence))

    @cached_property
    def is_about_somebody_unnamed(self) -> bool:
        """Whether the article opens with a pronoun, so that nothing tells whom it is about."""
        return not self.start and not self.people and bool(_PRONOUN.match(self.sentence))

    @cached_property
    def context(self) -> str:
        """The sentence, after the one it refers to: "The festival opened" to the lead, a pronoun to the one before."""
        if not self.refers:
            return self.sentence
        if self.sentence.startswith("The ") and self.type in _OF_LEADS:
            return f"{_SENTENCE_END.split(self.text, maxsplit=1)[0]} {self.sentence}"
        before = _SENTENCE_END.split(self.text[max(0, self.start - _BEFORE) : self.start].rstrip())[-1]
        return f"{before} {self.sentence}"

    @cached_property
    def names(self) -> frozenset[str]:
        """The words of proper names in the context, in lower case."""
        return names_in(self.context)

    @cached_property
    def telling(self) -> frozenset[str]:
        """The words that tell it apart from others of its kind.

        Words of set phrases, of the calendar, of the occasion, of the participants' names and titles and, for most
        types, of the place are left out.
        """
        of_people = {word for one in self.people for word in words_of(one.name)}
        where = set() if self.type in _OF_PLACES else words_of(self.place)
        return words_of(self._without_titles) - _plain() - of_people - where

    @property
    def _without_titles(self) -> str:
        """The context before its occasion, without the titles printed there: one may hold the name of the event."""
        text = self._parts[0]
        for title in sorted({part for one in self.people for part in one.title.split(", ")}, key=len, reverse=True):
            text = text.replace(title, " ") if title else text
        return text

    @cached_property
    def occasion(self) -> frozenset[str]:
        """The words for its occasion or purpose."""
        return words_of(self._parts[1]) - _plain()

    @cached_property
    def _parts(self) -> tuple[str, str]:
        """The context before its occasion, and from there."""
        found = _occasion().search(self.context)
        return (self.context[: found.start()], self.context[found.start() :]) if found else (self.context, "")

    @cached_property
    def collective(self) -> bool:
        """Whether the sentence tells of many events together."""
        return bool(_collective().search(self._parts[0]))

    @cached_property
    def printed(self) -> frozenset[str]:
        """All words of the article, in lower case."""
        return _printed(self.headline, self.text)

    def prints(self, name: str) -> bool:
        """Return whether the article prints a word of a name, or one that begins like it: "Russian" for "Russia"."""
        return name in self.printed or name[:-1] in self.printed or name[:ROOT] in self._beginnings

    @cached_property
    def _beginnings(self) -> frozenset[str]:
        return frozenset(word[:ROOT] for word in self.printed if len(word) > ROOT)


def is_named(one: Named, words: frozenset[str]) -> bool:
    """Return whether these words have the last one of a person's name or, of a Korean name, all."""
    name = words_of(one.name)
    return name <= words or (len(one.name.split()[0]) > SHORT and _root(one.name.split()[-1].casefold()) in words)


@lru_cache(maxsize=8192)
def kinds_of(event_type: str, sentence: str) -> frozenset[str]:
    """Return the kinds of event whose phrases the sentence has, or that of the first phrase."""
    known = lexicon()
    found = [
        (match.start(), kind)
        for kind, pattern in _patterns().get(event_type, ())
        if (match := pattern.search(sentence))
    ]
    if event_type in known.first_kinds:
        return frozenset(kind for _, kind in sorted(found)[:1])
    kinds = frozenset(kind for _, kind in found)
    return kinds - known.weak_kinds or kinds


@cache
def _patterns() -> dict[str, list[tuple[str, re.Pattern]]]:
    found: dict[str, list] = {}
    for (event_type, kind), phrases in sorted(lexicon().kinds.items()):
        found.setdefault(event_type, []).append((kind, re.compile(rf"\b(?:{either(phrases)})\b", re.I)))
    return found


@cache
def _occasion() -> re.Pattern:
    return re.compile("|".join(sorted(lexicon().occasion)) or r"(?!)")


@cache
def _collective() -> re.Pattern:
    return re.compile(rf"\b(?:{either(lexicon().collective)})\b", re.I)


@lru_cache(maxsize=8192)
def names_in(sentence: str) -> frozenset[str]:
    """Return the words of proper names: capitalised, not of the calendar, and not common words at the start."""
    known, found = lexicon(), set()
    for match in _CAPITALISED.finditer(sentence):
        word = _POSSESSIVE.sub("", match[0])
        in_front = match.start() == 0 and word.lower() in known.common
        if word not in known.calendar and word not in known.function and not in_front:
            found.add(word.casefold())
    return frozenset(found - _plain())


@lru_cache(maxsize=16384)
def words_of(text: str) -> frozenset[str]:
    """Return the words in lower case, without the -s of a plural or possessive."""
    return frozenset(_root(word) for word in _WORD.findall(text.casefold()))


def _root(word: str) -> str:
    word = _POSSESSIVE.sub("", word)
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


@lru_cache(maxsize=2048)
def _printed(headline: str, text: str) -> frozenset[str]:
    """Return every word of an article in lower case, as printed and without its ending."""
    found = set(_WORD.findall(f"{headline}\n{text}".casefold()))
    parts = {part for word in found if "-" in word for part in word.split("-")}
    return frozenset(found | parts | {_root(word) for word in found} | {_POSSESSIVE.sub("", word) for word in found})


@cache
def _plain() -> frozenset[str]:
    """Return the words that tell no two events apart, with and without their endings."""
    known = lexicon()
    words = {word.casefold() for word in (*known.formula, *known.calendar, *known.abbreviations, *known.function)}
    words |= {month_or_day.casefold() for month_or_day in known.calendar}
    return frozenset(words | {_root(word) for word in words} | {str(day) for day in range(32)})
