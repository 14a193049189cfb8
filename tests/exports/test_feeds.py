"""Feeds are read by a feed reader's library."""

import datetime

import feedparser
import pytest
from django.utils import timezone
from lxml import etree

from corpus.models import Article, Person, Revision
from tests.support import factories as make

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"


def read(client, url: str):
    """Return the feed as a reader's library parses it."""
    response = client.get(url, follow=True)
    assert response.status_code == 200, url
    found = feedparser.parse(response.content, response_headers={"content-type": response["Content-Type"]})
    assert not found.bozo, found.get("bozo_exception")
    assert found.version == "atom10"
    return found


def test_a_feed_has_what_was_added_last_whatever_its_day_and_order(client):
    make.article("New", published="2026-01-01")
    make.article("Old, loaded later", published="1997-01-01")
    make.article("By another", by="TASS")
    found = read(client, "/articles.atom?outlet=kcna&sort=published")
    assert [entry.title for entry in found.entries] == ["Old, loaded later", "New"]
    assert found.feed.title == "Articles from KCNA"
    assert found.feed.links[0].href == "http://testserver/articles/?outlet=kcna"


def test_an_entry_says_who_what_when_and_where(client):
    kim = make.person("Kim Sample")
    article = make.article("Talks <b>", "They & we.", published="2023-10-20", byline="News Team", naming=[kim])
    make.event(reported_in=[article], people=[kim], date="2023-10-19")
    added = timezone.now().replace(microsecond=0) - datetime.timedelta(days=9)
    Article.objects.update(added=added)
    Revision.objects.update(added=added)
    wording = make.revise(article, "They & others.")
    (entry,) = read(client, "/articles.atom").entries
    assert entry.title == "Talks <b>"
    assert entry.link == f"http://testserver{article.get_absolute_url()}"
    assert entry.author == "News Team"
    assert entry.tags[0].term == "KCNA"
    assert "They & others." in entry.summary
    assert entry.summary_detail.type == "text/plain"
    assert datetime.datetime.fromisoformat(entry.published) == added
    assert datetime.datetime.fromisoformat(entry.updated) == wording.added


def test_ids_stay_whatever_changes_around_them(client, settings):
    article = make.article("Talks")
    before = read(client, "/articles.atom")
    Article.objects.update(title="Otherwise")
    settings.ALLOWED_HOSTS = ["elsewhere.example", "testserver"]
    response = client.get("/articles.atom", headers={"host": "elsewhere.example"})
    after = feedparser.parse(response.content)
    assert (before.feed.id, before.entries[0].id) == (after.feed.id, after.entries[0].id)
    assert before.entries[0].id == f"tag:dateline.invalid,2026:article/{article.pk}"
    assert before.entries[0].link != after.entries[0].link
    assert before.feed.id != read(client, "/articles.atom?outlet=kcna").feed.id


def test_a_long_feed_leads_on_and_every_article_stands_in_it_once(client):
    for number in range(53):
        make.article(f"Article {number}")
    first = read(client, "/articles.atom")
    assert len(first.entries) == 50
    (following,) = [link.href for link in first.feed.links if link.rel == "next"]
    second = read(client, following.removeprefix("http://testserver"))
    assert len({entry.id for entry in first.entries + second.entries}) == 53
    assert not [link for link in second.feed.links if link.rel == "next"]


def test_events_and_people_have_feeds_too(client):
    kim = make.person("Kim Sample")
    article = make.article("Talks", naming=[kim])
    make.event(reported_in=[article], people=[kim], date="2023-10-19", at="Sample Hall", sentence="They met.")
    (event,) = read(client, "/events.atom?person=kim-sample").entries
    assert (event.title, event.author) == ("A meeting", "KCNA")
    assert "They met." in event.summary
    assert "Sample Hall" in event.summary
    (person,) = read(client, "/people.atom").entries
    assert person.title == "Kim Sample"
    assert "minister of tests" in person.summary
    for path in ("/people/kim-sample.atom", "/outlets/kcna.atom"):
        assert [entry.title for entry in read(client, path).entries] == ["Talks"]
    assert [entry.title for entry in read(client, "/places/sample-hall.atom").entries] == ["A meeting"]


def test_a_feed_without_entries_is_one(client):
    found = read(client, "/articles.atom?published=1950")
    assert found.entries == []
    assert found.feed.title == "Articles published in 1950"


def test_what_xml_cannot_hold_is_left_out(client):
    make.article("Talks\x0b\x1f \ufffe]]> &amp; 🇰🇵", "Text \x08 more.", byline="\x02")
    (entry,) = read(client, "/articles.atom").entries
    assert entry.title == "Talks ]]> &amp; 🇰🇵"


def test_a_feed_has_what_the_format_asks_of_it(client):
    """Check the rules of RFC 4287 that a reader may insist on."""
    kim = make.person("Kim Sample")
    articles = [make.article(title, naming=[kim]) for title in ("One", "Two")]
    make.event(reported_in=articles, people=[kim])
    for path in ("/articles.atom", "/events.atom", "/people.atom", "/articles.atom?q=nothing"):
        root = etree.fromstring(client.get(path).content)
        for one in (root, *root.iter(f"{ATOM}entry")):
            for name in ("id", "title", "updated"):
                assert len(one.findall(f"{ATOM}{name}")) == 1, (path, name)
        assert root.find(f"{ATOM}author/{ATOM}name").text
        assert [link.get("href") for link in root.findall(f"{ATOM}link[@rel='self']")] == [f"http://testserver{path}"]
        for category in root.iter(f"{ATOM}category"):
            assert category.get("term")


def test_lists_and_pages_name_their_feed(client):
    kim = make.person("Kim Sample")
    make.article("Talks", naming=[kim])
    named = {
        "/articles/?q=talks&sort=published&page=1": "/articles.atom?q=talks",
        "/events/": "/events.atom",
        "/people/": "/people.atom",
        "/people/kim-sample/": "/articles.atom?person=kim-sample",
        "/outlets/kcna/": "/articles.atom?outlet=kcna",
    }
    for path, feed in named.items():
        page = client.get(path, follow=True).content.decode()
        assert '<link rel="alternate" type="application/atom+xml"' in page, path
        assert f'href="{feed}">' in page, path
        read(client, feed)


def test_a_feed_is_no_longer_sent_to_who_has_it_and_says_its_day(client):
    make.article("Talks")
    response = client.get("/articles.atom")
    assert response["Last-Modified"]
    assert response["ETag"]
    for wrong in ("per_page=10", "page=9", "colour=red"):
        assert client.get(f"/articles.atom?{wrong}").status_code == 400


def test_an_event_that_nobody_reports_has_no_feed_of_its_own(client):
    assert Person.objects.count() == 0
    assert client.get("/events/1.atom").status_code == 404
