"""Downloads from a running server are read by the libraries that people use; pages link to them."""

import json
import re
import urllib.request
from pathlib import Path

import feedparser
import pandas
import pytest
import rispy
from lxml import html

from corpus.exports.formats import FORMATS
from corpus.exports.table import columns
from corpus.lists import LISTS
from corpus.models import Event
from tests.support import factories as make
from tests.support.bibtex import read_bibtex

DOCS = (Path(__file__).resolve().parents[2] / "docs/using/exports.md").read_text()


@pytest.fixture
def corpus():
    """Create ten articles and an event. Return the last article."""
    kim = make.person("Kim Sample")
    for number in range(10):
        article = make.article(f"=Talks, part {number}", "They spoke.\nOf fish; and coal.", naming=[kim],
                               published=f"2023-{number + 1:02d}-03" if number else "", byline="News Team")  # fmt: skip
    make.event(reported_in=[article], people=[kim], date="2023-10-19", at="Sample Hall", sentence="They met.")
    return article


def fetch(url: str) -> str:
    """Return a server's response as text."""
    with urllib.request.urlopen(url, timeout=20) as answer:
        return answer.read().decode()


@pytest.mark.django_db(transaction=True)
def test_pandas_reads_the_table(live_server, corpus):
    table = pandas.read_csv(f"{live_server.url}/articles.csv?person=kim-sample&sort=published", parse_dates=["added"])
    assert list(table.columns) == [column.name for column in columns(LISTS["articles"].record)]
    assert len(table) == 10
    assert table.published.tolist()[:2] == ["2023-02-03", "2023-03-03"]
    assert table.published.isna().sum() == 1
    assert table.title[0] == "'=Talks, part 1"
    assert (table.added.dt.year > 2020).all()
    lines = pandas.read_json(f"{live_server.url}/articles.jsonl", lines=True)
    assert lines.text[0].startswith("They spoke.\nOf fish; and coal.")
    assert lines.title[0] == "=Talks, part 9"
    events = pandas.read_csv(f"{live_server.url}/events.csv")
    assert events.participants_name[0] == "Kim Sample"


@pytest.mark.django_db(transaction=True)
def test_a_feed_reader_reads_the_feed(live_server, corpus):
    found = feedparser.parse(f"{live_server.url}/articles.atom?person=kim-sample")
    assert not found.bozo
    assert found.status == 200
    assert len(found.entries) == 10
    again = feedparser.parse(f"{live_server.url}/articles.atom?person=kim-sample", etag=found.etag)
    assert again.status == 304


@pytest.mark.django_db(transaction=True)
def test_reference_managers_read_the_citations(live_server, corpus):
    entries = read_bibtex(fetch(f"{live_server.url}/articles.bib"))
    records = rispy.loads(fetch(f"{live_server.url}/articles.ris"))
    items = json.loads(fetch(f"{live_server.url}/articles.csl.json"))
    assert len(entries) == len(records) == len(items) == 10
    assert {record["urls"][0] for record in records} == {item["URL"] for item in items}
    assert "They spoke." in fetch(items[0]["URL"])


@pytest.mark.django_db
def test_a_list_links_to_its_downloads_with_the_number_of_rows(client, corpus):
    listed = "/articles/?person=kim-sample&published=2023&per_page=2"
    page = html.fromstring(client.get(listed, follow=True).content.decode())
    (panel,) = page.find_class("downloads")
    assert "All 9 articles, in this order." in panel.text_content()
    links = panel.xpath(".//dl//a/@href")
    assert len(links) == len(FORMATS) + 2
    for link in links:
        response = client.get(link)
        assert response.status_code == 200, link
        if link.partition("?")[0].rpartition(".")[2] in ("csv", "jsonl", "bib", "ris"):
            assert response["Dateline-Rows"] == "9", link
    assert not html.fromstring(client.get("/articles/?q=elephant").content.decode()).find_class("downloads")


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/people/?q=sample", "/events/?type=meeting", "/places/", "/outlets/"])
def test_other_lists_do_too(client, corpus, path):
    page = html.fromstring(client.get(path).content.decode())
    links = [link for link in page.xpath("//main//a/@href") if re.search(r"\.(csv|jsonl|ris|atom|json)\b", link)]
    assert links
    for link in links:
        assert client.get(link).status_code == 200, link


@pytest.mark.django_db
def test_pages_of_one_row_link_to_its_downloads(client, corpus):
    for path in (corpus.get_absolute_url(), "/people/kim-sample/", Event.objects.get().get_absolute_url(),
                 "/outlets/kcna/"):  # fmt: skip
        page = html.fromstring(client.get(path).content.decode())
        links = page.xpath("//section[@id='downloads']//a/@href")
        assert len(links) > 1, path
        for link in links:
            assert client.get(link, follow=True).status_code == 200, link


