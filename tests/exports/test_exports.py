"""Whole lists as files: every row of the page's query, in order, from one snapshot; never silently more or fewer."""

import csv
import io
import json
import zlib

import pytest
from django.db import OperationalError, connection, connections
from django.test import Client

from corpus.exports import snapshot
from corpus.exports.formats import FORMATS
from corpus.exports.table import columns, defused
from corpus.lists import LISTS
from corpus.models import Article, ArticleSearch
from corpus.search.grammar.articles import ArticleFilterSet
from tests.support import factories as make

pytestmark = pytest.mark.django_db


def read_csv(response) -> list[dict]:
    """Return the rows of a CSV response."""
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


def read_jsonl(response) -> list[dict]:
    """Return the rows of a JSON Lines response."""
    return [json.loads(line) for line in response.content.decode().split("\n") if line]


@pytest.fixture
def corpus():
    """Create articles of two outlets on fish and coal, with people and events."""
    kim, ri = make.person("Kim Sample"), make.person("Ri Sample")
    for number in range(12):
        subject = "fish" if number % 3 else "coal"
        day = f"2023-{number + 1:02d}-03" if number % 4 else ""
        outlet = "TASS" if number % 2 else "KCNA"
        article = make.article(f"On {subject} {number}", f"They spoke of {subject}.", published=day, by=outlet,
                               naming=[kim, ri] if number % 2 else [kim])  # fmt: skip
        make.event(reported_in=[article], people=[kim], date="2023-10-19", at=f"Hall {number}", sentence="They met.")
    return kim


@pytest.mark.parametrize(
    "query",
    ["", "outlet=tass", "q=fish", "person=kim-sample&person=ri-sample&sort=published", "q=fish&sort=relevance",
     "has=no-date", "published=2023-05/..&sort=-added", "q=fish+-elephant&-outlet=kcna&sort=relevance"],
)  # fmt: skip
def test_a_file_holds_the_rows_of_the_list_in_its_order(client, corpus, query):
    page = client.get(f"/articles/?{query}", follow=True).context["page"]
    expected = [row.pk for row in page.items]
    assert expected
    response = client.get(f"/articles.csv?{query}", follow=True)
    assert [int(row["id"]) for row in read_csv(response)] == expected
    assert response["Dateline-Rows"] == str(len(expected))
    assert [row["id"] for row in read_jsonl(client.get(f"/articles.jsonl?{query}", follow=True))] == expected


@pytest.mark.parametrize("noun", sorted(LISTS))
def test_every_list_has_the_same_rows_as_csv_jsonl_and_json(client, corpus, noun):
    lines = read_jsonl(client.get(f"/{noun}.jsonl"))
    table = read_csv(client.get(f"/{noun}.csv"))
    page = client.get(f"/{noun}.json?per_page=200").json()
    assert lines
    key = "id" if "id" in lines[0] else "slug"
    assert [str(row[key]) for row in lines] == [row[key] for row in table] == [str(row[key]) for row in page["results"]]
    assert page["total"] == len(lines)
    fields = list(LISTS[noun].record().fields)
    assert list(page["results"][0]) == fields
    assert list(table[0]) == [column.name for column in columns(LISTS[noun].record)]
    assert list(lines[0]) == fields + (["text"] if noun == "articles" else [])


@pytest.mark.parametrize("sort", ["-events", "name"])
def test_places_are_ordered_as_their_page_is(client, corpus, sort):
    page = client.get(f"/places/?sort={sort}", follow=True).context["page"]
    rows = read_csv(client.get(f"/places.csv?sort={sort}", follow=True))
    assert [row["slug"] for row in rows] == [place.slug for place in page.items]


def test_more_rows_than_one_batch_all_come(client, corpus, monkeypatch):
    monkeypatch.setattr(snapshot, "BATCH", 5)
    for suffix in FORMATS:
        response = client.get(f"/articles.{suffix}")
        assert response["Dateline-Rows"] == "12"
        assert sum(response.content.decode().count(f"On {what} ") for what in ("fish", "coal")) >= 12, suffix


@pytest.mark.parametrize("suffix", [*FORMATS, "atom", "json"])
def test_what_is_not_understood_is_said_and_nothing_is_listed(client, corpus, suffix):
    wrong = {"published=soon": "published", "colour=red": "colour", "outlet=nobody": "outlet", "sort=best": "sort"}
    wrong |= {"outlet=": "outlet", "-person=": "-person", "outlet=kcna&outlet=": "outlet", "q=+": "q"}
    for query, name in wrong.items():
        response = client.get(f"/articles.{suffix}?{query}")
        assert response.status_code == 400, query
        assert [one["name"] for one in response.json()["problems"]] == [name]


