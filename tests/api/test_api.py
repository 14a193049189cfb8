"""The API returns the rows of the pages as JSON, within a bounded number of queries, and refuses wrong parameters."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from corpus.models import Absence, DateCandidate, Event, Mention, Person
from corpus.store.judgements import decisions
from corpus.store.judgements.decide import decide
from tests.support import factories as make
from tests.support.openapi import API, answers, read, validate

pytestmark = pytest.mark.django_db

MOST_QUERIES = 16  # per response, at any corpus size


def wrong(client, path: str) -> list[str]:
    """Return the parameters that a 400 names."""
    return [one["name"] for one in read(client, path, 400)["problems"]]


@pytest.fixture
def corpus():
    """Create a small corpus with something of every kind. Return one article."""
    one = make.something_of_everything()
    one.captures.update(url="https://example.org/one", captured_at="2023-11-01T00:00Z")
    Absence.objects.create(url="https://example.org/one", observed_at="2024-01-02T00:00Z", http_status=404, source="s")
    return one


def every_address(article) -> dict[str, str]:
    """Return a URL that finds a row for each operation."""
    return {
        "list_articles": "/articles/?q=fish&outlet=kcna&person=kim-sample&type=meeting&place=sample-hall",
        "list_people": "/people/?q=sample",
        "list_events": "/events/?q=spoke&type=meeting&outlet=kcna&person=kim-sample&place=sample-hall&date=2023",
        "list_outlets": "/outlets/",
        "list_places": "/places/",
        "count_articles": "/articles/facets/?outlet=kcna",
        "count_people": "/people/facets/",
        "count_events": "/events/facets/?person=kim-sample",
        "count_places": "/places/facets/",
        "article_facet": "/articles/facets/person/?find=sample",
        "event_facet": "/events/facets/place/",
        "get_article": f"/articles/{article.pk}/",
        "get_revision": f"/articles/{article.pk}/revisions/{article.current.wording}/",
        "get_person": "/people/kim-sample/",
        "get_event": f"/events/{Event.objects.order_by('pk').first().pk}/",
        "get_outlet": "/outlets/kcna/",
        "get_place": "/places/sample-hall/",
        "search": "/search/?q=sa",
    }


def test_every_answer_is_just_what_the_description_says_within_its_queries_at_any_size(client, corpus):
    addresses, records = every_address(corpus), {operation: name for operation, name, _ in answers()}
    assert set(addresses) == set(records)
    counts = {}
    for operation, path in addresses.items():
        with CaptureQueriesContext(connection) as queries:
            validate(read(client, path), records[operation])
        counts[operation] = len(queries)
    assert {operation: number for operation, number in counts.items() if number > MOST_QUERIES} == {}
    people = [make.person(f"Sample Person {number}") for number in range(12)]
    for number in range(30):
        article = make.article(f"More {number}", "They spoke of fish.", published="2023-10-20", naming=people)
        make.event(reported_in=[article], people=people, date="2023-10-20", at="Sample Hall", sentence="They spoke.")
        make.event(reported_in=[corpus], people=people, date="2023-10-20", at=f"Hall {number}")
        DateCandidate.objects.create(capture=article.captures.get(), edtf="2023", basis="url", evidence="2023")
    for operation, path in addresses.items():
        with CaptureQueriesContext(connection) as queries:
            validate(read(client, path), records[operation])
        assert len(queries) <= max(counts[operation], MOST_QUERIES), operation


@pytest.mark.parametrize(
    "query", ["", "q=fish", "q=fish&sort=relevance", "-outlet=tass", "has=no-date", "person=kim-sample&sort=-added"]
)
def test_a_list_has_the_rows_of_its_page_in_their_order(client, corpus, query):
    page = client.get(f"/articles/?{query}", follow=True)
    found = read(client, f"/articles/?{query}")
    assert [one["id"] for one in found["results"]] == [row.pk for row in page.context["page"].items]
    assert found["query"] == (page.context["listing"].sentence or "All articles.")
    counted = read(client, f"/articles/facets/?{query}")
    assert counted["total"] == page.context["counts"].total
    assert [one["name"] for one in counted["facets"]] == ["outlet", "person", "type", "place", "language"]
    assert "total" not in found, "lists are not counted"


@pytest.mark.parametrize("sort", ["-published", "published", "-added", "relevance"])
def test_links_lead_over_every_row_once_and_back(client, sort):
    for number in range(11):
        make.article(f"Article {number}", "About fish.", published=("2023-01-01", "", "2024-02-02")[number % 3])
    path, pages = f"/articles/?q=fish&sort={sort}&per_page=3", []
    page = read(client, path)
    while True:
        pages.append([one["id"] for one in page["results"]])
        if not page["next"]:
            break
        page = read(client, page["next"])
    assert [len(one) for one in pages] == [3, 3, 3, 2]
    assert len({pk for one in pages for pk in one}) == 11
    back = []
    while page["previous"]:
        page = read(client, page["previous"])
        back.append([one["id"] for one in page["results"]])
    assert back == pages[-2::-1]


def test_a_page_of_any_depth_costs_the_same(client):
    for number in range(12):
        make.article(f"Article {number}", published="2023-01-01")
    page, counts = read(client, "/articles/?per_page=2"), []
    while page["next"]:
        with CaptureQueriesContext(connection) as queries:
            page = read(client, page["next"])
        counts.append(len(queries))
        assert not [one["sql"] for one in queries if "OFFSET" in one["sql"]]
    assert len(counts) == 5
    assert max(counts) - min(counts) <= 1, "the last page looks for rows without a date too"


def test_people_events_and_places_are_paged_alike(client):
    people = [make.person(f"Person {number}") for number in range(5)]
    for number, one in enumerate(people):
        article = make.article(f"Article {number}", published="2023-01-01", naming=[one])
        make.event(reported_in=[article], people=[one], date="2023-01-01", at=f"Hall {number}")
    for path in ("/people/?per_page=2", "/people/?per_page=2&sort=name", "/events/?per_page=2", "/places/?per_page=2"):
        page, found = read(client, path), []
        while page:
            found += [one.get("id") or one["slug"] for one in page["results"]]
            page = read(client, page["next"]) if page["next"] else None
        assert len(found) == len(set(found)) == 5, path


def test_what_is_not_understood_is_a_400_that_names_it(client, corpus):
    assert wrong(client, "/articles/?colour=red&published=soon") == ["colour", "published"]
    assert wrong(client, "/articles/?q=a&q=b") == ["q"]
    assert wrong(client, "/articles/?format=xml") == ["format"]
    assert wrong(client, "/articles/?person=nobody-known") == ["person"]
    assert wrong(client, "/articles/?page=99") == ["page"]
    assert wrong(client, "/articles/?person=&q=fish") == ["person"], "an empty variable must not give everything"
    assert wrong(client, "/articles/?" + "type=visit&" * 21) == ["type"]
    assert wrong(client, "/articles/facets/outlet/?find=") == ["find"]
    assert wrong(client, "/articles/?page=2&after=99999") == ["after"]
    assert wrong(client, "/people/?outlet=kcna") == ["outlet"]
    assert wrong(client, "/outlets/?q=kcna") == ["q"]
    assert wrong(client, f"/articles/{corpus.pk}/?fields=title") == ["fields"]
    assert wrong(client, "/articles/facets/outlet/?persn=kim") == ["persn"]
    assert wrong(client, f"/articles/facets/outlet/?find={'x' * 101}") == ["find"]
    assert wrong(client, "/search/") == ["q"]
    assert wrong(client, "/search/?q=a&q=b") == ["q"]
    problem = read(client, "/articles/?published=soon", 400)
    assert (problem["status"], problem["title"], problem["problems"][0]["value"]) == (400, "Bad Request", "soon")
    validate(problem, "Problem")


def test_every_count_leads_to_its_rows(client, corpus):
    counted = read(client, "/articles/facets/?q=fish")
    for facet in counted["facets"]:
        for value in facet["values"]:
            assert len(read(client, value["url"])["results"]) == value["count"], value
    for bar in counted["histogram"]:
        assert len(read(client, bar["url"])["results"]) == bar["count"], bar
    assert {one["value"] for one in read(client, "/articles/facets/person/?find=ri")["values"]} == {"ri-sample"}
    selected = read(client, "/articles/facets/?outlet=kcna")["facets"][0]["values"]
    assert {one["value"]: one["selected"] for one in selected} == {"kcna": True, "tass": False}
    read(client, "/articles/facets/colour/", 404)


def test_an_article_has_all_that_it_rests_on(client, corpus):
    make.revise(corpus, "They spoke of coal, and Ri Sample was there.")
    said = read(client, f"/articles/{corpus.pk}/")
    assert said["text"] == "They spoke of coal, and Ri Sample was there."
    assert [one["current"] for one in said["revision_list"]] == [False, True]
    assert said["captures"][0]["date_candidates"] == [{"edtf": "2023-10-20", "basis": "page", "evidence": "2023-10-20"}]
    assert said["captures"][0]["wording"] == said["revision_list"][0]["wording"]
    assert said["absences"] == [
        {"url": "https://example.org/one", "observed_at": "2024-01-02T00:00:00Z", "http_status": 404}
    ]
    assert (said["reprint_list"][0]["article"]["outlet"]["slug"], said["reprint_list"][0]["similarity"]) == (
        "tass",
        0.97,
    )
    assert said["teasers"][0]["text"] == "Something else altogether"
    first = read(client, said["revision_list"][0]["record"])
    assert first["text"].startswith("They spoke of fish.")
    for mention in first["mentions"]:
        assert first["text"][mention["start"] : mention["end"]] == mention["surface"]
    assert [one["person"]["slug"] for one in first["mentions"]] == ["kim-sample", "ri-sample"]
    read(client, f"/articles/{corpus.pk}/revisions/{'0' * 63}x/", 404)


def test_a_person_has_names_titles_companions_and_events(client, corpus):
    said = read(client, "/people/kim-sample/")
    assert said["titles_over_time"] == [
        {"title": "minister of tests", "first_day": "2023-10-20", "last_day": "2023-10-20", "articles": 2}
    ]
    assert said["companions"] == [{"slug": "ri-sample", "name": "Ri Sample", "articles": 1}]
    assert [one["date"] for one in said["latest_events"]] == ["2023-10-19"]
    assert len(read(client, said["articles_url"])["results"]) == said["articles"] == 2
    assert len(read(client, said["events_url"])["results"]) == 1


def test_an_event_has_every_report_and_what_disagrees(client, corpus):
    event = Event.objects.get()
    event.reports.filter(revision=corpus.current).update(date="2023-10-18", date_basis="stated")
    event.reports.exclude(revision=corpus.current).update(date_basis="stated")
    said = read(client, f"/events/{event.pk}/")
    assert [one["article"]["outlet"]["slug"] for one in said["report_list"]] == ["kcna", "tass"]
    assert {one["sentence"] for one in said["report_list"]} == {"They spoke."}
    assert [one["name"] for one in said["participants"]] == ["Kim Sample", "Ri Sample"]
    assert said["disagreements"] == ["The day: 18 October 2023 or 19 October 2023."]


def test_an_event_says_where_each_participant_is_named_and_has_its_lists(client, corpus):
    event, report = Event.objects.get(), corpus.current.reports.get()
    said = "Ri Sample, minister of tests, was there."
    start = corpus.text.index(said)
    offsets = {"sentence": said, "start": start, "end": start + len(said)}
    event.participations.filter(person__slug="ri-sample").update(report=report, **offsets)
    answer = read(client, f"/events/{event.pk}/")
    kim, ri = answer["participants"]
    assert ri | {"article": corpus.pk, **offsets} == ri
    assert (kim["sentence"], kim["start"], kim["article"]) == (None, None, None)
    (lineup,) = answer["lineups"]
    assert (lineup["kind"], lineup["article"]["id"]) == ("present", corpus.pk)
    assert [(one["order"], one["person"]["slug"], one["title"]) for one in lineup["people"]] == [
        (1, "kim-sample", "minister of tests"),
        (2, "ri-sample", "minister of tests"),
    ]
    for one in lineup["people"]:
        assert corpus.text[one["start"] : one["end"]] == one["surface"]
    (printed,) = read(client, f"/articles/{corpus.pk}/")["lineups"]
    assert (printed["event"]["id"], printed["people"]) == (event.pk, lineup["people"])


def test_a_list_is_without_those_who_are_no_person(client, corpus):
    decide(decisions.nobody(Person.objects.get(slug="kim-sample")))
    (lineup,) = read(client, f"/articles/{corpus.pk}/")["lineups"]
    assert [(one["order"], one["person"]["slug"]) for one in lineup["people"]] == [(2, "ri-sample")]


def test_what_a_curator_took_out_is_gone_as_on_the_pages(client, corpus):
    wording = corpus.current.wording
    decide(decisions.correct(corpus, "hidden", True))
    for path in (f"/articles/{corpus.pk}/", f"/articles/{corpus.pk}/revisions/{wording}/"):
        tomb = read(client, path, 410)
        validate(tomb, "Tombstone")
        assert tomb["since"]
    assert "text" not in json.dumps(tomb)
    assert corpus.pk not in [one["id"] for one in read(client, "/articles/")["results"]]
    other = read(client, "/articles/?outlet=tass")["results"][0]["id"]
    assert read(client, f"/articles/{other}/")["reprint_list"] == []


def test_merged_rows_lead_to_the_one_that_stayed_and_nobody_is_gone(client, corpus):
    ri, kim = (make.Person.objects.get(slug=slug) for slug in ("ri-sample", "kim-sample"))
    decide(decisions.merge([ri], kim))
    response = client.get(f"{API}/people/ri-sample/")
    assert (response.status_code, response["Location"]) == (302, f"{API}/people/kim-sample/")
    assert read(client, "/articles/?person=ri-sample")["query"] == "Articles naming Kim Sample."
    event = Event.objects.get()
    other = make.event("visit", reported_in=[corpus], people=[kim], date="2023-10-19")
    decide(decisions.merge_events([other], event))
    assert client.get(f"{API}/events/{other.pk}/")["Location"] == f"{API}/events/{event.pk}/"
    decide(decisions.reject(event))
    read(client, f"/events/{event.pk}/", 404)
    assert read(client, "/events/")["results"] == []
    assert read(client, f"/articles/{corpus.pk}/")["events"] == []
    decide(decisions.nobody(kim))
    validate(read(client, "/people/kim-sample/", 410), "Tombstone")
    assert Mention.objects.exists()
    assert read(client, f"/articles/{corpus.pk}/")["mentions"] == []


def test_names_are_searched_as_the_search_box_suggests(client, corpus):
    found = read(client, "/search/?q=kim+sam")
    assert [one["slug"] for one in found["people"]] == ["kim-sample"]
    assert read(client, found["people"][0]["record"])["slug"] == "kim-sample"
    assert [one["slug"] for one in read(client, "/search/?q=sample+h")["places"]] == ["sample-hall"]
    assert [one["slug"] for one in read(client, "/search/?q=tas")["outlets"]] == ["tass"]
    assert read(client, "/search/?q=x") == {"text": "x", "people": [], "places": [], "outlets": [], "events": []}


def test_the_description_is_served_as_json_and_yaml(client):
    assert client.get(f"{API}/schema/").json()["openapi"].startswith("3.")
    assert client.get(f"{API}/schema.yaml").content.startswith(b"openapi: 3.")
    assert client.get(f"{API}/schema.yaml?colour=red").json()["status"] == 400
    assert client.get(f"{API}/").url == "/about/api/"


def test_the_reference_page_tries_what_the_corpus_has(client, corpus):
    page = client.get("/about/api/")
    tried = {one.name: address for part in page.context["parts"] for one, address in part["operations"]}
    records = {operation: name for operation, name, _ in answers()}
    assert set(tried) == set(records)
    for operation, address in tried.items():
        found = client.get(address)
        assert found.status_code == 200, address
        validate(found.json(), records[operation])
        assert found.json().get("results") != [], address
    text = page.content.decode()
    for name in ("-outlet", "last-30-days", "no-date", "titles_over_time"):
        assert f"<code>{name}</code>" in text


def test_the_reference_page_of_an_empty_corpus_tries_lists_alone(client):
    page = client.get("/about/api/")
    tried = [address for part in page.context["parts"] for _, address in part["operations"] if address]
    assert len(tried) == 12
    assert {client.get(address).status_code for address in tried} == {200}
