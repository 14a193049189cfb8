"""People from name spots: titles attached, lists read, shorter forms joined to the fullest form."""

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import combinations

from corpus.extract.document import Document, NamedPerson, NameMention
from corpus.extract.en.sentences import Sentence
from corpus.extract.en.vocabulary import either, phrases, words
from corpus.limits import MAX_MENTIONS, MAX_TITLES
from corpus.spelling import SPELLED_OUT

from . import titles, titles_before
from .name_spots import spot
from .tokens import Spot

_GLUE = re.compile(r",? and |, |,? as well as ")
_SINGULAR = {"members": "member", "secretaries": "secretary", "directors": "director", "chairmen": "chairman"}
_SMALL = frozenset(("the", "a", "an", "of", "and", "for", "s"))
_CALLING = either(words("titles", "callings") | words("titles", "rank_and_file"))
# "X, 45, a worker of the Hillside Mill"; "worker X"
_CALLING_BEHIND = re.compile(
    rf", (?:aged )?(?:\d{{1,3}},? )?(?:an? |the )?(?:\d+-year-old )?"
    rf"(?P<what>(?:[a-z-]+ ){{0,2}}?(?:{_CALLING})\b(?: (?:of|at|in) (?:the )?[A-Z][^,;.\n]{{2,60}})?)"
)
_CALLING_AHEAD = re.compile(rf"\b(?P<what>{_CALLING}) $")
_COUNTRIES = phrases("places", "countries")


@dataclass(slots=True)
class Named:
    """One mention under construction: its spot, its titles, and the span of name and titles together.

    begin, reach: from the title before the name to the end of the title after it. shared: how many of the titles are
    plural, for others to share: the first before the name, the last behind it. gained: the office to which they were
    elected, as the verb behind the name says. order: place in a list.
    """

    spot: Spot
    begin: int
    reach: int
    offices: list[str] = field(default_factory=list)
    gained: titles.Office | None = None
    shared: int = 0
    order: int | None = None
    part: str = "text"
    name: str = ""
    calling: str = ""

    @property
    def start(self) -> int:
        return self.spot.start

    @property
    def end(self) -> int:
        return self.spot.end


def find(
    document: Document, sentences: list[Sentence], *, spelling_only: bool = False
) -> tuple[list[Named], list[Named]]:
    """Return the mentions in the body and in the title, each with its titles and the fullest form of its name.

    spelling_only: find names by their spelling, and read no titles.
    """
    body_spots = spot(document.text, spelling_only=spelling_only)[:MAX_MENTIONS]
    body = _with_offices(document.text, body_spots, sentences, read=not spelling_only)
    known = tuple(body_spots)
    title_spots = spot(document.title, spelling_only=True, known=known)[:MAX_MENTIONS]
    whole = [Sentence(0, len(document.title), document.title, 0)]
    title = _with_offices(document.title, title_spots, whole, headline=True, read=not spelling_only)
    for named in title:
        named.part = "title"
    _name_all([*body, *title])
    return body, title


def _with_offices(
    text: str, spots: list[Spot], sentences: list[Sentence], *, headline: bool = False, read: bool = True
) -> list[Named]:
    starts = {name.start for name in spots}
    begins = [sentence.start for sentence in sentences]
    result: list[Named] = []
    groups: dict[int, list[Named]] = {}
    for name in spots:
        index = max(0, bisect_right(begins, name.start) - 1)
        sentence = sentences[index] if sentences else Sentence(0, len(text), text, 0)
        named = Named(name, name.start, name.end)
        ahead = titles_before.before(text, sentence.start, name.start, starts) if read else []
        if ahead:
            named.begin = ahead[0].start
            named.offices += [office.text for office in ahead]
            named.shared = int(ahead[-1].plural)
        behind, named.reach = (
            titles.after(text, name.end, sentence.end, starts) if read and not headline else ([], name.end)
        )
        if (
            ahead
            and behind
            and re.match(r", the \w+ (?:ambassador|minister|consul|charge)", text[name.end : name.end + 40])
        ):
            behind, named.reach = [], name.end  # the next of a list, who has no name
        if read and not headline and not behind and (not ahead or titles_before.is_rank(ahead)):
            apart = titles_before.set_off(text, sentence.start, named.begin, name.end, starts)
            if apart:
                named.begin = apart[0].start
                named.offices = [*(office.text for office in apart), *named.offices]
        if behind and behind[0].plural:
            behind = [office for office in behind if office.plural]
            named.reach = behind[-1].end
            named.shared = len(behind)
        named.offices.extend(office.text for office in behind)
        named.gained = titles.gained(text, named.reach, sentence.end, starts) if read and not headline else None
        if read and not headline and not named.offices:
            called = _CALLING_BEHIND.match(text, name.end) or _CALLING_AHEAD.search(
                text, max(0, name.start - 16), name.start
            )
            named.calling = called["what"] if called else ""
        result.append(named)
        groups.setdefault(index, []).append(named)
    for group in groups.values():
        _read_lists(text, group)
    return result


def _read_lists(text: str, group: list[Named]) -> None:
    """Set the order of the names in each list, and give a plural title to all names that share it."""
    chain: list[Named] = []
    for named in [*group, None]:
        if named and chain and _GLUE.fullmatch(text, chain[-1].reach, named.begin):
            chain.append(named)
            continue
        if len(chain) > 1:
            for order, member in enumerate(chain, start=1):
                member.order = order
            _share(text, chain)
            _share_gained(chain)
        elif chain:
            _share_gained(chain)
            _drop_plural(text, chain)
        chain = [named] if named else []