@pytest.mark.parametrize("query", ["page=1", "page=2", "per_page=25", "per_page=10&outlet=kcna", "page=2&after=3"])
def test_a_file_has_no_pages(client, corpus, query):
    response = client.get(f"/articles.csv?{query}")
    assert response.status_code == 400
    assert "no pages" in response.json()["problems"][0]["message"]


def test_a_download_has_one_canonical_url_like_its_page(client, corpus):
    response = client.get("/articles.csv?outlet=tass&outlet=kcna&outlet=kcna&sort=-published")
    assert response.status_code == 302
    assert response["Location"] == "/articles.csv?outlet=kcna&outlet=tass"


def test_formats_that_a_list_does_not_have_are_a_404(client, corpus):
    for path in ("/places.ris", "/outlets.bib", "/places.atom", "/articles.xml", "/articles.txt", "/people.csv.exe"):
        assert client.get(path).status_code == 404, path


def test_a_limit_of_the_site_is_said_loudly(client, corpus, settings):
    settings.EXPORT_ROWS = 5
    response = client.get("/articles.csv?q=fish")
    assert len(read_csv(response)) == 5
    assert response["Dateline-Rows"] == "5"
    assert response["Dateline-Rows-Left-Out"] == "3"
    assert 'filename="articles-q-fish-first-5-of-8.csv"' in response["Content-Disposition"]
    assert client.get("/articles.bib?q=fish").content.startswith(b"@comment{The first 5 of 8")
    page = client.get("/articles/?q=fish").content.decode()
    assert "Only the first 5" in page
    assert "Only the first" not in client.get("/articles/?has=no-date").content.decode()
    assert "the first 5 rows at once" in client.get("/about/data/").content.decode()


def test_without_a_limit_nothing_is_said_of_one(client, corpus):
    response = client.get("/articles.csv?q=fish")
    assert "Dateline-Rows-Left-Out" not in response
    assert 'filename="articles-q-fish.csv"' in response["Content-Disposition"]
    without = client.get("/articles.jsonl?-outlet=kcna&published=2023-05/..")
    assert 'filename="articles-not-outlet-kcna-published-2023-05.jsonl"' in without["Content-Disposition"]


def test_head_counts_and_reads_no_row(client, corpus, monkeypatch):
    monkeypatch.setattr("corpus.views.downloads.exports.read", None)
    response = client.head("/articles.jsonl?q=fish")
    assert (response.status_code, response.content) == (200, b"")
    assert response["Dateline-Rows"] == "8"
    assert response["Content-Type"].startswith("application/jsonl")
    assert "Content-Length" not in response


