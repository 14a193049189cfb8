"""Long texts of every kind are read in time that grows with their length: what is quadratic would not end here."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from corpus.benchmark.hostile import _foreign, _korean, _meetings, _titles
from corpus.extract import Document, extract
from corpus.limits import MAX_EVENTS, MAX_MENTIONS, MAX_OFFICES, MAX_PLACES

LENGTH = 120_000  # characters
_WORDS = (
    "Kim Chol Su",
    "Ivan Petrov",
    "October 3",
    "on",
    "at Pyongyang",
    "the",
    "of",
    "and",
    ",",
    ".",
    "minister of",
    "“",
    "”",
    '"',
    "(",
    "1",
    "2011",
    "Juche 100",
    "met",
    "said",
    "Present there were",
    "a ceremony took place",
    "sent a message to",
    "House of Culture",
    "U.S.",
    "Mt.",
    "No.",
    "'s",
    "-",
    "who",
    "中国",
    "\U0001f600",
    "\n",
    "◊1",
    "A",
    "a",
    "to Lam",
    "by",
)


def read(text: str):
    paragraphs = tuple(text.split("\n"))
    return extract(Document("A headline", paragraphs, "2024-10-06", "Pyongyang", "2024-10-06", language="en"))


@pytest.mark.usefixtures("no_stall")
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True)
@given(
    some.lists(some.sampled_from(_WORDS) | some.text(max_size=8), min_size=1, max_size=8),
    some.sampled_from(["", " ", ", "]),
)
def test_long_texts_of_every_kind_end(words, glue):
    unit = f"{glue.join(words)} "
    found = read(unit * (LENGTH // len(unit)))
    assert len(found.events) <= MAX_EVENTS
    assert sum(len(person.mentions) for person in found.people) <= MAX_MENTIONS + 1


def test_a_list_of_8000_names(no_stall):
    names = [name for name, _ in zip(_korean(), range(8000), strict=False)]
    people = read(f"{', '.join(names)}.").people
    assert len(people) > 7900
    assert len(read(f"{', '.join(name for name, _ in zip(_foreign(), range(8000), strict=False))}.").people) > 7000


def test_8000_meetings_and_5000_titles(no_stall):
    found = read(_meetings(8000))
    assert len(found.people) > 7000
    (person,) = read(_titles("Kim Jong Su, minister of {}, left. ")(5000)).people
    assert len(person.titles) == 200
    (person,) = read(f"Kim Jong Su{_titles(', minister of {}')(5000)}.").people
    assert len(person.titles) == MAX_OFFICES


def test_what_exceeds_a_limit_is_said(no_stall):
    found = read("Kim Jong Su left. " * 25_000)
    assert found.left_out == ("only the first 20,000 names are read",)
    listed = "Present there were " + ", ".join(f"Kim {a}ol {b}u" for a in ["Ch", "Yong"] for b in "Ch") + "."
    assert read(listed).left_out == ()


def test_a_long_list_is_cut(no_stall):
    names = ", ".join(name for name, _ in zip(_korean(), range(3000), strict=False))
    assert all(len(lineup.members) <= MAX_PLACES for lineup in read(f"The following were elected: {names}.").lineups)
