"""Suggestions of the search box, and similar names offered when nothing was found."""

import html
import re

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from corpus.models import Mention, Person, PersonName
from corpus.search.grammar.articles import ArticleFilterSet
from corpus.search.grammar.events import EventFilterSet
from corpus.search.grammar.people import PersonFilterSet
from corpus.search.grammar.places import PlaceFilterSet
from corpus.search.text.suggest import NearName, did_you_mean, near_names, suggest
from corpus.store.derived.person_words import update_words
from tests.support import factories as make

pytestmark = pytest.mark.django_db


def alias(person: Person, name: str) -> None:
    """Add another name of a person."""
    PersonName.objects.create(person=person, name=name, key=name.lower())
    update_words([person.pk])


@pytest.fixture
def corpus():
    """Create four people, one with two names, two places, two outlets and two events."""
    kim, rudenko, chavez = make.person("Kim Jong Un"), make.person("Andrei Rudenko"), make.person("Hugo Chávez")
    korean = make.person("김정은", slug="person")
    alias(rudenko, "Andrei Yuryevich Rudenko")
    alias(kim, "Kim Jong-un")
    one = make.article("Talks", published="2023-10-20", naming=[kim, rudenko])
    two = make.article("More talks", published="2024-02-03", by="Rodong Sinmun", naming=[kim, chavez, korean])
    make.event(reported_in=[one], people=[kim, rudenko], date="2023-10-19", at="Kumsusan Palace of the Sun")
    make.event("visit", reported_in=[two], people=[kim, chavez], date="2024-02-02", at="Kim Il Sung Square")


def named(text: str) -> list[str]:
    """Return the people suggested."""
    return [row.person.name for row in suggest(text).people]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("kim", ["Kim Jong Un"]),
        ("jong kim", ["Kim Jong Un"]),
        ("KIM JO", ["Kim Jong Un"]),
        ("Kim Jong-u", ["Kim Jong Un"]),
        ("rud", ["Andrei Rudenko"]),
        ("yury", ["Andrei Rudenko"]),
        ("chavez", ["Hugo Chávez"]),
        ("Chávez", ["Hugo Chávez"]),
        ("Ludenko", ["Andrei Rudenko"]),
        ("김", ["김정은"]),
        ("정은", ["김정은"]),
        ("김은", []),
        ("udenko x", []),
    ],
)
def test_people_are_suggested_by_the_beginning_of_any_word_then_by_spelling(corpus, text, people):
    assert named(text) == people


def test_a_person_comes_with_the_form_that_was_typed_the_last_title_and_the_articles(corpus):
    (row,) = suggest("yury").people
    assert (row.printed, row.title, row.person.article_count) == (
        "Andrei Yuryevich Rudenko",
        "minister of tests",
        1,
    )
    assert suggest("andrei rud").people[0].printed == ""


def test_the_last_title_is_that_of_the_last_day(corpus):
    kim = Person.objects.get(name="Kim Jong Un")
    Mention.objects.filter(person=kim, revision__article__title="More talks").update(titles=["general of tests"])
    assert suggest("kim jo").people[0].title == "general of tests"
    Mention.objects.filter(person=kim, revision__article__title="More talks").update(titles=[])
    assert suggest("kim jo").people[0].title == "", "months before is not the last"


def test_most_named_come_first_and_five_are_enough(corpus):
    people = [make.person(f"Kim Number {number}") for number in range(7)]
    make.article(naming=people)
    make.article(naming=people[3:4])
    assert named("kim") == ["Kim Jong Un", "Kim Number 3", "Kim Number 0", "Kim Number 1", "Kim Number 2"]


def test_people_nobody_names_and_merged_people_are_not_suggested(corpus):
    make.person("Kim Nobody")
    kept = Person.objects.get(name="Andrei Rudenko")
    merged = make.person("Andrei Ludenko", merged_into=kept)
    update_words([kept.pk, merged.pk])
    assert named("nobody") == []
    (row,) = suggest("ludenko").people
    assert (row.person, row.printed) == (kept, "Andrei Ludenko")


def test_places_outlets_and_events_are_suggested(corpus):
    found = suggest("kim")
    assert [place.name for place in found.places] == ["Kim Il Sung Square"]
    assert [outlet.name for outlet in suggest("sinm").outlets] == ["Rodong Sinmun"]
    assert suggest("inmun").outlets == ()
    assert [event.title for event in suggest("meet").events] == ["A meeting"]
    make.event(reported_in=[make.article(published="2025")], date="2025-01-01")
    assert [event.date for event in suggest("meet").events] == ["2025-01-01", "2023-10-19"]


@pytest.mark.parametrize("text", ["", " ", "k", " k ", "\x00", "é"])
def test_too_short_a_text_gives_nothing(client, corpus, text):
    response = client.get("/suggest/", {"q": text})
    assert (response.status_code, response.content) == (200, b"")


