"""Searching words in every language of the corpus, by other names, and by relevance."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.models.search import TermKind, language_code, language_number, term
from corpus.search.text.words import segmented
from tests.support import factories as make

pytestmark = pytest.mark.django_db


def titles(client, query: str) -> list[str]:
    """Return the titles of the articles found."""
    response = client.get(f"/articles/?{query}", follow=True)
    assert response.status_code == 200, response.content[:300]
    return [row.title for row in response.context["page"].items]


def snippet(client, query: str) -> list[tuple[str, bool]]:
    """Return the parts of the first result's snippet."""
    response = client.get(f"/articles/?{query}", follow=True)
    return [(part.text, part.marked) for part in response.context["page"].items[0].snippet]


@pytest.fixture
def languages():
    """Create one article in each of five languages."""
    make.article("Talks", "They discussed policies of the nations.", language="en")
    make.article("Conversaciones", "Hablaron de las políticas de las naciones.", language="es")
    make.article("Переговоры", "Они говорили о политике стран.", language="ru")
    make.article("회담", "김정은동지께서는 평양에서 회담을 진행하시였다.", language="ko")
    make.article("会谈", "两国领导人在平壤举行会谈。", language="zh")


def test_each_language_is_stemmed_by_its_own_rules(client, languages):
    assert titles(client, "q=policy") == ["Talks"]
    assert titles(client, "q=nación") == ["Conversaciones"]
    assert titles(client, "q=политика") == ["Переговоры"]
    assert titles(client, "q=talk+OR+conversación&sort=published") == ["Talks", "Conversaciones"]


def test_what_is_left_out_is_left_out_in_every_language(client, languages):
    assert titles(client, "q=-policies&sort=published") == ["Conversaciones", "Переговоры", "회담", "会谈"]
    assert titles(client, "q=-평양+-políticas&sort=published") == ["Talks", "Переговоры", "会谈"]


def test_korean_and_chinese_are_found_by_any_part_of_a_word(client, languages):
    assert titles(client, "q=평양") == ["회담"]
    assert titles(client, "q=김정은") == ["회담"]
    assert titles(client, "q=정은동지") == ["회담"]
    assert titles(client, "q=%22평양에서+회담%22") == ["회담"]
    assert titles(client, "q=%22회담+평양%22") == []
    assert titles(client, "q=평북") == []
    assert titles(client, "q=领导人") == ["会谈"]
    assert titles(client, "q=平壤+-领导人") == []
    assert titles(client, "q=平壤+OR+평양&sort=published") == ["회담", "会谈"]


def test_korean_is_marked_where_it_stands(client, languages):
    parts = snippet(client, "q=평양")
    assert ("평양", True) in parts
    assert "".join(text for text, _ in parts).strip("…\u00a0") == "김정은동지께서는 평양에서 회담을 진행하시였다."


@given(st.text(alphabet='가나다 平壤ab"-', max_size=12))
def test_segments_keep_every_letter_and_every_quotation_mark_pairs(text):
    made = segmented(text)
    assert set(made) - {" ", '"'} == set(text) - {" ", '"'}
    assert made.count('"') >= text.count('"')


def test_a_person_is_found_by_names_that_the_text_does_not_print(client):
    rudenko = make.person("Andrei Rudenko")
    rudenko.names.create(name="Andrei Ludenko", key="andrei ludenko")
    make.article("Talks", "They met.", naming=[rudenko])
    assert titles(client, "q=ludenko") == ["Talks"]
    assert titles(client, "q=%22andrei+ludenko%22") == ["Talks"]
    assert titles(client, "q=-ludenko") == []


def test_relevance_looks_at_headline_and_opening_first(client):
    filler = "A day like others went by. " * 40
    make.article("Late mention", f"{filler}\nA dam was named.", published="2024-03-03")
    make.article("Early mention", f"A dam was opened. {filler}", published="2024-03-01")
    make.article("Dam opened", f"The dam is large. {filler}", published="2020-01-01")
    make.article("A later mention", f"{filler}\nA dam again.", published="2024-03-04")
    make.article("Nothing", filler)
    ranked = ["Dam opened", "Early mention", "A later mention", "Late mention"]
    assert titles(client, "q=dam&sort=relevance") == ranked
    assert titles(client, "q=dam&sort=relevance&per_page=3") == ranked[:3]
    assert titles(client, "q=dam&sort=relevance&page=2&per_page=3") == ranked[3:]
    assert titles(client, "q=dam+-large&sort=relevance") == ranked[1:]
    assert titles(client, "q=dam&published=2024&sort=relevance") == ranked[1:]


def test_numbers_of_terms_are_those_of_the_database():
    from django.db import connection

    with connection.cursor() as cursor:
        for code in ("en", "ko", "zh", "zh-Hans", "qaa", "a"):
            cursor.execute("SELECT dateline_language_term(%s)", [code])
            assert cursor.fetchone()[0] == term(TermKind.LANGUAGE, language_number(code)), code
            assert language_code(language_number(code)) == code.partition("-")[0]


def test_a_text_of_more_words_than_a_vector_holds_is_found_by_its_beginning(client):
    import random

    letters = [chr(code) for code in range(0x4E00, 0x9FA0)]
    text = "平壤会谈。" + "".join(random.Random(1).choices(letters, k=200_000))
    make.article("Long", text, language="zh")
    assert titles(client, "q=平壤会谈") == ["Long"]
