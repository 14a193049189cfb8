"""manage.py dump writes the public corpus, and ingest restores the same corpus from it."""

import hashlib
import json
import shutil
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

import corpus
from corpus.dump import write
from corpus.dump.resources import RESOURCES
from corpus.models import Absence, Article, Capture, Event, Judgement, Outcome, Person, Snapshot
from corpus.store.judgements import decisions
from corpus.store.judgements.decide import decide
from tests.support.captures import DAY
from tests.support.dumped import dump, empty, lines, public, two_articles, whole
from tests.support.ingest import ingest, ingest_records, outcomes
from tests.support.samples import prose, record, snapshot

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("storage")]
SAMPLE = Path(corpus.__file__).parent / "sample" / "documents"


@pytest.mark.parametrize("packed", [False, True])
def test_the_sample_corpus_comes_back_the_same(tmp_path, storage, packed):
    ingest(SAMPLE)
    before = whole()
    dump(tmp_path / "dump", gzip=packed)
    empty(storage)
    assert "refused           0" in ingest(tmp_path / "dump")
    assert whole() == before
    assert len(before["captures"]) > 80
    assert Capture.objects.first().raw()
    assert "created           0" in ingest(tmp_path / "dump")
    assert whole() == before, "a second time changes nothing"


def test_what_curators_decided_comes_back_with_it(tmp_path, storage):
    ingest(SAMPLE)
    first, second, third = Person.objects.public().filter(merged_into=None).most_named()[:3]
    dated, hidden = Article.objects.exclude(published="").order_by("-reprint_count", "pk")[:2]
    event = Event.objects.public().exclude(reports__revision__article=hidden).order_by("pk").first()
    decide(decisions.merge([first, second], first), reason="the same person")
    decide(decisions.nobody(third))
    decide(decisions.correct(dated, "published", "1999-12-31"))
    decide(decisions.correct(hidden, "hidden", True))
    decide(decisions.reject(event))
    before = public()
    dump(tmp_path / "dump")
    empty(storage)
    assert "judgements: 4 imported" in ingest(tmp_path / "dump")
    assert public() == before
    assert Article.objects.get(published="1999-12-31").title == dated.title
    assert not Article.objects.filter(hidden=True).exists()
    assert Event.objects.filter(status="rejected").count() == 1
    assert "judgements: 4 already here" in ingest(tmp_path / "dump")
    assert public() == before


def test_judgements_of_a_dump_can_be_left_out(tmp_path, storage):
    ingest(SAMPLE)
    person = Person.objects.public().most_named().first()
    decide(decisions.correct(person, "note", "well known"))
    dump(tmp_path / "dump")
    empty(storage)
    assert "judgements: 1 left out" in ingest(tmp_path / "dump", judgements=False)
    assert not Judgement.objects.exists()


def test_who_decided_and_why_stays_in_the_house(tmp_path, django_user_model):
    ingest(SAMPLE)
    person = Person.objects.public().most_named().first()
    decide(
        decisions.correct(person, "note", "well known"),
        django_user_model.objects.create(username="secretcurator"),
        reason="hearsay",
    )
    dump(tmp_path / "dump")
    text = (tmp_path / "dump" / "judgements.jsonl").read_text()
    assert "well known" in text
    assert "secretcurator" not in text
    assert "hearsay" not in text


def test_nothing_of_a_hidden_article_is_written(tmp_path, storage):
    texts = {1: prose(1), 2: f"Pak Il Ho, vice-minister of Fisheries, met Pedro Ramirez on October 2.\n{prose(2)}"}
    a, b = (record(number, text, headline=f"Headline {number}") for number, text in texts.items())
    ingest(snapshot(tmp_path, "2024-10-10", a, b), snapshot(tmp_path, "2024-10-17", a))
    hidden = Article.objects.get(title="Headline 2")
    decide(decisions.correct(Person.objects.get(slug="pak-il-ho"), "note", "a fisher"))
    decide(decisions.correct(hidden, "hidden", True))
    dump(tmp_path / "dump")
    written = b"".join(path.read_bytes() for path in (tmp_path / "dump").iterdir()).decode()
    assert texts[1] in written
    wording = hidden.current.wording
    for told in ("Headline 2", hidden.url, "Pak Il Ho", "a fisher", wording, prose(2), hidden.captures.first().sha256):
        assert told not in written
    empty(storage)
    ingest(tmp_path / "dump")
    assert [one.title for one in Article.objects.all()] == ["Headline 1"]


