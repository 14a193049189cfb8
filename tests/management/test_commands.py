"""Commands as people run them: output and exit codes."""

import json
import re
import unicodedata
import zipfile

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError

from corpus.models import Article, IngestRun
from tests.support.commands import run
from tests.support.samples import meeting_text, prose, record


def test_parse_prints_an_object_an_article_without_a_database(tmp_path):
    path = tmp_path / "scrape-2024-10-06.json"
    path.write_text(json.dumps([record(1, meeting_text(1)), record(2, ""), {"a": "b"}]))
    out, err, code = run("parse", str(path))
    (found,) = [json.loads(line) for line in out.splitlines()]
    text = "\n".join(found["paragraphs"])
    assert found["source"].endswith("scrape-2024-10-06.json#1")
    assert (found["outlet"], found["language"], found["published"]) == ("KCNA", "en", "2024-10-05")
    assert found["dateline"] == {"place": "Pyongyang", "date": "2024-10-05"}
    assert "Kim Jong Un" in [person["name"] for person in found["people"]]
    for person in found["people"]:
        for mention in person["mentions"]:
            assert text[mention["start"] : mention["end"]] == mention["text"]
    (meeting,) = [event for event in found["events"] if event["type"] == "meeting"]
    assert text[meeting["start"] : meeting["end"]] == meeting["sentence"]
    assert meeting["participants"][0]["name"] == "Kim Jong Un"
    assert [participant["order"] for participant in meeting["participants"]] == [1, 2, 3, 4]
    assert "stub" in err
    assert "#3" in err
    assert code == 0 or "refused" in err


def test_parse_explains_each_fact_by_its_rule_and_its_words(tmp_path):
    path = tmp_path / "scrape-2024-10-06.json"
    path.write_text(json.dumps([record(1, meeting_text(1)), record(2, prose(2))]))
    found = [json.loads(line) for line in run("parse", str(path))[0].splitlines()]
    out, _, code = run("parse", str(path), explain=True)
    told = " ".join(out.split())
    assert code == 0
    for article in found:
        assert article["title"] in told
        for person in article["people"]:
            for one in person["mentions"]:
                assert re.search(rf"{one['start']}–{one['end']} rule [\w-]+: [^\[]*\[{one['text']}\]", told)
        for event in article["events"]:
            assert f"{event['type']}, {event['date'] or 'day not stated'}" in told
            assert re.search(rf"{event['start']}–{event['end']} rule [\w-]+: {re.escape(event['sentence'])}", told)
            for one in event["participants"]:
                assert f"{one['order']}. {one['role']}: {one['name']}" in told
    assert "Events: none" in out


def test_what_is_explained_gives_a_terminal_no_orders(tmp_path):
    path = tmp_path / "scrape-2024-10-06.json"
    path.write_text(json.dumps([{**record(1, prose(1)), "headline": "Red \x1b[31m or \x9b31m"}]))
    out, _, _ = run("parse", str(path), explain=True)
    assert "Red" in out
    assert not [sign for sign in out if sign != "\n" and unicodedata.category(sign) == "Cc"]


def test_a_refused_member_of_an_archive_gives_a_terminal_no_orders(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("red\x1b[31m or \x9b31m.txt", "hello")
    _, err, _ = run("parse", str(tmp_path))
    assert "a.zip!red" in err
    assert not [sign for sign in err if sign != "\n" and unicodedata.category(sign) == "Cc"]


def test_parse_names_what_cannot_be_read(tmp_path):
    path = tmp_path / "cut.json"
    path.write_text("[")
    _, err, code = run("parse", str(path))
    assert "cut.json" in err
    assert code == 1


@pytest.mark.django_db
def test_ingest_ends_with_a_table_of_outcomes(tmp_path):
    path = tmp_path / "scrape.json"
    path.write_text(json.dumps([record(1, prose(1)), record(2, "")]))
    out, _, code = run("ingest", str(path), workers=1)
    rows = dict(line.split()[:2] for line in out.splitlines() if line[:1].isalpha())
    assert rows["created"] == rows["stub"] == "1"
    assert rows["total"] == "2"
    assert code == 0
    assert IngestRun.objects.get().state == IngestRun.State.FINISHED


@pytest.mark.django_db
def test_ingest_of_a_missing_path_says_so_and_fails(tmp_path):
    _, err, code = run("ingest", str(tmp_path / "nowhere"), workers=1)
    assert "no such file" in err
    assert code == 1
    with pytest.raises(CommandError):
        run("ingest")


@pytest.mark.django_db
def test_an_outlet_can_be_named_for_documents_that_do_not_tell(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(f"A Headline\n\n{prose(1)}\n\n{prose(2)}")
    _, err, _ = run("ingest", str(path), workers=1)
    assert "--outlet" in err
    run("ingest", str(path), workers=1, outlet="xinhua")
    assert Article.objects.get().outlet.name == "Xinhua"


@pytest.mark.django_db
def test_the_demo_fills_an_empty_corpus_once_and_notes_its_login(tmp_path, settings):
    settings.DATA_DIR = tmp_path
    out, _, _ = run("demo", url="http://127.0.0.1:8001/")
    assert "http://127.0.0.1:8001/admin/" in out
    login, password = (tmp_path / "admin-login").read_text().strip().split(" / ")
    assert password in out
    assert (tmp_path / "admin-login").stat().st_mode & 0o077 == 0
    assert get_user_model().objects.get(username=login).check_password(password)
    articles = Article.objects.count()
    assert articles >= 60
    again, _, _ = run("demo", url="http://127.0.0.1:8001/")
    assert password in again
    assert (Article.objects.count(), IngestRun.objects.count()) == (articles, 1)
