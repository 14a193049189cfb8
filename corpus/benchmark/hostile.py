"""Extraction of texts that are made to be slow, at two sizes: what is linear takes twice as long for twice the text."""

import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice, product

from corpus.extract import Document, extract

NAMES = 8000  # people, sentences
TITLES = 5000
CHARACTERS = 1_000_000  # of one text: the longest that an article may have
FAMILY = [
    "Kim",
    "Ri",
    "Pak",
    "Choe",
    "Kang",
    "Jo",
    "Yun",
    "Jang",
    "Han",
    "Sin",
    "Kwon",
    "Hwang",
    "Ryu",
    "Jon",
    "Hong",
    "Mun",
]
SYLLABLES = [
    "Chol",
    "Su",
    "Jong",
    "Song",
    "Ho",
    "Nam",
    "Hui",
    "Gwang",
    "Myong",
    "Il",
    "Yong",
    "Chun",
    "Gil",
    "Sok",
    "Hak",
    "Ryong",
    "Man",
    "Tae",
    "Won",
    "Jin",
    "Kyong",
    "Sun",
    "Ok",
]
GIVEN = [
    "Ivan",
    "Sergei",
    "Vladimir",
    "Juan",
    "Carlos",
    "Mohammad",
    "John",
    "Peter",
    "Miguel",
    "Andrei",
    "Pedro",
    "Thomas",
]
REPEATED = (
    "U.S. ",
    "2024. 1. 1.",
    "中华人民共和国",
    "\U0001f600",
    "met with ",
    "Kim Jong Un, ",
    "A ceremony took place. ",
    "a's ",
    "“",
    "minister of the ",
    "on October 1, ",
    "Present there were Kim Jong Un and Ivan Petrov. ",
    "at the House of Culture, ",
    "A ",
)
# Words of news agency prose, of which random texts are made.
PROSE = (
    "accompanied by, addressed, ambassador, anniversary, appointed, arrived, at, attended, awarded, banquet, basket,"
    " ceremony, chairman, congratulatory, condolence, conveyed, council, delegation, died, dinner, dismissed, elected,"
    " envoy, exhibition, factory, festival, floral, for, from, general, gift, greeted, headed, held, here, hosted, in,"
    " inspected, Juche 100, laid, leader, led, letter, match, medal, meeting, member, message, met with, minister, Mt.,"
    " of the, on, opened, order, paid, party, performance, Present there were, president, rally, reception, reported,"
    " said, saw off, secretary, sent, signed, speech, statement, talks, telegram, the, to, took place, toured, United,"
    " visited, was held, who, with, wreath, yesterday"
)


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds for a text of so many characters, and for half of it."""

    name: str
    characters: int
    half: float
    whole: float


def measure(*, random_texts: int = 20, seed: int = 1) -> Iterator[Measured]:
    """Measure each case, and texts of random words of the vocabulary repeated."""
    cases: list[tuple[str, Callable[[int], str], int]] = [
        ("Korean names in one list", lambda n: f"{', '.join(islice(_korean(), n))}.", NAMES),
        ("foreign names in one list", lambda n: f"{', '.join(islice(_foreign(), n))}.", NAMES),
        ("sentences “X met Y on October N”", _meetings, NAMES),
        ("titles of one person", _titles("Kim Jong Su, minister of {}, left. "), TITLES),
        ("titles behind one name", lambda n: f"Kim Jong Su{_titles(', minister of {}')(n)}.", TITLES),
    ]
    cases += [(repr(unit), _repeated(unit), CHARACTERS) for unit in REPEATED]
    chance = random.Random(seed)
    said = PROSE.split(", ")
    for _ in range(random_texts):
        unit = " ".join(chance.choice((*said, *REPEATED[:4], *GIVEN)) for _ in range(chance.randrange(1, 6)))
        cases.append((repr(unit)[:60], _repeated(f"{unit}{chance.choice((' ', ', ', '. '))}"), CHARACTERS))
    extract(_document("Kim Jong Su met Ivan Petrov."))  # loads the vocabulary
    for name, made, size in cases:
        text = made(size)
        yield Measured(name, len(text), _seconds(made(size // 2)), _seconds(text))


def _seconds(text: str) -> float:
    started = time.perf_counter()
    extract(_document(text))
    return time.perf_counter() - started


def _document(text: str) -> Document:
    return Document("A headline", (text,), "2024-10-06", "Pyongyang", "2024-10-06", language="en")


def _repeated(unit: str) -> Callable[[int], str]:
    return lambda size: (unit * (size // len(unit) + 1))[:size]


def _titles(form: str) -> Callable[[int], str]:
    return lambda number: "".join(form.format(word) for word in _words(number))


def _meetings(number: int) -> str:
    pairs = zip(_korean(), _foreign(), range(number), strict=False)
    return " ".join(f"{one} met {other} on October {1 + place % 28}." for one, other, place in pairs)


def _korean() -> Iterator[str]:
    return (" ".join(words) for words in product(FAMILY, SYLLABLES, SYLLABLES) if words[1] != words[2])


def _foreign() -> Iterator[str]:
    return (f"{GIVEN[place % len(GIVEN)]} {word}ov" for place, word in enumerate(_words(10**6)))


def _words(number: int) -> Iterator[str]:
    """Yield different words with a capital."""
    made = product("BDGKLMNPRST", "aeiou", "bdgklmnprst", "aeiou", "bdgklmnprst", "aeiou")
    return ("".join(letters) for letters in islice(made, number))