def test_judgements_tell_nothing_of_a_hidden_article_either(tmp_path):
    met = "Pak Il Ho, vice-minister of Fisheries, met Pedro Ramirez, ambassador of Cuba, {} October 2."
    texts = {1: f"{met.format('here on')}\n{prose(1)}", 2: f"{met.format('in Pyongyang on')}\n{prose(2)}",
             3: f"Om Ji, a weaver, planted a tree.\n{prose(3)}"}  # fmt: skip
    ingest_records(
        tmp_path, "a.json", *(record(number, text, headline=f"Headline {number}") for number, text in texts.items())
    )
    event = Event.objects.get(report_count=2)
    decide(decisions.confirm(event))
    weaver, fisher = Person.objects.get(name="Om Ji"), Person.objects.get(name="Pak Il Ho")
    decide(decisions.different(weaver, fisher))
    first = Judgement.objects.get(kind="confirm").evidence
    for title in ("Headline 3", "Headline 1" if "here" in first else "Headline 2"):
        decide(decisions.correct(Article.objects.get(title=title), "hidden", True))
    dump(tmp_path / "dump")
    told = (tmp_path / "dump" / "judgements.jsonl").read_text()
    assert '"confirm"' in told
    assert first not in told
    assert "om-ji" not in told


def test_judgements_about_places_and_pairs_come_back_but_not_those_of_hidden_articles(tmp_path, storage):
    halls = ("the Grebmal Hall", "the Great Grebmal Hall", "the Tavack Hall")
    texts = [f"Talks {one} were held at {hall} on October {one}. {prose(one)}" for one, hall in enumerate(halls, 1)]
    ingest_records(
        tmp_path, "a.json", *(record(one, text, headline=f"Headline {one}") for one, text in enumerate(texts, 1))
    )
    first, second, third = Event.objects.order_by("date")
    decide(decisions.merge_places([first.place, second.place, third.place], first.place))
    decide(decisions.different_events(first, second))
    decide(decisions.different_events(first, third))
    decide(decisions.correct(Article.objects.get(title="Headline 3"), "hidden", True))
    dump(tmp_path / "dump")
    assert "tavack" not in (tmp_path / "dump" / "judgements.jsonl").read_text().lower()
    empty(storage)
    ingest(tmp_path / "dump")
    assert set(Event.objects.public().values_list("place__slug", flat=True)) == {"grebmal-hall"}
    assert sorted(Judgement.objects.values_list("kind", flat=True)) == ["event-two", "place-merge"]


def test_of_a_page_of_several_stories_a_hidden_one_does_not_come_back(tmp_path, storage):
    page = tmp_path / "www.kcna.co.jp" / "item" / "2004" / "200410" / "news10" / "27.htm"
    page.parent.mkdir(parents=True)
    page.write_text(f"<html><body>{DAY.format(rule='<hr>')}</body></html>")
    ingest(tmp_path / "www.kcna.co.jp")
    before = whole()
    dump(tmp_path / "all")
    decide(decisions.correct(Article.objects.get(title="Talks Held in Hamhung"), "hidden", True))
    dump(tmp_path / "public")
    empty(storage)
    ingest(tmp_path / "all")
    assert whole() == before
    empty(storage)
    ingest(tmp_path / "public")
    assert [one.title for one in Article.objects.all()] == ["Exhibition Opens"]
    assert Capture.objects.get().part == 2


