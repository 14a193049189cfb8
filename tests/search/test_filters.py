"""The filter grammar through URLs: rows, counts, refusals and the query in words."""

import datetime
import random
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from django.utils import timezone
from django.utils.html import escape

from corpus import dates
from corpus.models import Article, Person
from tests.support import factories as make

pytestmark = pytest.mark.django_db


def titles(client, url: str) -> list[str]:
    """Return the titles of the rows of a list page."""
    response = client.get(url, follow=True)
    assert response.status_code == 200, response.content[:500]
    return [row.title for row in response.context["page"].items]


def facet(response, name: str) -> dict[str, int]:
    """Return the counts of one facet by label."""
    found = next(one for one in response.context["counts"].facets if one.name == name)
    return {value.label: value.count for value in found.values}


@pytest.fixture
def corpus():
    """Create two outlets, three people, four articles and one event."""
    kim, ri, choe = make.person("Kim Sample"), make.person("Ri Sample"), make.person("Choe Sample")
    first = make.article("Talks opened", "They spoke of fish.", published="2023-10-20", naming=[kim, ri])
    make.article("Talks closed", "They spoke of coal.", published="2023-10-21", naming=[kim])
    make.article("Harvest", "Fish and rice.", published="2024", by="Rodong Sinmun", naming=[choe])
    make.article("Cosecha", "Pescado.", published="", by="Granma", language="es")
    make.event(reported_in=[first], people=[kim, ri], date="2023-10-19", at="Sample Hall")


def test_words_phrases_and_exclusions(client, corpus):
    assert titles(client, "/articles/?q=fish") == ["Harvest", "Talks opened"]
    assert titles(client, "/articles/?q=fish+-rice") == ["Talks opened"]
    assert titles(client, "/articles/?q=%22spoke+of+coal%22") == ["Talks closed"]
    assert titles(client, "/articles/?q=coal+OR+pescado") == ["Talks closed", "Cosecha"]
    assert titles(client, "/articles/?q=opens&sort=relevance") == ["Talks opened"]
    assert titles(client, "/articles/?q=-fish") == ["Talks closed", "Cosecha"]


def test_any_of_all_of_and_none_of(client, corpus):
    assert titles(client, "/articles/?outlet=granma&outlet=rodong-sinmun") == ["Harvest", "Cosecha"]
    assert titles(client, "/articles/?-outlet=kcna") == ["Harvest", "Cosecha"]
    assert titles(client, "/articles/?person=kim-sample&person=ri-sample") == ["Talks opened"]
    assert titles(client, "/articles/?person=kim-sample&-person=ri-sample") == ["Talks closed"]
    assert titles(client, "/articles/?type=meeting") == ["Talks opened"]
    assert titles(client, "/articles/?place=sample-hall") == ["Talks opened"]
    assert titles(client, "/articles/?language=es") == ["Cosecha"]
    assert titles(client, "/articles/?has=no-date") == ["Cosecha"]
    assert titles(client, "/events/?person=kim-sample&person=ri-sample&q=talked") == ["A meeting"]
    assert titles(client, "/events/?outlet=granma") == []
    assert titles(client, "/events/?language=en&place=sample-hall&date=2023-10") == ["A meeting"]


def test_dates_are_partial(client, corpus):
    assert titles(client, "/articles/?published=2023") == ["Talks closed", "Talks opened"]
    assert titles(client, "/articles/?published=2023-10-20") == ["Talks opened"]
    assert titles(client, "/articles/?published=2023-10-21/..") == ["Harvest", "Talks closed"]
    assert titles(client, "/articles/?published=2024-05") == ["Harvest"], "it may have been May"
    make.article("Now", published=timezone.localdate().isoformat())
    make.article("Then", published=(timezone.localdate() - datetime.timedelta(days=7)).isoformat())
    assert titles(client, "/articles/?published=last-7-days") == ["Now"]


def test_each_order(client, corpus):
    assert titles(client, "/articles/") == ["Harvest", "Talks closed", "Talks opened", "Cosecha"]
    assert titles(client, "/articles/?sort=published") == ["Talks opened", "Talks closed", "Harvest", "Cosecha"]
    assert titles(client, "/articles/?sort=-added") == ["Cosecha", "Harvest", "Talks closed", "Talks opened"]
    people = client.get("/people/?sort=name").context["page"].items
    assert [one.name for one in people] == ["Choe Sample", "Kim Sample", "Ri Sample"]


