"""Snippets: which words are marked, and which part of a text is shown."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.search.text.lexemes import lexemes
from corpus.search.text.snippets import WIDTH, snippets

pytestmark = pytest.mark.django_db

TALKS = (
    "At the talks in Pyongyang, the vice-minister of Foreign Affairs Pak Myong Ho said that fishing was good. The "
    "bridges over the Taedong River were opened.\nLater a bridge was opened again. Officials of the ministry of the "
    "people's armed forces bridged the gap."
)
FILLER = "A day like others went by without anything to tell. " * 30


def shown(query: str, text: str = TALKS, language: str = "en") -> str:
    """Return the snippet with its marks in brackets; empty if there is none."""
    found = snippets({7: (language, text)}, query)
    return "".join(f"[{part.text}]" if part.marked else part.text for part in found.get(7, []))


def marked(query: str, text: str = TALKS, language: str = "en") -> list[str]:
    """Return the marked words."""
    return [part.text for part in snippets({7: (language, text)}, query).get(7, []) if part.marked]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("bridge", ["bridges", "bridge", "bridged"]),
        ("FISHES", ["fishing"]),
        ("bridge -gap", ["bridges", "bridge", "bridged"]),
        ("taedong OR gap", ["Taedong", "gap"]),
        ('"foreign affairs"', ["Foreign Affairs"]),
        ('"affairs foreign"', []),
        ('"ministry of the people"', ["ministry of the people"]),
        ("vice-minister", ["vice-minister"]),
        ("minister", ["minister"]),
        ("the of", []),
        ("-bridge", []),
        ("nowhere", []),
        ('"', []),
    ],
)
def test_the_words_of_the_query_are_marked_in_all_their_forms(query, expected):
    assert marked(query) == expected


@pytest.mark.parametrize(
    ("query", "text", "language", "expected"),
    [
        ("Haus", "Die Häuser am See. Ein Haus steht.", "de", ["Häuser", "Haus"]),
        ("fly", "It flies; flying fish flew.", "en", ["flies", "flying"]),
        ("politique", "Les politiques des nations.", "fr", ["politiques"]),
        ("политика", "Они говорили о политике стран.", "ru", ["политике"]),
        ("كتاب", "قرأ الكتاب في البيت.", "ar", ["الكتاب"]),
        ("평양", "김정은동지께서는 평양에서 회담을 진행하시였다.", "ko", ["평양"]),
        ("平壤 OR 会谈", "两国领导人在平壤举行会谈。", "zh", ["平壤", "会谈"]),
        ("bridge", "Bridges, bridge.", "fi", ["bridge"]),  # a language without a stemmer: the word as it is
        ("İstanbul", "İSTANBUL limanı.", "tr", ["İSTANBUL"]),
    ],
)
def test_in_each_language_by_its_own_rules(query, text, language, expected):
    assert marked(query, text, language) == expected


def test_the_part_of_the_text_that_holds_most_of_the_words_is_shown():
    text = f"{FILLER}A dam was named. {FILLER}The dam and the lake were opened. {FILLER}"
    assert "The [dam] and the [lake] were opened." in shown("dam lake", text)
    one = shown("dam", text)
    assert one.startswith("…\u00a0A [dam] was named.")
    assert " … The [dam] and the lake" in one
    assert one.endswith("\u00a0…")
    assert len(one) < 3 * WIDTH


def test_a_short_text_is_shown_whole_without_dots():
    assert shown("dam", "A dam was opened.") == "A [dam] was opened."


def test_what_is_shown_stands_so_in_the_text():
    for piece in shown("bridge").replace("[", "").replace("]", "").split("…"):
        assert piece.strip("\u00a0 ") in TALKS.replace("\n", " ")


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("dam", "dam " * 40_000),
        ('"dam dam"', "dam-" * 40_000),
        ("dam lake", "dam lake " * 20_000),
        ("a", "a" * 200_000),
        ("dam zoo", "dam " * 24_000 + "zoo"),
    ],
)
def test_texts_of_one_word_only_are_cut_too(query, text):
    assert len(shown(query, text)) < 4 * WIDTH


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    query=st.text(alphabet='dam lake"-OR평양İ', max_size=20), text=st.text(alphabet="dam lake.평양İß \n", max_size=300)
)
def test_whatever_is_asked_nothing_is_made_up(query, text):
    for part in snippets({1: ("en", text)}, query).get(1, []):
        assert part.text.strip("…\u00a0 ") in text.replace("\n", " ")


def test_lexemes_are_those_of_the_database_and_asked_once(django_assert_num_queries):
    with django_assert_num_queries(1):
        first = lexemes("english", ["lanterns", "lantern", "the", "x" * 101])
    assert first == {"lanterns": {"lantern"}, "lantern": {"lantern"}, "the": frozenset()}
    with django_assert_num_queries(0):
        assert lexemes("english", ["lantern"]) == {"lantern": {"lantern"}}
