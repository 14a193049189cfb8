"""Sitemaps and robots.txt: every page once, in parts that cost the same at any corpus size."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import etree

from corpus.lists import LISTS
from corpus.models import Article, Person
from corpus.views import sitemaps
from tests.support import factories as make

pytestmark = pytest.mark.django_db

HOST = "http://testserver"


def entries(client, url: str) -> list[dict[str, str]]:
    """Return the entries of an index or a part as dicts from element name to text."""
    response = client.get(url)
    assert response.status_code == 200, url
    assert response["Content-Type"] == "application/xml"
    return [{etree.QName(one).localname: one.text for one in entry} for entry in etree.fromstring(response.content)]


def parts(client) -> list[str]:
    """Return the URLs of the parts, without the host."""
    return [entry["loc"].removeprefix(HOST) for entry in entries(client, "/sitemap.xml")]


@pytest.fixture
def corpus():
    """Create one row of each kind, and some that have no public page. Return the article."""
    kim = make.person("Kim Sample")
    article = make.article("Talks", published="2023-10-20", naming=[kim])
    make.event(reported_in=[article], people=[kim], date="2023-10-19", at="Sample Hall")
    make.person("Never Named")
    make.person("Other Kim", slug="other-kim", merged_into=kim)
    make.place("Empty Hall")
    make.outlet("Silent Outlet")
    make.event(reported_in=[], date="2023-10-19", at="Lost Hall")
    return article


def test_the_index_leads_to_every_page_once(client, corpus):
    found = [entry["loc"].removeprefix(HOST) for part in parts(client) for entry in entries(client, part)]
    event = corpus.current.reports.get().event
    assert sorted(found) == sorted(
        [
            corpus.get_absolute_url(),
            event.get_absolute_url(),
            "/people/kim-sample/",
            "/places/sample-hall/",
            "/outlets/kcna/",
        ]
    )
    assert all(client.get(url).status_code == 200 for url in found)


def test_an_article_has_the_day_of_its_wording(client, corpus):
    part = next(part for part in parts(client) if "articles" in part)
    assert entries(client, part)[0]["lastmod"] == corpus.current.added.date().isoformat()


def test_parts_go_by_ranges_of_ids_and_empty_ones_are_left_out(client, corpus, monkeypatch):
    monkeypatch.setattr(sitemaps, "IDS", 3)
    made = [make.article(f"More {number}") for number in range(7)]
    keep = [made[0], made[-1]]
    Article.objects.exclude(pk__in=[one.pk for one in keep]).delete()
    found = [part for part in parts(client) if "articles" in part]
    assert found == [f"/sitemap-articles-{(one.pk - 1) // 3 + 1}.xml" for one in keep]
    assert [entries(client, part)[0]["loc"] for part in found] == [f"{HOST}{one.get_absolute_url()}" for one in keep]
    between = (made[3].pk - 1) // 3 + 1
    assert client.get(f"/sitemap-articles-{between}.xml").status_code == 404


def test_no_part_counts_or_skips_rows(client, corpus):
    with CaptureQueriesContext(connection) as queries:
        client.get("/sitemap.xml")
    assert len(queries) == len(LISTS)
    for part in parts(client):
        with CaptureQueriesContext(connection) as queries:
            client.get(part)
        assert len(queries) == 1, part
        assert "OFFSET" not in queries[0]["sql"]
        assert "COUNT(" not in queries[0]["sql"]
        assert '"corpus_article"."text"' not in queries[0]["sql"]


def test_an_empty_corpus_has_an_empty_index(client):
    assert parts(client) == []


@pytest.mark.parametrize(
    "name", ["articles-0", "articles-999", "people-99999999999999999999", "secrets-1", "articles-x", "x"]
)
def test_what_is_no_part_is_not_found(client, corpus, name):
    assert client.get(f"/sitemap-{name}.xml").status_code == 404


def test_titles_of_any_script_make_valid_xml(client):
    make.article("</loc><script>&\"'\x0b")
    make.article("새집들이")
    Person.objects.all().delete()
    assert len([entry for part in parts(client) if "articles" in part for entry in entries(client, part)]) == 2


def test_robots_may_read_pages_but_no_combinations_of_filters(client):
    response = client.get("/robots.txt")
    assert response["Content-Type"].startswith("text/plain")
    lines = response.content.decode().splitlines()
    assert lines[:3] == ["User-agent: *", "Allow: /", "Disallow: /*?"]
    assert {"Disallow: /admin/", "Disallow: /articles.", "Disallow: /people."} < set(lines)
    assert lines[-1] == f"Sitemap: {HOST}/sitemap.xml"


def test_a_sitemap_is_read_but_not_itself_listed(client, corpus):
    for url in ("/sitemap.xml", *parts(client)):
        response = client.get(url)
        assert "noindex" in response["X-Robots-Tag"]
        assert "max-age=3600" in response["Cache-Control"]