def test_facets_leave_out_their_own_filter_where_any_value_may_hold(client, corpus):
    response = client.get("/articles/?outlet=kcna&person=kim-sample")
    assert facet(response, "outlet") == {"KCNA": 2}
    assert facet(response, "person") == {"Kim Sample": 2, "Ri Sample": 1}
    response = client.get("/articles/?q=fish&outlet=granma")
    assert response.context["counts"].total == 0
    assert facet(response, "outlet") == {"KCNA": 1, "Rodong Sinmun": 1, "Granma": 0}, "a selected value shows at 0"
    response = client.get("/articles/?-outlet=granma")
    assert facet(response, "outlet") == {"KCNA": 2, "Rodong Sinmun": 1, "Granma": 1}


def test_facet_links_lead_to_what_they_count(client, corpus):
    for listing in ("/articles/?q=spoke", "/articles/?outlet=kcna", "/articles/?published=2023", "/events/"):
        response = client.get(listing)
        links = [
            (one.url, one.count)
            for group in response.context["counts"].facets
            for one in group.values
            if not one.selected
        ]
        links += [(bar.url, bar.count) for bar in response.context["counts"].histogram.bars]
        assert links
        for url, count in links:
            if "outlet" in urlsplit(url).query and "outlet" in urlsplit(listing).query:
                continue  # adds to an any-of filter: the sum of both
            assert client.get(url).context["counts"].total == count, url


def test_one_query_has_one_address(client, corpus):
    for url, canonical in {
        "/articles/?outlet=granma&q=fish&outlet=kcna": "/articles/?q=fish&outlet=granma&outlet=kcna",
        "/articles/?q=&outlet=&published=": "/articles/",
        "/articles/?sort=-published&page=1&per_page=25": "/articles/",
        "/articles/?q=++fish++": "/articles/?q=fish",
        "/articles/?sort=relevance": "/articles/",
        "/articles/?outlet=kcna&outlet=kcna": "/articles/?outlet=kcna",
    }.items():
        response = client.get(url)
        assert (response.status_code, response["Location"]) == (302, canonical)
        assert client.get(canonical).status_code == 200


def test_a_merged_person_is_found_by_the_old_address(client, corpus):
    kept = Person.objects.get(slug="kim-sample")
    make.person("Kim Sampel", merged_into=kept)
    assert client.get("/articles/?person=kim-sampel")["Location"] == "/articles/?person=kim-sample"
    response = client.get("/people/kim-sampel/")
    assert (response.status_code, response["Location"]) == (302, "/people/kim-sample/")


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("published=yesterday-ish", "published"),
        ("published=XXXX-10-19", "published"),
        ("published=2024/2023", "published"),
        ("published=2023-13", "published"),
        ("published=last-0-days", "published"),
        ("published=99999999", "published"),
        ("outlet=nobody", "outlet"),
        ("-outlet=nobody", "outlet"),
        ("outlet=%00", "outlet"),
        ("outlet=kcna&-outlet=kcna", "outlet"),
        ("type=quarrel", "type"),
        ("person=nobody", "person"),
        ("place=nowhere", "place"),
        ("language=xx", "language"),
        ("has=everything", "has"),
        ("sort=sideways", "sort"),
        ("page=0", "page"),
        ("page=7", "page"),
        ("page=-1", "page"),
        ("page=%D9%A1", "page"),
        ("page=99999999999999999999", "page"),
        ("per_page=100000", "per_page"),
        ("q=" + "a" * 301, "q"),
        ("q=%00", "q"),
        ("q=%21%21", "q"),
        ("q=a&q=b", "q"),
        ("&".join(f"outlet={number}" for number in range(30)), "outlet"),
    ],
)
def test_a_value_that_does_not_parse_is_named_and_nothing_is_listed(client, corpus, query, name):
    response = client.get(f"/articles/?{query}")
    assert response.status_code == 400
    assert [problem["name"] for problem in response.context["listing"].problems] == [name]
    page = response.content.decode()
    assert escape(response.context["listing"].problems[0]["message"]) in page
    assert "Talks opened" not in page


def test_the_form_stays_filled_where_a_value_does_not_parse(client, corpus):
    page = client.get("/articles/?q=fish&outlet=kcna&published=tomorrowish").content.decode()
    assert 'value="fish"' in page
    assert 'value="tomorrowish"' in page
    assert '<input type="hidden" name="outlet" value="kcna">' in page


def test_an_unknown_parameter_is_named_in_a_notice(client, corpus):
    response = client.get("/articles/?outlet=kcna&colour=red")
    assert response.context["listing"].unknown == ["colour"]
    assert "colour" in response.content.decode()
    assert response.context["counts"].total == 2