def test_a_dump_on_top_of_a_part_of_its_corpus_makes_it_whole(tmp_path, storage):
    records = [record(number, prose(number), headline=f"Headline {number}") for number in range(1, 7)]
    ingest(snapshot(tmp_path, "2024-10-10", *records), snapshot(tmp_path, "2024-10-17", *records[1:]))
    before = whole()
    dump(tmp_path / "dump")
    empty(storage)
    ingest(tmp_path / "scrape-2024-10-17.json")
    ingest(tmp_path / "dump")
    assert whole() == before
    assert Absence.objects.count() == 1


def test_a_snapshot_that_was_not_read_whole_is_none_when_it_comes_back(tmp_path, storage):
    records = [record(number, prose(number), headline=f"Headline {number}") for number in range(1, 4)]
    ingest(snapshot(tmp_path, "2024-10-10", *records))
    ingest(snapshot(tmp_path, "2024-10-17", records[0], {"neither": "one"}, records[2]))
    assert outcomes()["refused"] == 1
    before = whole()
    dump(tmp_path / "dump")
    empty(storage)
    ingest(tmp_path / "dump")
    assert whole() == before
    assert not Absence.objects.exists()
    assert Snapshot.objects.count() == 1


def test_the_outlet_that_a_document_does_not_tell_comes_back(tmp_path, storage):
    (tmp_path / "a.json").write_text(json.dumps({"title": "A Title", "text": prose(3), "url": "http://e.test/1"}))
    ingest(tmp_path / "a.json", outlet="Somebody’s Daily")
    before = whole()
    dump(tmp_path / "dump")
    empty(storage)
    ingest(tmp_path / "dump")
    assert whole() == before
    assert Article.objects.get().outlet.name == "Somebody’s Daily"


def test_whatever_names_a_file_of_a_dump_reads_the_dump_and_an_archive_of_one_is_refused(tmp_path, storage):
    folder = two_articles(tmp_path)
    before = whole()
    for path in (folder / "datapackage.json", folder / "captures.jsonl", folder / "articles.jsonl", tmp_path / "dump"):
        empty(storage)
        ingest(path)
        assert whole() == before
    packed = shutil.make_archive(str(tmp_path / "packed"), "zip", folder)
    with pytest.raises(SystemExit):
        ingest(packed)
    assert Outcome.objects.filter(reason="a dump is read from its folder: unpack the archive first").count() == 1


def test_parse_reads_a_dump_too(tmp_path):
    folder = two_articles(tmp_path)
    out = StringIO()
    call_command("parse", str(folder), stdout=out, stderr=StringIO())
    assert [json.loads(line)["title"] for line in out.getvalue().splitlines()] == ["A Headline", "Another Headline"]


@pytest.mark.parametrize("packed", [False, True])
def test_the_description_is_a_valid_data_package_of_files_that_fit_their_schemas(tmp_path, packed):
    frictionless = pytest.importorskip("frictionless")
    ingest(SAMPLE)
    decide(decisions.correct(Person.objects.public().first(), "note", "one"))
    dump(tmp_path / "dump", gzip=packed, url="https://portal.test/")
    package = frictionless.Package(str(tmp_path / "dump" / "datapackage.json"))
    assert package.resource_names == [one.name for one in RESOURCES]
    report = package.validate()
    assert report.valid, report.flatten(["name", "type", "note"])[:5]
    assert {task.stats["rows"] for task in report.tasks} == {one.rows for one in package.resources}