@pytest.mark.django_db(transaction=True)
def test_a_file_that_one_has_is_not_sent_again(client):
    make.article("Talks", "They spoke of fish.")
    for path in ("/articles.csv", "/articles.atom", "/people.jsonl", "/articles.ris"):
        first = client.get(path)
        again = client.get(path, headers={"If-None-Match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
    make.article("More talks")
    assert client.get(path, headers={"If-None-Match": first["ETag"]}).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_a_file_is_one_snapshot_whatever_is_written_meanwhile(monkeypatch):
    monkeypatch.setattr(snapshot, "BATCH", 2)
    for number in range(6):
        make.article(f"Article {number}", published="2023-01-01")
    response = Client().get("/articles.csv")
    pieces = iter(response.streaming_content)
    next(pieces), next(pieces)
    elsewhere = connections.create_connection("default")
    with elsewhere.cursor() as cursor:
        cursor.execute("UPDATE corpus_article SET title = 'Changed'")
        cursor.execute("DELETE FROM corpus_articlesearch WHERE article_id = (SELECT min(id) FROM corpus_article)")
    elsewhere.close()
    rest = b"".join(pieces).decode()
    response.close()
    assert rest.count("Article ") == 4
    assert "Changed" not in rest
    assert not connection.in_atomic_block
    assert Article.objects.filter(title="Changed").count() == 6


@pytest.mark.django_db(transaction=True)
def test_what_goes_wrong_on_the_way_is_no_whole_file(monkeypatch):
    monkeypatch.setattr(snapshot, "BATCH", 2)
    for number in range(6):
        make.article(f"Article {number}")
    response = Client().get("/articles.jsonl")
    pieces = iter(response.streaming_content)
    next(pieces)
    monkeypatch.setattr("corpus.records.ArticleRecord.load", classmethod(lambda cls, rows: []))
    with pytest.raises(snapshot.Incomplete):
        b"".join(pieces)
    response.close()
    assert not connection.in_atomic_block, "the transaction has ended"


@pytest.mark.django_db(transaction=True)
def test_a_reader_who_leaves_before_the_first_piece_holds_nothing():
    make.article("Talks")
    response = Client().get("/articles.csv")
    assert connection.in_atomic_block
    response.close()
    assert not connection.in_atomic_block


@pytest.mark.django_db(transaction=True)
def test_only_so_many_files_are_written_at_once(client, settings):
    settings.EXPORTS_AT_ONCE = 1
    make.article("Talks")
    elsewhere = connections.create_connection("default")
    elsewhere.set_autocommit(False)
    with elsewhere.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, 0)", [snapshot._LOCKS])
    response = client.get("/articles.csv")
    assert response.status_code == 503
    assert response["Retry-After"] == "60"
    assert "ETag" not in response
    elsewhere.rollback()
    elsewhere.close()
    assert client.get("/articles.csv").status_code == 200


def test_a_slow_list_is_a_503_before_anything_is_sent(client, corpus, monkeypatch):
    slow = ArticleSearch.objects.extra(where=["pg_sleep(5) IS NOT NULL"])
    monkeypatch.setattr(ArticleFilterSet, "base", classmethod(lambda cls: slow))
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 50")
    response = client.get("/articles.csv")
    assert response.status_code == 503
    assert response["Retry-After"]


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1"])
def test_nothing_in_a_table_is_a_formula(client, start):
    make.article(f"{start}|A1", byline=start, by=f"{start} News"[:100])
    text = client.get("/articles.csv").content.decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text, newline=""))
    assert [row[name][:1] for name in ("title", "byline", "outlet_name")] == ["'"] * 3
    assert row["title"][1:] == f"{start}|A1"
    assert read_jsonl(client.get("/articles.jsonl"))[0]["title"] == f"{start}|A1"


def test_numbers_stay_numbers():
    assert [defused(value) for value in (-1.5, -3, None, True, "a-b", "'x")] == [-1.5, -3, None, True, "a-b", "'x"]


def test_a_table_opens_as_one_in_a_spreadsheet(client):
    ri = make.person("Ri; Sample")
    make.article('평양 "말", 둘', "본문.", published="2023-10-20", naming=[make.person("김 정은"), ri])
    response = client.get("/articles.csv")
    assert response.content.startswith(b"\xef\xbb\xbfid,url,")
    assert response.content.endswith(b"\r\n")
    (row,) = read_csv(response)
    assert row["title"] == '평양 "말", 둘'
    assert row["people_name"] == "김 정은; Ri, Sample"
    assert row["url"].startswith("http://testserver/articles/")


def test_hidden_articles_stay_out(client, corpus):
    one = Article.objects.first()
    Article.objects.filter(pk=one.pk).update(hidden=True)
    make.refresh([one.pk], [])
    assert one.pk not in {row["id"] for row in read_jsonl(client.get("/articles.jsonl"))}
    for suffix in ("json", "txt", "bib"):
        assert client.get(f"/articles/{one.pk}.{suffix}").status_code == 410


def test_a_file_is_packed_and_sent_piece_by_piece(corpus, monkeypatch):
    monkeypatch.setattr(snapshot, "BATCH", 2)
    response = Client().get("/articles.csv", headers={"Accept-Encoding": "gzip"})
    assert response["Content-Encoding"] == "gzip"
    unpack = zlib.decompressobj(wbits=16 + zlib.MAX_WBITS)
    pieces = [unpack.decompress(piece).decode() for piece in response.streaming_content]
    assert [piece.count("On ") for piece in pieces[:7]] == [0, *[2] * 6], "each can be read when it comes"
    assert unpack.eof


def test_lines_end_only_where_rows_do(client):
    make.article("Talks", "One\u2028two\x85three\u2029four")
    response = client.get("/articles.jsonl")
    assert len(response.content.decode().splitlines()) == 1
    assert read_jsonl(response)[0]["text"] == "One\u2028two\x85three\u2029four"


def test_the_database_error_of_a_later_batch_reaches_the_server(monkeypatch):
    monkeypatch.setattr(snapshot, "BATCH", 1)
    make.article("One")
    make.article("Two")

    def fails(ids):
        raise OperationalError("gone")

    ids = "SELECT id FROM corpus_article ORDER BY id", []
    rows = snapshot.read(snapshot.Selection(Article.objects.all(), ids, fails))
    assert next(rows).rows == 2
    with pytest.raises(OperationalError):
        next(rows)
