"""Keyset pagination in both directions, conditional requests, streaming, and counting that times out."""

import re

import pytest
from django.db import connection
from django.test import Client

from corpus.models import ArticleSearch
from corpus.search.counts import facet_counts
from corpus.search.grammar.articles import ArticleFilterSet
from corpus.search.results import paging
from tests.support import factories as make

pytestmark = pytest.mark.django_db


def walk(client, url: str, way: str) -> list[list[int]]:
    """Return the ids of all rows, page by page, following the links onwards or back."""
    pages = []
    while url:
        response = client.get(url)
        assert response.status_code == 200, (url, response.status_code)
        page = response.context["page"]
        pages.append([row.pk for row in page.items])
        url = page.next_url if way == "next" else page.previous_url
        assert len(pages) < 30
    return pages


@pytest.mark.parametrize("sort", ["", "sort=published&", "sort=-added&"])
@pytest.mark.parametrize("query", ["", "q=fish&", "outlet=kcna&"])
def test_every_row_stands_on_one_page_whichever_way_one_goes(client, sort, query):
    days = ["2023-01-01", "2023-01-01", "2023-01-01", "", "2022", "", "2024-05-06"]
    for number in range(23):
        make.article(f"Article {number}", "About fish.", published=days[number % len(days)])
    base = f"/articles/?{query}{sort}per_page=4"
    onwards = walk(client, client.get(base, follow=True).context["page"].query.url, "next")
    assert [len(page) for page in onwards] == [4, 4, 4, 4, 4, 3]
    every = [pk for page in onwards for pk in page]
    assert len(set(every)) == 23
    by_number = [client.get(f"{base}&page={n}", follow=True).context["page"].items for n in (1, 3, 6)]
    assert [[row.pk for row in page] for page in by_number] == [onwards[0], onwards[2], onwards[5]]
    last = client.get(f"{base}&page=6", follow=True).context["page"]
    back = walk(client, last.previous_url, "previous")
    assert back == onwards[-2::-1]


@pytest.mark.parametrize("sort", ["", "sort=name&", "sort=-last_seen&", "sort=-added&"])
def test_people_are_paged_alike(client, sort):
    for number in range(11):
        one = make.person(f"Person {number % 7}", slug=f"person-{number}")
        make.article(f"Article {number}", published=("2023-01-01", "", "2024-02-02")[number % 3], naming=[one])
    url = client.get(f"/people/?{sort}per_page=3", follow=True).context["page"].query.url
    pages = walk(client, url, "next")
    assert sorted(pk for page in pages for pk in page) == sorted({pk for page in pages for pk in page})
    assert sum(map(len, pages)) == 11


def test_a_page_beyond_the_last_and_a_row_that_is_not_there(client):
    for number in range(3):
        make.article(f"Article {number}")
    for query, said in (
        ("page=3&per_page=2", "only 2 pages"),
        ("page=2&after=99999", "No row"),
        ("page=2&before=99999", "No row"),
        ("page=2&after=1&before=2", "after"),
        ("after=1", "number of its page"),
    ):
        response = client.get(f"/articles/?{query}")
        assert response.status_code == 400
        assert said in response.content.decode()
        assert client.get(f"/articles.json?{query}").status_code == 400
    assert client.get("/articles/?q=article&sort=relevance&page=2&after=1").status_code == 400


