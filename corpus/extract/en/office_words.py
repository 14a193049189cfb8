"""The words of offices: ranks, bodies and countries of the vocabulary, and the words of titles."""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from corpus.extract.lexicon import countries
from corpus.spelling import SPELLED_OUT, without_accents

from .vocabulary import table

LONGEST_NAME = 11  # words of a name of the vocabulary
SMALL = frozenset(["of", "and", "for", "to", "in", "on", "with", "by", "from", "at", "under", "as"])
_ARTICLE = "the"
# A word, with the hyphens in it; initials with full stops are one.
_WORD = re.compile(r"(?:\b\w\.)+\w\b\.?|(?:\b\w\.\s?){2,}|[\w&]+(?:['-][\w&]+)*'?|[,()]")
_ALIKE = {"workers'": "workers", "worker's": "workers", "peoples'": "people's", "peoples": "people's"}
_PREFIXED = re.compile(r"(vice|deputy|co|ex|first|under)-(.+)")

vocabulary = table("offices")


def names(text: str) -> list[str]:
    """Return the parts of a comma-separated entry."""
    return [" ".join(part.split()) for part in text.split(",") if part.strip()]


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a title: as shown in a name, and as it is compared.

    capital: whether it is printed with one. spelled: it is part of an abbreviation that was spelled out.
    """

    shown: str
    key: str
    capital: bool = True
    spelled: bool = False


Words = tuple[Word, ...]


def plain(text: str) -> str:
    """Return a title in plain letters and with straight apostrophes."""
    return without_accents(text).replace("’", "'").replace("‘", "'")


@lru_cache(maxsize=4096)
def words_of(text: str) -> Words:
    """Return the words of a title, with abbreviations spelled out, without articles."""
    found = []
    for token in _WORD.findall(plain(text)):
        printed = re.sub(r"[.\s]", "", token) if "." in token else token
        key = printed.casefold()
        if key.endswith("'") and not key.endswith("s'"):
            key = key[:-1]
        if spelled := SPELLED_OUT.get(key):
            parts = spelled.split()
            found += [Word(_shown(one), _compared(one), spelled=len(parts) > 1) for one in parts]
        elif prefixed := _PREFIXED.fullmatch(key):
            found += [Word(_shown(part), part, printed[0].isupper()) for part in prefixed.groups()]
        elif key != _ARTICLE:
            found.append(Word(printed if key in SMALL else _shown(printed), _compared(key), not printed[0].islower()))
    return tuple(found)


def _shown(word: str) -> str:
    return word if word in SMALL else word[0].upper() + word[1:]


def _compared(key: str) -> str:
    """Return a word as it is compared: agencies print "Workers'", "Workers" and "Worker's" alike."""
    return _ALIKE.get(key, key)


def _keys(name: str) -> tuple[str, ...]:
    return tuple(word.key for word in words_of(name))


@dataclass(frozen=True, slots=True)
class Known:
    """Names of one kind, by their words, and what each stands for."""

    names: dict[tuple[str, ...], str] = field(default_factory=dict)

    def add(self, name: str, *others: str) -> None:
        """Add a name with other forms of it; a form that is known already keeps its meaning."""
        for one in (name, *others):
            self.names.setdefault(_keys(one), name)

    def at_end(self, words: Words) -> tuple[str, int] | None:
        """Return what the longest name at the end of these words stands for, and its number of words."""
        keys = tuple(word.key for word in words[-LONGEST_NAME:])
        return next(
            ((self.names[keys[at:]], len(keys) - at) for at in range(len(keys)) if keys[at:] in self.names), None
        )

    def at_start(self, words: Words) -> tuple[str, int] | None:
        """Return the same for the start of these words."""
        keys = tuple(word.key for word in words[:LONGEST_NAME])
        return next(((self.names[keys[:to]], to) for to in range(len(keys), 0, -1) if keys[:to] in self.names), None)


def _countries() -> Known:
    known = Known()
    for line in countries():
        known.add(*names(line.partition(" ")[2]))
    for name in names(table("places")["countries"]):
        if name != "Korea":
            known.add(name)
    for entry in vocabulary["countries"]["adjectives"].split(";"):
        name, _, adjectives = entry.strip().partition(":")
        known.add(known.names.get(_keys(name), name), name, *names(adjectives))
    for keys, name in list(known.names.items()):
        known.names.setdefault((*keys[:-1], f"{keys[-1]}'s"), name)
    return known


def _table(key: str) -> tuple[Known, dict[str, str]]:
    """Return the names of a table of the vocabulary, and what stands before the colon of each entry."""
    known, belongs = Known(), {}
    for name, entry in vocabulary[key].items():
        belongs[name], _, others = entry.partition(":")
        known.add(name, *names(others))
    return known, belongs


def _ministries() -> Known:
    known = Known()
    for name, others in vocabulary["ministries"].items():
        known.add(name, *names(others))
    return known


def _heads() -> dict[str, str]:
    """Return the head nouns of ranks, in singular and plural."""
    found = {}
    for entry in names(vocabulary["heads"]):
        name, _, others = entry.partition(" = ")
        for one in (name, *others.split()):
            for form in (one, f"{one}s", re.sub(r"y$", "ies", one), re.sub("man$", "men", one)):
                found[form] = name
    return found


def _listed(text: str) -> frozenset[str]:
    return frozenset(text.split())


COUNTRIES, MINISTRIES = _countries(), _ministries()
FIRST_MINISTRY = next(iter(vocabulary["ministries"]))  # of foreign affairs, and whatever else a country adds
BODIES, _country_of = _table("bodies")
PARTS, OWNER_KIND = _table("parts")
COUNTRY_OF = {body: "" if country == "-" else country for body, country in _country_of.items()}
PART_ORDER = list(vocabulary["parts"])
OWNERS: dict[str, dict[str, str]] = vocabulary["owners"]
ALSO: dict[str, dict[str, str]] = vocabulary["also"]
HEADS = _heads()
KINDS = {rank: kind for kind, ranks in vocabulary["kinds"].items() for rank in names(ranks)}
OF_THE_WHOLE = frozenset(names(vocabulary["of_the_whole"]))
MODIFIERS, COURTESY, PAST = (_listed(vocabulary[key]) for key in ("modifiers", "courtesy", "past"))
GENERIC, PRONOUNS = (_listed(vocabulary["unknown"][key]) for key in ("generic", "pronouns"))
STATES, STATE_WORDS = (_listed(vocabulary["countries"][key]) for key in ("states", "state_words"))
REWRITTEN = {
    re.compile(rf"\b{re.escape(printed)}(?P<plural>s?)(?![\w-])", re.IGNORECASE): name
    for name, others in vocabulary["ranks"].items()
    for printed in names(others)
}
