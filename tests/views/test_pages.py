"""Every page: its contents, its number of queries, and hostile text that stays text."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from corpus.models import (
    Absence,
    Article,
    ArticleSearch,
    Capture,
    DateCandidate,
    Event,
    Lineup,
    Mention,
    Person,
    Teaser,
)
from corpus.search.grammar.articles import ArticleFilterSet
from corpus.store.judgements import decisions
from corpus.store.judgements.decide import decide, undo
from tests.support import factories as make
from tests.support.ingest import ingest_records
from tests.support.samples import record

pytestmark = pytest.mark.django_db

MOST_QUERIES = 13  # of any page, at any corpus size; the first asks for the corpus version


def content(client, url: str, status: int = 200) -> str:
    """Return the page as text."""
    response = client.get(url)
    assert response.status_code == status, (url, response.status_code)
    return response.content.decode()


@pytest.fixture
def corpus():
    """Create a small corpus with a little of everything."""
    return make.something_of_everything()


def pages(article) -> list[str]:
    """Return a URL of every kind of page."""
    event = Event.objects.first()
    return [
        "/",
        "/articles/",
        "/articles/?q=fish&outlet=kcna&person=kim-sample&type=meeting&place=sample-hall&published=2023&per_page=200",
        article.get_absolute_url(),
        f"/articles/{article.pk}/revisions/",
        "/people/",
        "/people/?q=sample",
        "/people/kim-sample/",
        "/events/",
        "/events/?q=spoke&type=meeting&outlet=kcna&language=en&person=kim-sample&place=sample-hall&date=2023",
        "/events/calendar/",
        "/events/calendar/?date=2023-10",
        "/events/calendar/?date=2023",
        event.get_absolute_url(),
        "/outlets/",
        "/outlets/kcna/",
        "/places/",
        "/places/sample-hall/",
        "/about/",
        "/about/data/",
        f"/articles/{article.pk}/revisions/{article.current.wording}/",
        "/about/api/",
        "/login/",
    ]


def test_every_page_answers_within_its_queries_however_many_rows_there_are(client, corpus):
    urls = [client.get(url)["Location"] if client.get(url).status_code == 302 else url for url in pages(corpus)]
    counts = {}
    for url in urls:
        with CaptureQueriesContext(connection) as queries:
            page = content(client, url)
        assert page.count("<h1") == 1, url
        assert not re.search(r"&lt;(bound )?(method|function)|Undefined", page), f"{url} shows what should be called"
        counts[url] = len(queries)
    assert {url: number for url, number in counts.items() if number > MOST_QUERIES} == {}
    people = [make.person(f"Person {number}") for number in range(12)]
    for number in range(30):
        article = make.article(f"More {number}", "They spoke of fish.", published="2023-10-20", naming=people)
        make.event(reported_in=[article], people=people, date="2023-10-20", at="Sample Hall")
    for url in urls:
        with CaptureQueriesContext(connection) as queries:
            content(client, url)
        assert len(queries) <= max(counts[url], MOST_QUERIES), url


@pytest.mark.django_db(transaction=True)
def test_pages_of_rows_are_kept_until_the_corpus_changes(client, settings):
    settings.ALLOWED_HOSTS = ["testserver", "other.example"]
    person = make.person("Kim Sample")
    article = make.article("Talks opened", "They talked.", published="2023-10-19", naming=[person])
    event = make.event(reported_in=[article], people=[person], date="2023-10-19", at="Sample Hall")
    rows = (article, person, event, event.place, article.outlet)
    urls = [*(row.get_absolute_url() for row in rows), "/"]
    for url in urls:
        first = client.get(url)
        with CaptureQueriesContext(connection) as queries:
            again = client.get(url)
        assert len(queries) == 1, f"{url}: only the corpus version is asked for"
        assert again.content == first.content
        assert client.get(url, headers={"If-None-Match": first["ETag"]}).status_code == 304
    assert "other.example" in client.get(urls[0], headers={"Host": "other.example"}).text
    assert "other.example" not in client.get(urls[0]).text
    tags = {url: client.get(url)["ETag"] for url in urls}
    decide(decisions.correct(article, "hidden", True))
    for url in urls:
        after = client.get(url, headers={"If-None-Match": tags[url]})
        assert after.status_code != 304, url
        assert "Talks opened" not in after.text or after.status_code == 410, url
    assert client.get(urls[0]).status_code == 410
    assert not client.get(urls[0]).has_header("ETag")


def test_an_article_shows_its_people_as_links_and_where_it_came_from(client, corpus):
    page = content(client, corpus.get_absolute_url())
    assert page.count('href="/people/kim-sample/"') >= 2
    capture = corpus.captures.get()
    assert capture.sha256[:8] in page
    assert capture.source in page
    assert "minister of tests" in page
    assert "Talks opened there" in page
    assert "97" in page
    assert "Something else altogether" in page
    assert "20 October 2023" in page


def test_addresses_are_permanent_and_readable(client, corpus):
    event = Event.objects.get()
    for short, full in (
        (f"/articles/{corpus.pk}/", corpus.get_absolute_url()),
        (f"/articles/{corpus.pk}/another-name/", corpus.get_absolute_url()),
        (f"/events/{event.pk}/", event.get_absolute_url()),
    ):
        assert client.get(short)["Location"] == full
    for missing in ("/articles/99999999999999999999/x/", "/articles/0/", "/people/nobody/", "/nothing/"):
        assert "<h1" in content(client, missing, 404)


def test_an_event_names_its_participants_in_order_and_every_report(client, corpus):
    page = content(client, Event.objects.get().get_absolute_url())
    assert page.index("Kim Sample") < page.index("Ri Sample")
    assert page.count("They spoke.") >= 2
    assert "Sample Hall" in page
    assert "19 October 2023" in page


def test_an_event_shows_the_sentence_of_those_whom_its_own_does_not_name(client, corpus):
    event, report = Event.objects.get(), corpus.current.reports.get()
    kim, ri = event.participations.order_by("order")
    for part, sentence, start in ((kim, "They spoke.", report.start), (ri, "Ri Sample was told of below.", 40)):
        part.report, part.sentence, part.start, part.end = report, sentence, start, start + len(sentence)
        part.save()
    page = content(client, event.get_absolute_url())
    took_part = page[page.index("Who took part") : page.index("Lists of people")]
    assert took_part.count("<q") == 1
    assert took_part.index("Kim Sample") < took_part.index("Ri Sample was told of below.</q>")


def test_lists_of_people_are_shown_in_printed_order_with_titles(client, corpus):
    lineup, event = Lineup.objects.get(), Event.objects.get()
    for url, other in ((corpus.get_absolute_url(), event), (event.get_absolute_url(), corpus)):
        page = content(client, url)
        lists = page[page.index("Lists of people") :]
        lists = lists[: lists.index("</section>")]
        assert "Those present" in lists
        assert re.findall(r'data-order="(\d)">\s*<a href="/people/([\w-]+)/"', lists) == [
            ("1", "kim-sample"),
            ("2", "ri-sample"),
        ]
        assert lists.count("minister of tests") == 2
        assert other.get_absolute_url() in lists
    assert f'id="lineup-{lineup.pk}"' in content(client, corpus.get_absolute_url())


def test_a_list_shows_whom_a_merge_puts_there_and_keeps_its_numbers(client, corpus):
    kim, ri = Person.objects.get(slug="kim-sample"), Person.objects.get(slug="ri-sample")
    decide(decisions.merge([kim, ri], ri))
    page = content(client, corpus.get_absolute_url())
    lists = page[page.index("Lists of people") :]
    assert re.findall(r'data-order="\d">\s*<a href="/people/([\w-]+)/"', lists) == ["ri-sample"] * 2
    decide(decisions.nobody(ri))
    assert "Lists of people" not in content(client, corpus.get_absolute_url())


def test_hostile_text_stays_text(client):
    attack = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"
    villain = make.person(f"Vi{attack}"[:90], slug="villain")
    article = make.article(attack, f"{attack} fish", published="2023-10-20", by=f"Out {attack}"[:100], byline=attack)
    Mention.objects.create(
        revision=article.current,
        person=villain,
        start=0,
        end=8,
        surface="<script>",
        titles=[attack],
        rule="r",
        version="1",
    )
    make.event(reported_in=[article], people=[villain], date="2023", at=attack, sentence=attack)
    Teaser.objects.create(article=article, text=attack, position=1)
    Capture.objects.update(source=f"folder/{attack}", url=f"javascript:alert(1)//{attack}")
    DateCandidate.objects.update(evidence=attack)
    urls = [url.replace("kim-sample", "villain") for url in pages(article)]
    urls = [url for url in urls if "sample" not in url and "kcna" not in url]
    urls += ["/people/villain/", "/articles/?q=fish", "/articles/?q=%3Cscript%3E", "/people/?q=%3Cscript%3E"]
    for url in urls:
        page = content(client, url)
        assert "<script>alert" not in page, url
        assert "<img src=x" not in page, url
        assert 'href="javascript:' not in page, url
    assert "&lt;script&gt;" in content(client, "/articles/?q=fish")


def test_the_sample_corpus_is_marked_on_every_page(client, corpus):
    marked = "Sample corpus"
    assert marked not in content(client, "/")
    Capture.objects.filter(article=corpus).update(source="corpus/sample/documents/one.html")
    for url in pages(corpus):
        assert marked in client.get(url, follow=True).content.decode(), url
    assert marked in content(client, "/nothing/", 404)


def test_an_empty_corpus_says_how_to_fill_it(client):
    for url in ("/", "/articles/", "/people/", "/events/", "/outlets/", "/places/"):
        assert "manage.py ingest" in content(client, url), url


def test_nothing_found_is_said_and_a_way_out_is_shown(client, corpus):
    page = content(client, "/articles/?q=elephant")
    assert "elephant" in page
    assert 'href="/articles/"' in page
    page = content(client, "/articles/?q=they+the")
    assert "too common" in page


def test_a_database_that_is_too_slow_is_a_friendly_page(client, corpus, monkeypatch):
    slow = ArticleSearch.objects.extra(where=["pg_sleep(5) IS NOT NULL"])
    monkeypatch.setattr(ArticleFilterSet, "base", classmethod(lambda cls: slow))
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 50")
    response = client.get("/articles/")
    assert response.status_code == 503
    assert response["Retry-After"]
    assert "<h1" in response.content.decode()


def test_health_answers(client):
    assert client.get("/health/").json() == {"status": "ok"}


def test_pages_keep_the_content_security_policy(client, corpus):
    response = client.get(corpus.get_absolute_url())
    policy = response["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    page = response.content.decode()
    assert " style=" not in page
    assert "<style" not in page
    assert " onclick=" not in page


def test_the_first_page_shows_coverage_by_month_and_what_is_gone(client, corpus):
    make.article("An older one", published="2021-02-03")
    corpus.captures.update(url="https://example.org/talks")
    make.refresh([corpus.pk], [])
    Absence.objects.create(url="https://example.org/talks", observed_at="2024-01-02T00:00Z", source="scrape.json")
    page = content(client, "/")
    assert 'href="/?coverage=2023#coverage"' in page
    assert "No more at their address" in page
    assert "gone by 2 January 2024" in page
    months = content(client, "/?coverage=2023")
    assert 'href="/articles/?outlet=kcna&amp;published=2023-10"' in months
    assert "An older one" in months
    for wrong in ("1999", "soon", "2023-10"):
        content(client, f"/?coverage={wrong}", 404)


def test_a_place_of_hidden_articles_alone_is_not_there(tmp_path, client):
    text = "Kim Jong Un visited Sinuiju Cosmetics Factory in Sinuiju on October 3."
    ingest_records(tmp_path, "a.json", record(1, text))
    article, place = Article.objects.get(), Event.objects.get().place
    addresses = [place.get_absolute_url(), f"/api/v1/places/{place.slug}/", f"/places/{place.slug}.csv"]
    assert [client.get(address).status_code for address in addresses] == [200, 200, 302]
    row = decide(decisions.correct(article, "hidden", True))
    answers = [client.get(address) for address in [*addresses, article.get_absolute_url()]]
    assert [one.status_code for one in answers] == [404, 404, 404, 410]
    assert {one.headers["Cache-Control"] for one in answers} == {"no-store"}
    undo(row)
    assert [client.get(address).status_code for address in addresses] == [200, 200, 302]
