"""Searching people by words of their names and titles, and keeping these words up to date."""

import pytest
from django.db import connection

from corpus.models import Mention, Person, PersonName, PersonWords
from corpus.search.grammar.people import pieces
from corpus.store.derived.person_words import add_titles, update_words
from tests.support import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    """Create three people with titles and other names."""
    made = {name: make.person(name) for name in ("Kim Jong Un", "Choe Son Hui", "Hugo Chávez")}
    article = make.article(naming=made.values())
    for name, titles in {
        "Kim Jong Un": ["president of the State Affairs", "general secretary of the WPK"],
        "Choe Son Hui": ["foreign minister of the DPRK", "vice-minister of Foreign Affairs"],
    }.items():
        Mention.objects.filter(person=made[name]).update(titles=titles)
    for name, other in {"Kim Jong Un": "김정은", "Choe Son Hui": "崔善姬", "Hugo Chávez": "S.V.Chavez Frías"}.items():
        PersonName.objects.create(person=made[name], name=other, key=other)
    update_words([one.pk for one in made.values()])
    return article


def found(client, q: str) -> list[str]:
    """Return the names of the people listed, in order."""
    response = client.get("/people/", {"q": q, "sort": "name"}, follow=True)
    assert response.status_code == 200
    return [one.name for one in response.context["page"].items]


@pytest.mark.parametrize(
    ("q", "names"),
    [
        ("kim", ["Kim Jong Un"]),
        ("un kim", ["Kim Jong Un"]),
        ('"jong un"', ["Kim Jong Un"]),
        ('"un jong"', []),
        ("Jong-Un", ["Kim Jong Un"]),
        ("chavez", ["Hugo Chávez"]),
        ("CHÁVEZ frias", ["Hugo Chávez"]),
        ("kim OR chavez", ["Hugo Chávez", "Kim Jong Un"]),
        ("kim or choe foreign", ["Choe Son Hui", "Kim Jong Un"]),
        ("kim chavez", []),
        ("minister", ["Choe Son Hui", "Hugo Chávez"]),
        ("minister -tests", ["Choe Son Hui"]),
        ('minister -"of tests"', ["Choe Son Hui"]),
        ("-minister", ["Kim Jong Un"]),
        ('"foreign minister"', ["Choe Son Hui"]),
        ("vice-minister", ["Choe Son Hui"]),
        ("choe minister", ["Choe Son Hui"]),
        ('"un president"', []),
        ('"affairs general"', []),
        ("im", []),
        ("김정은", ["Kim Jong Un"]),
        ("정은", ["Kim Jong Un"]),
        ("은정", []),
        ("崔", ["Choe Son Hui"]),
        ("善姬 -崔", []),
        ("choe -善姬", []),
        ('"', []),
        ("OR", []),
    ],
)
def test_words_phrases_or_and_without(client, people, q, names):
    if q in ('"', "OR"):
        assert pieces(q) == []
    elif names or q:
        assert found(client, q) == names


def test_many_words_are_no_burden(client, people):
    assert found(client, "kim " * 70) == ["Kim Jong Un"]
    assert found(client, "kim OR " * 40) == ["Kim Jong Un"]


def test_the_order_of_the_list_holds(client, people):
    make.article(naming=[Person.objects.get(name="Hugo Chávez")])
    names = [one.name for one in client.get("/people/?q=minister").context["page"].items]
    assert names == ["Hugo Chávez", "Choe Son Hui"]


def test_plain_letters():
    with connection.cursor() as cursor:
        for text, plain in {
            "  Nguyễn Phú  Trọng ": " nguyen phu trong ",
            "Đỗ Mười": " do muoi ",
            "Ｋｉｍ（１）": " kim 1 ",
            "S.V.Lavrov": " s v lavrov ",
            "Лавров": " лавров ",
            "谢尔盖·拉夫罗夫": " 谢 尔 盖 拉 夫 罗 夫 ",
            "金子・ソン": " 金 子 ソ ン ",
            "***": "  ",
        }.items():
            cursor.execute("SELECT dateline_plain(%s)", [text])
            assert cursor.fetchone()[0] == plain


def test_a_new_title_is_added_once_and_no_phrase_runs_into_it(client, people):
    kim = Person.objects.get(name="Kim Jong Un")
    before = PersonWords.objects.get(person=kim).search
    add_titles([people.current_id])
    assert PersonWords.objects.get(person=kim).search == before
    Mention.objects.filter(person=kim).update(titles=["supreme commander", "general secretary", "***"])
    add_titles([people.current_id])
    added = PersonWords.objects.get(person=kim).search
    add_titles([people.current_id])
    assert PersonWords.objects.get(person=kim).search == added != before
    assert found(client, '"supreme commander"') == ["Kim Jong Un"]
    assert found(client, '"affairs supreme"') == found(client, '"wpk supreme"') == found(client, "datelinegap") == []
    update_words([kim.pk])
    assert found(client, "president") == [], "no longer printed"
    assert found(client, '"supreme commander"') == ["Kim Jong Un"]


def test_names_of_the_merged_find_the_one_who_stayed(client, people):
    kept, merged = Person.objects.get(name="Choe Son Hui"), make.person("Choi Sonhui")
    Person.objects.filter(pk=merged.pk).update(merged_into=kept)
    update_words([kept.pk])
    assert found(client, "sonhui") == ["Choe Son Hui"]
    Person.objects.filter(pk=merged.pk).update(merged_into=None)
    update_words()
    assert found(client, "sonhui") == []


def test_all_people_at_once(client, people):
    PersonWords.objects.all().delete()
    assert found(client, "kim") == []
    update_words([])
    assert not PersonWords.objects.exists()
    update_words()
    assert PersonWords.objects.count() == Person.objects.count()
    assert found(client, "kim") == ["Kim Jong Un"]