def _share(text: str, chain: list[Named]) -> None:
    for index, named in enumerate(chain):
        if not named.shared:
            continue
        if named.begin < named.start and named.reach == named.end:  # "vice-ministers A and B"
            for other in chain[index + 1 :]:
                if other.begin < other.start or (other.reach > other.end and not other.shared):
                    break
                other.offices = [*named.offices[:1], *other.offices]
        elif index:  # "A and B, vice-ministers of …": handed back to those with no office of their own
            for other in (chain[place] for place in range(index - 1, -1, -1)):
                if other.reach > other.end:
                    break
                other.offices = [*other.offices, *named.offices[-named.shared :]]
        else:
            _drop_plural(text, [named])


def _share_gained(chain: list[Named]) -> None:
    """Give the office behind the last of a list to all of it, if it is a plural."""
    office = chain[-1].gained
    if office:
        for named in chain if office.plural else chain[-1:]:
            named.offices.append(office.text)


def _drop_plural(text: str, chain: list[Named]) -> None:
    """Drop a plural title after one lone name: it belongs to unnamed people who follow."""
    for named in chain:
        if named.shared and named.reach > named.end:
            del named.offices[-named.shared :]
            named.reach = named.end


@lru_cache(maxsize=10_000)
def _words(name: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", name.casefold()))


def _name_all(mentions: list[Named]) -> None:
    """Give every mention the fullest form of its name in the article."""
    forms: dict[str, bool] = {}
    for named in mentions:
        forms[named.spot.text] = forms.get(named.spot.text, False) or named.spot.korean
    owners = _Owners()
    fullest: dict[str, str] = {}
    for form in sorted(forms, key=lambda form: -len(_words(form))):
        owner = owners.of(_words(form))
        if owner is None:
            owners.add(form, _words(form), korean=forms[form])
        fullest[form] = owner or form
    for named in mentions:
        named.name = fullest[named.spot.text]


class _Owners:
    """The fullest forms of names, found by what may stand for them. Add the longest first.

    The same words stand for a name, and so does its first word, or of a name that is not Korean its last, or several
    of its words. A Korean name is never a part of another: only the bare given name, as after a hyphen, is the same
    person.
    """

    MOST = 8  # words of a name whose parts are looked up; no real name has more

    def __init__(self):
        self._forms: list[str] = []
        self._same: dict[tuple[str, ...], int] = {}
        self._by_word: dict[str, int] = {}
        self._by_given: dict[tuple[str, ...], int] = {}
        self._by_some: dict[frozenset[str], tuple[int, int]] = {}

    def add(self, form: str, words: tuple[str, ...], *, korean: bool) -> None:
        """Add a name that is no shorter form of another."""
        place = len(self._forms)
        self._forms.append(form)
        self._same.setdefault(words, place)
        if len(words) < 2:
            return
        for word in {words[0]} if korean else {words[0], *words[-2:]}:
            self._by_word.setdefault(word, place)
        if korean:
            self._by_given.setdefault(words[1:], place)
        elif 2 < len(words) <= self.MOST:
            different = sorted(set(words))
            for number in range(1, len(different) + 1):
                for some in combinations(different, number):
                    self._by_some.setdefault(frozenset(some), (place, len(words)))

    def of(self, words: tuple[str, ...]) -> str | None:
        """Return the first name that these words stand for."""
        found = [self._same.get(words)]
        if len(words) == 1:
            found.append(self._by_word.get(words[0]))
        else:
            found.append(self._by_given.get(words))
            place, length = self._by_some.get(frozenset(words), (None, 0))
            found.append(place if len(words) < length else None)
        first = min((place for place in found if place is not None), default=None)
        return None if first is None else self._forms[first]


@lru_cache(maxsize=10_000)
def spell_out(title: str) -> tuple[str, ...]:
    """Return the words of a title with the usual abbreviations written out, for comparison."""
    plain = title.casefold().replace("’", "'").replace("c.c.", "cc").replace("workers'", "workers")
    result = []
    for word in re.findall(r"[\w']+", plain):
        for full in SPELLED_OUT.get(word, word).split():
            full = full.removesuffix("'s")
            if full not in _SMALL:
                result.append(_SINGULAR.get(full, full))
    return tuple(result)


def fullest_titles(found: list[str]) -> tuple[str, ...]:
    """Return titles without repetition: of several wordings of one title the fullest stays, in order of appearance.

    At most MAX_TITLES are returned.
    """
    kept: dict[str, frozenset[str]] = {}
    for title in dict.fromkeys(found):
        words = frozenset(spell_out(title))
        if not words:
            continue
        inside = next((other for other, longer in kept.items() if words <= longer), None)
        if inside is not None:
            if words == kept[inside] and len(title) > len(inside):
                kept = {title if other == inside else other: longer for other, longer in kept.items()}
            continue
        kept = {other: shorter for other, shorter in kept.items() if not shorter < words}
        if len(kept) < MAX_TITLES:
            kept[title] = words
    return tuple(kept)


def gather(mentions: list[Named]) -> tuple[NamedPerson, ...]:
    """Return one NamedPerson for each name, in the order of first mention in the body, then in the title."""
    by_name: dict[str, list[Named]] = {}
    for named in mentions:
        by_name.setdefault(named.name, []).append(named)
    people = []
    for name, group in by_name.items():
        rules = {named.spot.rule for named in group}
        people.append(
            NamedPerson(
                name=name,
                titles=fullest_titles([title for named in group for title in named.offices]),
                mentions=tuple(
                    NameMention(
                        named.start,
                        named.end,
                        named.spot.text,
                        named.spot.rule,
                        named.part,
                        tuple(named.offices),
                        named.order,
                    )
                    for named in group
                ),
                callings=tuple(dict.fromkeys(named.calling for named in group if named.calling)),
                uncertain=rules <= {"speaker", "list", "led-by", "message-to", "figure", "again", "met", "elected"}
                or " " not in name,
            )
        )
    return tuple(people)