@pytest.mark.django_db(transaction=True)
def test_a_page_that_has_not_changed_is_not_sent_again(client):
    make.article("Talks", "They spoke of fish.")
    assert "ETag" not in client.get("/articles/?q=fish"), "what is not yet counted might come out otherwise"
    first = client.get("/articles/?q=fish")
    again = client.get("/articles/?q=fish", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = client.get("/articles/?q=talks", headers={"If-None-Match": first["ETag"]})
    assert other.status_code == 200
    part = client.get("/articles/?q=fish", headers={"If-None-Match": first["ETag"], "HX-Request": "true"})
    assert part.status_code == 200
    assert "no-cache" in first["Cache-Control"]


@pytest.mark.django_db(transaction=True)
def test_whatever_changes_a_page_changes_its_tag(client):
    one = make.article("Talks", "They spoke of fish.", naming=[make.person("Kim Sample")])
    client.get("/articles/")
    tag = client.get("/articles/")["ETag"]
    for change in (
        lambda: make.article("More"),
        lambda: type(one).objects.filter(pk=one.pk).update(byline="Somebody"),
        lambda: one.captures.update(source="elsewhere"),
        lambda: make.person("Ri Sample"),
        lambda: one.delete(),
    ):
        change()
        response = client.get("/articles/", headers={"If-None-Match": tag})
        assert response.status_code == 200
        again = client.get("/articles/", headers={"If-None-Match": tag})
        assert again.status_code == 200
        assert again["ETag"] != tag
        tag = again["ETag"]
    assert client.get("/articles/", headers={"If-None-Match": tag}).status_code == 304


def test_the_results_are_sent_before_anything_is_counted(monkeypatch):
    make.article("Talks", "They spoke of fish.")

    def not_yet(*arguments):
        raise AssertionError("it was counted before the results were sent")

    with monkeypatch.context() as patched:
        patched.setattr("corpus.search.counts.facets.count_facets", not_yet)
        response = Client().get("/articles/?q=fish")
        pieces = iter(response.streaming_content)
        first = next(pieces).decode()
    assert "Talks" in first
    assert "data-count" not in first
    rest = b"".join(pieces).decode()
    assert re.search(r"<strong>1</strong>\s+article\b", rest)
    assert rest.rstrip().endswith("</html>")


def test_htmx_is_given_the_results_and_then_the_counts(client):
    make.article("Talks", "They spoke of fish.")
    results = client.get("/articles/?q=fish", headers={"HX-Request": "true", "HX-Target": "results"})
    page = results.content.decode()
    assert "Talks" in page
    assert "data-facet" not in page
    assert 'hx-get="/articles/?q=fish"' in page
    counts = client.get("/articles/?q=fish", headers={"HX-Request": "true", "HX-Target": "counts"})
    assert "data-facet" in counts.content.decode()
    assert "<html" not in counts.content.decode()


@pytest.mark.django_db(transaction=True)
def test_counting_that_takes_too_long_is_said_and_the_results_stand(client, monkeypatch):
    make.article("Talks", "They spoke of fish.")
    monkeypatch.setattr(paging, "FEW", 0)
    monkeypatch.setattr(facet_counts, "TIMEOUT", 50)
    slow = facet_counts._terms

    def sleeping(rows, kind):
        sql, params = slow(rows, kind)
        return f"SELECT * FROM ({sql}) AS slow WHERE pg_sleep(1) IS NOT NULL", params

    monkeypatch.setattr(facet_counts, "_terms", sleeping)
    response = client.get("/articles/?q=fish")
    page = response.content.decode()
    assert response.status_code == 200
    assert "Talks" in page
    assert "Counting took too long" in page
    assert "Was revised" in page, "what needs no counting can still be chosen"
    assert "ETag" not in client.get("/articles/?q=fish"), "asked again, it is tried again"
    assert client.get("/articles.json?q=fish").status_code == 503
    assert connection.is_usable()


def test_an_article_leads_along_the_search_it_was_found_by(client):
    made = [make.article(f"On fish {number}", "Fish.", published=f"2024-01-0{number + 1}") for number in range(4)]
    make.article("On coal", "Coal.", published="2024-01-02")
    response = client.get(f"{made[1].get_absolute_url()}?q=fish")
    assert response.context["previous"]["title"] == "On fish 2", "newest first"
    assert response.context["next"]["title"] == "On fish 0"
    assert response.context["next"]["url"].endswith("?q=fish")
    assert response.context["trail"].back_url == "/articles/?q=fish"
    ranked = client.get(f"{made[1].get_absolute_url()}?q=fish&sort=relevance")
    assert {ranked.context[way]["title"][:7] for way in ("previous", "next") if ranked.context[way]} == {"On fish"}
    plain = client.get(f"{made[1].get_absolute_url()}?q=fish&colour=red")
    assert plain.context["trail"] is None
    assert plain.context["next"]["title"] == "On coal", "the next of the outlet"


def test_the_row_of_an_article_follows_it():
    one = make.article("Talks", "They spoke of fish.", published="2023-05-06")
    assert ArticleSearch.objects.filter(pk=one.pk, lower="2023-05-06").exists()
    assert ArticleFilterSet.base().count() == 1
    one.delete()
    assert not ArticleSearch.objects.exists()


def test_without_its_words_a_list_has_no_order_by_relevance(client):
    make.article("Talks", "They spoke of fish.")
    response = client.get("/articles/?q=fish&outlet=kcna&sort=relevance", follow=True)
    for chip in response.context["listing"].chips:
        assert client.get(chip["url"]).status_code == 200, chip["url"]


def test_more_is_there_whatever_is_chosen(client):
    for number in range(14):
        make.article(f"Report {number}", by=f"Outlet {number}")
    for query in ("", "?outlet=outlet-3", "?-outlet=outlet-3&-outlet=outlet-5"):
        page = client.get(f"/articles/{query}").content.decode()
        assert "/articles/facets/outlet/" in page, query


def test_a_facet_page_names_what_is_no_parameter(client):
    make.article("Talks")
    assert "persn" in client.get("/articles/facets/outlet/?persn=kim").content.decode()


@pytest.mark.django_db(transaction=True)
def test_a_page_is_kept_for_the_next_reader_until_the_corpus_changes(
    client, admin_client, django_assert_max_num_queries
):
    make.article("Talks", "They spoke of fish.")
    first = client.get("/articles/?q=fish").content
    with django_assert_max_num_queries(2):
        assert client.get("/articles/?q=fish").content == first
    assert client.get("/articles/?q=fish&colour=red").content != first
    make.article("More talks", "They spoke of fish again.")
    assert "More talks" in client.get("/articles/?q=fish").content.decode()
    assert "More talks" in admin_client.get("/articles/?q=fish").getvalue().decode()
