"""No document breaks an ingest or a page: odd times and dates, values beyond a column, batches that fail."""

import datetime
import json

import pytest
from django.db import IntegrityError, OperationalError, connection, transaction

from corpus.ingest.parsed import ParsedArticle
from corpus.ingest.parsed import Teaser as Printed
from corpus.models import Absence, Article, Capture, Event, Outcome, Outlet, Person, RefusedCapture, Stub, Teaser
from corpus.store.loading import write
from corpus.store.loading.limits import fit_article
from tests.hostile_ingest import rows_of_good, write_good, write_hostile
from tests.support.archives import URL, warc
from tests.support.commands import run
from tests.support.every_page import failures
from tests.support.ingest import ingest, ingest_records
from tests.support.samples import meeting_text, prose, record

pytestmark = pytest.mark.django_db


def rodong(number: int, scraped: str, **more) -> dict:
    """Return a record of a scrape that says when it was made."""
    return {
        "title": f"A Title {number}", "content": f"Pyongyang, October 6 (KCNA) -- {prose(number)}",
        "url": f"http://rodong.rep.kp/{number}", "byline": "", "dateScraped": scraped, **more,
    }  # fmt: skip


@pytest.mark.parametrize(
    "time",
    ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "1899-12-31T23:00:00", "2190-01-01T00:00:00"],
)
def test_a_time_of_capture_outside_1900_to_tomorrow_is_none(tmp_path, client, time):
    assert ingest_records(tmp_path, "a.json", rodong(1, time)) == {"created": 1}
    assert Capture.objects.get().captured_at is None
    assert "not believed" in Outcome.objects.get().reason
    assert failures(client) == []
    assert ingest_records(tmp_path, "b.json", rodong(1, "2024-01-01T00:00:00", content=prose(9))) == {"created": 1}
    assert failures(client) == []


def test_a_time_of_capture_is_kept_in_utc(tmp_path):
    ingest_records(tmp_path, "a.json", rodong(1, "2024-01-01T00:00:00+16:00"), rodong(2, "2024-01-01T05:00:00+09:00"))
    times = list(Capture.objects.order_by("url").values_list("captured_at", flat=True))
    assert times == [
        datetime.datetime(2023, 12, 31, 8, tzinfo=datetime.UTC),
        datetime.datetime(2023, 12, 31, 20, tzinfo=datetime.UTC),
    ]


def test_an_absence_at_an_impossible_time_has_none(tmp_path, client):
    raw = warc(("response", URL, "404 Not Found", [("Content-Type", "text/html")], b"gone"), packed=False)
    path = tmp_path / "gone.warc"
    path.write_bytes(raw.replace(b"2024-03-10T08:00:00Z", b"0001-01-01T00:00:00+14:00"))
    ingest(path)
    assert Absence.objects.get().observed_at is None
    assert failures(client) == []


@pytest.mark.parametrize(
    ("date", "stored"),
    [
        ("2025-01-01/2020-01-01", "2020-01-01/2025-01-01"),
        ("9999-12-31", ""),
        ("0001-01-01", ""),
        ("0001-01-01/9999-12-31", ""),
        ("2300-01-01/..", ""),
        ("2020-01-01/..", "2020-01-01/.."),
        (253_402_300_799_000, ""),
    ],
)
def test_dates_are_put_in_order_or_not_believed(tmp_path, client, date, stored):
    one = {"title": "A Title", "text": meeting_text(1), "url": "http://kcna.kp/r", "date": date, "outlet": "KCNA"}
    assert ingest_records(tmp_path, "a.json", one) == {"created": 1}
    article = Article.objects.get()
    assert article.published == stored
    assert bool(stored) or "the record’s date" in Outcome.objects.get().reason
    assert failures(client) == []


def test_an_open_date_a_day_after_the_capture(tmp_path):
    one = {"title": "A Title", "text": prose(1), "url": "http://kcna.kp/r", "date": "2024-10-07/.."}
    assert ingest_records(tmp_path, "a-2024-10-06.json", one) == {"created": 1}
    assert Article.objects.get().published_upper == datetime.date(2024, 10, 7)


def test_more_than_a_column_holds_is_cut_with_a_warning(tmp_path, client):
    long = "Word " * 20_000
    records = [
        rodong(1, "2024-01-01", title=long, byline=long * 3),
        {**record(2, prose(2)), "topic": long},
        {**record(3, prose(3)), "link": f"http://www.kcna.kp/{'x' * 5000}"},
        {"title": "T", "text": prose(4), "url": "http://kcna.kp/n", "date": "2024-10-01", "outlet": long},
    ]
    found = ingest_records(tmp_path, "a.json", *records)
    assert found == {"created": 3, "refused": 1}
    reasons = " ".join(Outcome.objects.values_list("reason", flat=True))
    for said in ("headline is longer", "column is longer", "address is longer"):
        assert said in reasons
    assert failures(client) == []