def test_the_description_tells_hash_size_and_rows_of_each_file_and_every_field(tmp_path):
    ingest(SAMPLE)
    dump(tmp_path / "dump", url="https://portal.test/")
    told = json.loads((tmp_path / "dump" / "datapackage.json").read_text())
    assert {path.name for path in (tmp_path / "dump").iterdir()} == {
        "datapackage.json", *(one["path"] for one in told["resources"])
    }  # fmt: skip
    for one in told["resources"]:
        raw = (tmp_path / "dump" / one["path"]).read_bytes()
        assert one["hash"] == f"sha256:{hashlib.sha256(raw).hexdigest()}"
        assert (one["bytes"], one["rows"]) == (len(raw), len(raw.splitlines()))
        rows = lines(tmp_path / "dump", one["name"])
        assert {name for row in rows for name in row} == {field["name"] for field in one["schema"]["fields"]}
        assert [field["name"] for field in one["schema"]["fields"] if not field["description"]] == []
    (article, *_) = lines(tmp_path / "dump", "articles")
    assert article["url"].startswith("https://portal.test/articles/")
    assert article["text"] == Article.objects.get(pk=article["id"]).text


def test_what_refers_to_another_file_finds_it_there(tmp_path):
    ingest(SAMPLE)
    decide(decisions.correct(Article.objects.order_by("-reprint_count").first(), "hidden", True))
    decide(decisions.reject(Event.objects.public().order_by("-report_count").first()))
    dump(tmp_path / "dump")
    ids = {name: {row["id"] for row in lines(tmp_path / "dump", name)} for name in ("articles", "events")}
    slugs = {row["slug"] for row in lines(tmp_path / "dump", "people")}
    for resource in RESOURCES:
        for name, other, _ in resource.refers:
            assert {row[name] for row in lines(tmp_path / "dump", resource.name)} - {None} <= ids[other], resource.name
    current = {row["wording"] for row in lines(tmp_path / "dump", "revisions") if row["current"]}
    mentions = [row for row in lines(tmp_path / "dump", "mentions") if row["wording"] in current]
    assert {row["person"] for row in mentions} == slugs


def test_a_target_that_is_there_is_not_overwritten_unawares(tmp_path):
    folder = two_articles(tmp_path)
    before = (folder / "articles.jsonl").read_bytes()
    with pytest.raises(CommandError, match="--force replaces it"):
        dump(folder)
    ingest_records(tmp_path, "b.json", record(3, prose(3)))
    dump(folder, force=True)
    assert len(lines(folder, "articles")) == 3
    assert (folder / "articles.jsonl").read_bytes().startswith(before)
    other = tmp_path / "precious"
    other.mkdir()
    (other / "thesis.txt").write_text("mine")
    for target in (other, other / "thesis.txt"):
        with pytest.raises(CommandError, match=r"something other|not a folder"):
            dump(target, force=True)
    assert (other / "thesis.txt").read_text() == "mine"
    assert not [path.name for path in tmp_path.iterdir() if path.name.startswith(".")]


def test_an_interrupted_dump_leaves_what_was_there(tmp_path, monkeypatch):
    folder = two_articles(tmp_path)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}

    def interrupted(*arguments, **options):
        raise KeyboardInterrupt

    monkeypatch.setattr(write, "description_of", interrupted)
    with pytest.raises(KeyboardInterrupt):
        dump(folder, force=True)
    with pytest.raises(KeyboardInterrupt):
        dump(tmp_path / "new")
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.json", "dump", "raw"]


def test_an_empty_corpus_is_not_dumped(tmp_path):
    with pytest.raises(CommandError, match="the corpus is empty"):
        dump(tmp_path / "dump")
    assert not list(tmp_path.iterdir())


@pytest.mark.django_db(transaction=True)
def test_all_files_are_of_one_moment(tmp_path, monkeypatch):
    from concurrent.futures import ThreadPoolExecutor

    from django.db import connection

    ingest_records(tmp_path, "a.json", record(1, prose(1)))

    def write_meanwhile():
        ingest_records(tmp_path, "b.json", record(2, prose(2)))
        connection.close()

    monkeypatch.setattr(write, "_sync", lambda file: meanwhile())
    pool, done = ThreadPoolExecutor(1), []

    def meanwhile():
        if not done:
            done.append(pool.submit(write_meanwhile).result())

    dump(tmp_path / "dump")
    assert Article.objects.count() == 2
    assert [len(lines(tmp_path / "dump", name)) for name in ("captures", "articles", "revisions")] == [1, 1, 1]