@pytest.mark.django_db
def test_one_row_in_its_formats(client, corpus):
    record = client.get(f"/articles/{corpus.pk}.json").json()
    assert record == json.loads(client.get("/articles.jsonl").content.split(b"\n")[0])
    assert record["people"] == [{"slug": "kim-sample", "name": "Kim Sample"}]
    text = client.get(f"/articles/{corpus.pk}.txt")
    assert text["Content-Type"] == "text/plain; charset=utf-8"
    assert text.content.decode().startswith(
        "=Talks, part 9\nKCNA (En), 3 October 2023, News Team\n\nThey spoke.\nOf fish"
    )
    event = Event.objects.get()
    assert client.get(f"/events/{event.pk}.json").json()["participants"][0]["slug"] == "kim-sample"
    assert client.get("/people/kim-sample.json").json()["articles"] == 10
    assert client.get("/people/kim-sample.csv")["Location"] == "/articles.csv?person=kim-sample"
    for path in ("/articles/0.json", f"/events/{event.pk}.csv", "/people/nobody.json", f"/articles/{corpus.pk}.csv",
                 "/people/kim-sample.txt", "/outlets/nobody.csv"):  # fmt: skip
        assert client.get(path).status_code == 404, path
    assert client.get(f"/articles/{corpus.pk}.json?colour=red").status_code == 400


@pytest.mark.django_db
@pytest.mark.parametrize("wording", ["", "abc", "%00", "a" * 63, "A" * 64, f"{'a' * 64}&wording={'b' * 64}"])
def test_a_wording_is_named_by_its_hash_once(client, corpus, wording):
    assert client.get(f"/articles/{corpus.pk}.bib?wording={wording}").status_code == 400


@pytest.mark.django_db
def test_only_a_citation_is_of_another_wording(client, corpus):
    former = corpus.current.wording
    make.revise(corpus, "They spoke again.")
    assert former in client.get(f"/articles/{corpus.pk}.bib?wording={former}").content.decode()
    assert former not in client.get(f"/articles/{corpus.pk}.bib").content.decode()
    for suffix in ("json", "txt"):
        assert client.get(f"/articles/{corpus.pk}.{suffix}?wording={former}").status_code == 400
    assert client.get(f"/articles/{corpus.pk}.ris?wording={'0' * 64}").status_code == 404


@pytest.mark.django_db
def test_nothing_is_unchanged_that_is_not_there(client, corpus):
    for path in ("/articles/999999.json", "/api/v1/articles/999999/"):
        assert client.get(path, headers={"if-none-match": "*"}).status_code == 404, path
    led = client.get("/people/kim-sample.csv")
    assert "ETag" not in led


@pytest.mark.django_db
def test_who_is_named_in_hidden_articles_alone_has_no_page(client):
    make.article("Hidden", naming=[make.person("Oda Sample")], hidden=True)
    for path in ("/people/oda-sample/", "/people/oda-sample.json", "/api/v1/people/oda-sample/"):
        assert client.get(path).status_code == 404, path


@pytest.mark.django_db
def test_who_was_merged_or_is_nobody_leads_on_or_is_gone(client, corpus):
    stays = make.person("Ri Sample")
    make.person("Ri Sampl", merged_into=stays)
    make.person("Harbour", nobody=True)
    assert client.get("/people/ri-sampl.atom")["Location"] == "/people/ri-sample.atom"
    assert client.get("/people/harbour.json").status_code == 410


@pytest.mark.django_db
def test_the_page_about_data_has_examples_of_this_corpus_that_work(client, corpus):
    page = html.fromstring(client.get("/about/data/").content.decode())
    links = [link for link in page.xpath("//main//a/@href") if not link.startswith("#")]
    assert len(links) > 10
    for link in links:
        assert client.get(link, follow=True).status_code == 200, link
    said = page.text_content()
    for suffix in FORMATS:
        assert f".{suffix}" in said
    assert "/api/v1/" in said


@pytest.mark.django_db
def test_the_page_about_data_stands_without_a_corpus_too(client):
    assert client.get("/about/data/").status_code == 200


@pytest.mark.parametrize("noun", sorted(LISTS))
def test_every_column_is_in_the_docs(noun):
    section = DOCS.partition(f"\n### {noun.capitalize()}\n")[2].partition("\n###")[0]
    expected = [f"| `{column.name}` | {column.help_text} |" for column in columns(LISTS[noun].record)]
    assert [line for line in section.splitlines() if line.startswith("| `")] == expected


def test_every_format_is_in_the_docs():
    for suffix, one in FORMATS.items():
        assert f"| `.{suffix}` | {one.label}" in DOCS, suffix
