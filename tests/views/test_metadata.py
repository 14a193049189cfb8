"""Metadata of pages for other programs, parsed as they parse it."""

import pytest
from lxml import html

from corpus.dates import certain
from corpus.models import Event, Outlet
from corpus.views.environment import slashed, web_address
from tests.support import factories as make

pytestmark = pytest.mark.django_db

HOST = "http://testserver"


def head(client, url: str) -> dict[str, list[str]]:
    """Return the contents of a page's meta and link elements by name or property."""
    response = client.get(url)
    assert response.status_code == 200, url
    found = {}
    for one in html.fromstring(response.content.decode()).xpath("//head/meta | //head/link"):
        key = one.get("name") or one.get("property") or one.get("rel")
        found.setdefault(key, []).append(one.get("content", one.get("href")))
    return found


def test_an_article_can_be_cited_by_a_reference_manager(client):
    article = make.article(
        "Talks opened",
        "They spoke of fish.",
        published="2023-10-20",
        byline="News Team",
        url="https://example.org/one?a=1&b=2",
    )
    found, address = head(client, article.get_absolute_url()), f"{HOST}{article.get_absolute_url()}"
    expected = {
        "canonical": address,
        "og:type": "article",
        "og:url": address,
        "og:title": "Talks opened",
        "og:description": "They spoke of fish.",
        "og:site_name": "Dateline",
        "article:published_time": "2023-10-20",
        "citation_title": "Talks opened",
        "citation_publication_date": "2023/10/20",
        "citation_journal_title": "KCNA",
        "citation_author": "News Team",
        "citation_language": "en",
        "citation_public_url": address,
        "citation_fulltext_html_url": address,
        "dcterms:issued": "2023-10-20",
        "dcterms:creator": "News Team",
        "dcterms:source": "https://example.org/one?a=1&b=2",
        "schema:datePublished": "2023-10-20",
        "schema:isBasedOn": "https://example.org/one?a=1&b=2",
    }
    assert {key: found.get(key) for key in expected} == {key: [value] for key, value in expected.items()}


@pytest.mark.parametrize(
    ("published", "cited"),
    [
        ("2023-10-20", "2023/10/20"), ("2023-10", "2023/10"), ("2023", "2023"), ("2023-10-20~", None),
        ("2023-10-20?", None), ("2023-10-20/2023-10-22", None), ("XXXX-10-20", None), ("2023-21", None),
        ("202X", None), ("2023-10/..", None), ("", None),
    ],
)  # fmt: skip
def test_only_a_certain_date_is_given_to_other_programs(client, published, cited):
    article = make.article("Talks", published=published)
    found = head(client, article.get_absolute_url())
    assert found.get("citation_publication_date") == ([cited] if cited else None)
    for key in ("article:published_time", "schema:datePublished"):
        assert found.get(key) == ([published] if cited else None)
    assert found.get("dcterms:issued") == ([published] if published else None), "Dublin Core knows EDTF"


def test_what_is_not_known_has_no_tag(client):
    article = make.article("Talks", url="javascript:alert(1)")
    found = head(client, article.get_absolute_url())
    for key in (
        "citation_author",
        "citation_publication_date",
        "dcterms:source",
        "schema:isBasedOn",
        "dcterms:creator",
    ):
        assert key not in found


def test_every_page_about_one_thing_names_its_one_address(client):
    kim = make.person("Kim Sample")
    article = make.article("Talks", published="2023-10-20", naming=[kim])
    event = make.event(reported_in=[article], people=[kim], date="2023-10-19", at="Sample Hall", sentence="They met.")
    for url, title, kind in (
        ("/people/kim-sample/", "Kim Sample", "profile"),
        (event.get_absolute_url(), "A meeting", "website"),
        ("/places/sample-hall/", "Sample Hall", "website"),
        ("/outlets/kcna/", "KCNA", "website"),
    ):
        found = head(client, f"{url}?utm_source=elsewhere")
        assert found["canonical"] == found["og:url"] == [f"{HOST}{url}"]
        assert (found["og:title"], found["og:type"]) == ([title], [kind])
        assert found["description"] == found["og:description"]
        assert found["description"][0].startswith(title)
    assert "They met." in head(client, event.get_absolute_url())["description"][0]
    assert "minister of tests" in head(client, "/people/kim-sample/")["description"][0]


def test_hostile_text_stays_in_its_attribute(client):
    attack = '"><script>alert(1)</script><meta name="x" content="'
    villain = make.person(f"Vi {attack}", slug="villain")
    article = make.article(
        attack,
        attack,
        published="2023",
        by=f"Out {attack}",
        byline=attack,
        naming=[villain],
        url=f"https://a.b/{attack}",
    )
    make.event(reported_in=[article], people=[villain], date="2023", at=attack, sentence=attack)
    event = Event.objects.get()
    Event.objects.update(title=attack)
    event.refresh_from_db()
    outlet = Outlet.objects.get()
    assert head(client, article.get_absolute_url())["citation_title"] == [attack]
    for one in (article, villain, event, event.place, outlet):
        response = client.get(one.get_absolute_url())
        assert b"<script>alert" not in response.content
        found = head(client, one.get_absolute_url())
        assert "x" not in found
        assert any(attack[:20] in content for content in found["og:title"])


def test_the_filters_by_themselves():
    assert [certain(edtf) for edtf in ("2023-02-30", "2023-13", None, "soon", "20233")] == [""] * 5
    assert slashed("2023-10") == "2023/10"
    assert [web_address(text) for text in ("HTTPS://a.b", "ftp://a.b", "", None)] == ["HTTPS://a.b", "", "", ""]