def test_the_query_is_said_in_words(client, corpus):
    url = (
        "/articles/?q=fish&outlet=granma&outlet=kcna&person=kim-sample&-person=ri-sample&published=2023&sort=published"
    )
    response = client.get(url)
    assert response.context["listing"].sentence == (
        "Articles with “fish”, from Granma or KCNA, naming Kim Sample, not naming Ri Sample, published in 2023, "
        "oldest first."
    )
    chips = {(chip["text"], chip["negated"]) for chip in response.context["listing"].chips}
    assert chips == {
        ("fish", False),
        ("Granma", False),
        ("KCNA", False),
        ("Kim Sample", False),
        ("Ri Sample", True),
        ("2023", False),
    }
    for chip in response.context["listing"].chips:
        before = parse_qsl(urlsplit(url).query)
        after = parse_qsl(urlsplit(chip["url"]).query)
        assert len(after) == len(before) - 1


def test_pages_hold_every_row_once(client):
    for number in range(23):
        make.article(f"Article {number}", published="2024-01-01")
    found = []
    for number in (1, 2, 3):
        pairs = [("page", number)] if number > 1 else []
        response = client.get(f"/articles/?{urlencode([*pairs, ('per_page', 10)])}")
        found += [row.title for row in response.context["page"].items]
    assert sorted(found) == sorted(f"Article {number}" for number in range(23))
    assert len(set(found)) == 23


OUTLETS, LANGUAGES = ("KCNA", "Granma", "TASS"), ("en", "es")
WORDS = ("harvest", "missile", "telegram", "orchestra")


@pytest.mark.parametrize("seed", range(3))
def test_random_queries_agree_with_plain_python(client, seed):
    chance = random.Random(seed)
    people = [make.person(f"Person {letter}") for letter in "ABCD"]
    for number in range(40):
        day = chance.choice(["", "2022", "2023-05", f"2023-0{chance.randint(1, 9)}-1{chance.randint(0, 9)}"])
        words = chance.sample(WORDS, 2)
        make.article(
            f"Number {number}",
            f"On {words[0]} and {words[1]}.",
            published=day,
            by=chance.choice(OUTLETS),
            language=chance.choice(LANGUAGES),
            naming=chance.sample(people, chance.randint(0, 3)),
        )
    rows = list(Article.objects.select_related("outlet"))
    for _ in range(25):
        chosen = {
            "q": chance.choice(["", *WORDS]),
            "outlet": chance.sample([name.lower() for name in OUTLETS], chance.choice([0, 0, 1, 2])),
            "person": chance.sample(people, chance.choice([0, 0, 1, 2])),
            "-person": chance.sample(people, chance.choice([0, 0, 0, 1])),
            "published": chance.choice(["", "2023", "2023-05", "2022-07/2023-03"]),
        }
        if set(chosen["person"]) & set(chosen["-person"]):
            continue
        pairs = [("q", chosen["q"]), ("published", chosen["published"])]
        pairs += [("outlet", slug) for slug in chosen["outlet"]]
        pairs += [(name, one.slug) for name in ("person", "-person") for one in chosen[name]]
        response = client.get(f"/articles/?{urlencode(pairs)}", follow=True)
        expected = [row for row in rows if _holds(row, chosen)]
        assert response.context["counts"].total == len(expected), pairs
        shown = {row.pk for row in response.context["page"].items}
        assert shown <= {row.pk for row in expected}
        assert len(shown) == min(25, len(expected))
        without_outlet = [row for row in rows if _holds(row, chosen | {"outlet": []})]
        counts = {name: sum(row.outlet.name == name for row in without_outlet) for name in OUTLETS}
        assert {name: n for name, n in facet(response, "outlet").items() if n} == {k: n for k, n in counts.items() if n}
        named = {one.name: sum(one.pk in row.people for row in expected) for one in people}
        assert {name: n for name, n in facet(response, "person").items() if n} == {k: n for k, n in named.items() if n}


def _holds(row: Article, chosen: dict) -> bool:
    if chosen["q"] and chosen["q"] not in row.text:
        return False
    if chosen["outlet"] and row.outlet.slug not in chosen["outlet"]:
        return False
    if any(one.pk not in row.people for one in chosen["person"]) or any(
        one.pk in row.people for one in chosen["-person"]
    ):
        return False
    if chosen["published"]:
        lower, upper = dates.bounds(chosen["published"])
        return bool(row.published) and row.published_lower <= upper and row.published_upper >= lower
    return True