def test_teasers_are_counted():
    many = tuple(Printed(f"Teaser {number}", "2024-05-26") for number in range(9000))
    fitted = fit_article(ParsedArticle("x", "KCNA", "en", "T", False, ("a",), teasers=many))
    assert len(fitted.teasers) == 1000
    assert fitted.warnings == ("the page has 9,000 teasers; only 1,000 are kept",)


def test_numbers_of_any_length_and_characters_of_any_kind(tmp_path, client):
    path = tmp_path / "a.jsonl"
    lines = [
        json.dumps(record(1, prose(1))),
        '{"title": "T", "text": "' + prose(2) + '", "url": "http://kcna.kp/2", "date": ' + "9" * 5000 + "}",
        json.dumps(record(3, f"A\u0000B\ud800C {prose(3)}", headline="\u0000\udfff\u202e H")),
        json.dumps(record(4, prose(4))),
    ]
    path.write_text("\n".join(lines))
    found = run("ingest", str(path), workers=1)
    assert "Traceback" not in found[1]
    assert Article.objects.filter(text__in=[prose(1), prose(4)]).count() == 2
    array = tmp_path / "b.json"
    array.write_text(f"[{lines[0]}, {lines[1]}, {lines[3]}]")
    assert "Traceback" not in run("ingest", str(array), workers=1)[1]
    assert failures(client) == []


def test_outlets_whose_slugs_are_one(tmp_path):
    names = ["Sample Post", "Sample, Post", "Sample Post 2", "Sample: Post", "Sample Post 3"]
    records = [
        {"title": "T", "text": prose(n), "url": f"http://x.example/{n}", "date": "2024-10-01", "outlet": name}
        for n, name in enumerate(names)
    ]
    assert ingest_records(tmp_path, "a.json", *records) == {"created": 5}
    assert Outlet.objects.filter(name__in=names).count() == 5


def test_a_batch_that_fails_is_written_one_by_one(tmp_path, monkeypatch, client):
    saved = write._save_revisions

    def fail(states):
        for revision in [one for state in states for one in state.by_wording.values()]:
            revision.title = revision.title.replace("POISON", "\x00")
        saved(states)

    monkeypatch.setattr(write, "_save_revisions", fail)
    records = [record(n, prose(n), headline="POISON" if n == 3 else f"Headline {n}") for n in range(6)]
    assert ingest_records(tmp_path, "a.json", *records) == {"created": 5, "refused": 1}
    refused = Outcome.objects.get(kind="refused")
    assert refused.reason.startswith("could not be stored")
    assert refused.source.endswith("#4")
    assert json.loads(RefusedCapture.objects.get().raw())["headline"] == "POISON"
    assert Article.objects.count() == 5
    assert failures(client) == []
    assert ingest_records(tmp_path, "a.json", *records) == {"unchanged": 5, "refused": 1}


def test_a_failing_server_is_not_taken_for_a_bad_document(tmp_path, monkeypatch):
    def fail(states):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(1)")

    monkeypatch.setattr(write, "_save_revisions", fail)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 50")
    with pytest.raises(OperationalError):
        ingest_records(tmp_path, "a.json", record(1, prose(1)))


@pytest.mark.parametrize(
    "change",
    [
        lambda: Capture.objects.update(captured_at=datetime.datetime(1850, 1, 1, tzinfo=datetime.UTC)),
        lambda: Absence.objects.create(url="http://x/", observed_at=datetime.datetime(2300, 1, 1, tzinfo=datetime.UTC)),
        lambda: Stub.objects.create(url=f"http://x/{'y' * 3000}"),
        lambda: Article.objects.update(
            published="9999", published_basis="record", published_lower=datetime.date(9999, 1, 1)
        ),
        lambda: Event.objects.create(
            type="visit", title="V", date="0001", date_basis="stated", date_lower=datetime.date(1, 1, 1)
        ),
        lambda: Teaser.objects.create(article=Article.objects.get(), text="T", position=1001),
    ],
)
def test_the_database_holds_the_rules(tmp_path, change):
    ingest_records(tmp_path, "a-2024-10-06.json", record(1, prose(1)))
    with pytest.raises(IntegrityError), transaction.atomic():
        change()


def test_random_hostile_documents_leave_the_good_ones_as_they_are(tmp_path, client, no_stall):
    write_good(tmp_path / "good", 20)
    run("ingest", str(tmp_path / "good"), workers=1)
    expected = rows_of_good()
    Article.objects.all().delete()
    Event.objects.all().delete()
    Person.objects.all().delete()
    write_good(tmp_path / "all", 20)
    write_hostile(tmp_path / "all", 40, seed=20)
    out, err, code = run("ingest", str(tmp_path / "all"), outlet="Tirana Post", workers=1)
    assert code in (0, 1)
    assert "Traceback" not in out + err
    assert rows_of_good() == expected
    assert [one for one in failures(client, most=12) if not one.startswith("404")] == []