def test_the_fragment_begins_with_the_search_itself_and_is_kept_for_a_minute(client, corpus):
    response = client.get("/suggest/", {"q": "kim & ün"})
    options = re.findall(r'<a class="option[^>]*href="([^"]*)"', response.content.decode())
    assert options[0] == "/articles/?q=kim%20%26%20%C3%BCn"
    assert "Search the articles for “kim &amp; ün”" in " ".join(response.content.decode().split())
    assert set(response["Cache-Control"].split(", ")) == {"private", "max-age=60"}
    assert client.post("/suggest/").status_code == 405
    page = client.get("/suggest/", {"q": "rud"}).content.decode()
    assert "/people/andrei-rudenko/" in page
    assert page.count('role="option"') == len(re.findall(r"<a ", page)) == 2


def test_text_of_the_corpus_is_escaped(client):
    attack = "Kim <script>alert(1)</script>"
    person = make.person(attack, slug="villain")
    article = make.article(naming=[person], published="2024-01-01", by="Kim <b>")
    Mention.objects.update(titles=["<i>minister</i>"])
    make.event(reported_in=[article], people=[person], at="Kim <u>")
    page = client.get("/suggest/", {"q": "kim"}).content.decode()
    assert html.escape(attack) in page
    assert not re.search("<(script|i|b|u)>", page)
    page = client.get("/suggest/", {"q": "<script>alert(1)</script>"}).content.decode()
    assert "<script>" not in page


def test_a_few_queries_are_enough_whatever_is_found(client, corpus):
    for text in ("kim", "Ludenko", "nobody at all", "김", "***"):
        with CaptureQueriesContext(connection) as captured:
            client.get("/suggest/", {"q": text})
        assert len(captured) <= 7, text


class HostileTexts(TestCase):
    """Every text gets a response."""

    @classmethod
    def setUpTestData(cls):
        """Create one person."""
        make.article(naming=[make.person("Kim Jong Un")], published="2024")

    @settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
    @given(
        text=st.one_of(
            st.text(max_size=40),
            st.text(alphabet="%_\\'\"-*()|&!<>: \x00kimOR", max_size=30),
            st.sampled_from(["k" * 5000, "a " * 2000, "-" * 300, '"', "OR OR", "🇰🇵", "\u202ekim", "١٢ ١٢"]),
        )
    )
    def test_it_is_answered(self, text):
        """Suggestions, the list of people and similar names."""
        assert self.client.get("/suggest/", {"q": text.encode(errors="replace")}).status_code == 200
        assert self.client.get("/people/", {"q": text.encode(errors="replace")}).status_code in {200, 302, 400}
        did_you_mean(text.replace("\x00", "").encode(errors="replace").decode())


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Ludenko", ["Andrei Rudenko"]),
        ("andrey rudenko", ["Andrei Rudenko"]),
        ("Choi Son Hui", ["Choe Son Hui"]),
        ("Kim Jong-Oun", ["Kim Jong Un"]),
        ("Kim Jong Un", []),
        ("kim jong-un", []),
        ("Kim, Jong Un", ["Kim Jong Un"]),
        ('"Ludenko" -minister', ["Andrei Rudenko"]),
        ("rudenk", ["Andrei Rudenko"]),
        ("andrei rumyantsev", []),
        ("-Ludenko", []),
        ("elephant", []),
        ("x", []),
        ("word " * 40, []),
    ],
)
def test_names_close_in_spelling_are_meant(corpus, text, people):
    make.article(naming=[make.person("Choe Son Hui")])
    with CaptureQueriesContext(connection) as captured:
        assert [person.name for person in did_you_mean(text)] == people
    assert len(captured) <= 1


def near(filterset, query: str, path: str) -> list[tuple[str, int, str]]:
    from django.http import QueryDict

    made = filterset(QueryDict(query), path=path)
    assert not made.problems
    return [(one.name, one.articles, one.url) for one in near_names(made)]


def test_a_list_that_found_nothing_offers_itself_with_the_name_meant(corpus):
    person = ("Andrei Rudenko", 1)
    query = "q=Ludenko&outlet=kcna&published=2023&page=3&sort=relevance"
    assert near(ArticleFilterSet, query, "/articles/") == [
        (*person, "/articles/?outlet=kcna&person=andrei-rudenko&published=2023")
    ]
    assert near(EventFilterSet, "q=Ludenko&-person=andrei-rudenko", "/events/") == []
    assert near(EventFilterSet, "q=Ludenko", "/events/") == [(*person, "/events/?person=andrei-rudenko")]
    assert near(PersonFilterSet, "q=Ludenko&sort=name", "/people/") == [
        (*person, "/people/?q=Andrei+Rudenko&sort=name")
    ]
    assert near(PlaceFilterSet, "q=Ludenko", "/places/") == []
    assert near(ArticleFilterSet, "outlet=kcna", "/articles/") == []


def test_the_empty_list_shows_them():
    near = [NearName("Andrei <b>Rudenko", 1200, "/articles/?person=a&published=2023")]
    listing = {"noun": "articles", "hint": "", "chips": []}
    page = render_to_string("lists/_nothing.html", {"listing": listing | {"did_you_mean": near}})
    assert '<a href="/articles/?person=a&amp;published=2023">Andrei &lt;b&gt;Rudenko</a>' in page
    assert "1,200 articles" in page
    assert "Did you mean" not in render_to_string("lists/_nothing.html", {"listing": listing | {"did_you_mean": []}})
