"""URLs that no longer answer are noted, and nothing is deleted."""

import datetime
import io
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from corpus.models import Absence, Article, IngestRun, Outcome, Snapshot, Stub
from tests.support.fingerprint import fingerprint
from tests.support.samples import LINK, prose, record, snapshot

pytestmark = pytest.mark.django_db


def ingest(*paths) -> list[Outcome]:
    """Return the outcomes of one run."""
    call_command("ingest", *map(str, paths), workers=1, stdout=StringIO(), stderr=StringIO())
    return list(IngestRun.objects.latest("pk").outcomes.order_by("pk"))


def warc(tmp_path, name: str, *answers: tuple[str, str, str, bytes]):
    """Return a web archive of (address, time, status line, body)."""
    path = tmp_path / name
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for url, time, status, body in answers:
            headers = StatusAndHeaders(status, [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
            writer.write_record(
                writer.create_warc_record(
                    url, "response", payload=io.BytesIO(body), http_headers=headers,
                    warc_headers_dict={"WARC-Date": time},
                )
            )  # fmt: skip
    return path


def page(text: str) -> bytes:
    return (
        "<html><body><div class='article-main-title'>A Bridge Opened</div><div class='content-wrapper'>"
        f"<p>Pyongyang, March 9 (KCNA) -- {text}</p></div>"
        "<div class='publish-time'>www.kcna.kp (Juche113.3.9.)</div></body></html>"
    ).encode()


@pytest.mark.parametrize("gone_first", [False, True])
def test_an_address_that_answers_not_found(tmp_path, client, gone_first):
    url = LINK.format("0a1b")
    there = warc(tmp_path, "there.warc.gz", (url, "2024-03-10T08:00:00Z", "200 OK", page(prose(1))))
    gone = warc(tmp_path, "gone.warc.gz", (url, "2024-05-03T08:00:00Z", "404 Not Found", b"<html>none</html>"))
    runs = [ingest(path) for path in ([gone, there] if gone_first else [there, gone])]
    article = Article.objects.get()
    absence = Absence.objects.of(article.pk).get()
    assert (absence.http_status, absence.observed_at.date()) == (404, datetime.date(2024, 5, 3))
    assert article.text == prose(1)
    (outcome,) = runs[0 if gone_first else 1]
    assert outcome.kind == ("stub" if gone_first else "unchanged")
    assert "404 Not Found" in outcome.reason
    shown = client.get(article.get_absolute_url()).content.decode()
    assert "3 May 2024" in shown
    assert "404" in shown
    ingest(gone)
    assert Absence.objects.count() == 1


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 0, 2)])
def test_an_address_that_later_snapshots_list_no_more(tmp_path, order):
    one, two, three = (record(i, prose(i), day=f"2024-10-0{i}") for i in (1, 2, 3))
    paths = [
        snapshot(tmp_path, "2024-10-04", one, two, three),
        snapshot(tmp_path, "2024-10-05", one, three),
        snapshot(tmp_path, "2024-10-06", one, two | {"story_text": ""}, three),
    ]
    for index in order:
        ingest(paths[index])
    rows = [(row.url, row.observed_at.date().isoformat(), row.http_status) for row in Absence.objects.all()]
    assert rows == [(LINK.format(2), "2024-10-05", None)]
    assert Snapshot.objects.count() == 3
    assert Article.objects.count() == 3
    assert Stub.objects.get().url == LINK.format(2)


def test_what_a_snapshot_does_not_go_back_to_is_not_absent(tmp_path):
    ingest(snapshot(tmp_path, "2024-10-04", record(1, prose(1), day="2024-09-01"), record(2, prose(2))))
    ingest(snapshot(tmp_path, "2024-10-06", record(2, prose(2)), record(3, prose(3))))
    assert not Absence.objects.exists()


def test_a_damaged_snapshot_shows_no_absence(tmp_path):
    one, two = (record(i, prose(i)) for i in (1, 2))
    ingest(snapshot(tmp_path, "2024-10-04", one, two))
    damaged = snapshot(tmp_path, "2024-10-06", one, {"alpha": "of no known scrape"})
    ingest(damaged)
    assert not Absence.objects.exists()
    assert Snapshot.objects.count() == 1


def test_the_corpus_is_the_same_in_either_order(tmp_path):
    one, two, three = (record(i, prose(i), day=f"2024-10-0{i}") for i in (1, 2, 3))
    paths = [
        snapshot(tmp_path, "2024-10-04", one, two, three),
        snapshot(tmp_path, "2024-10-06", one, three | {"story_text": f"{prose(3)} And more. -0-"}),
    ]
    for path in paths:
        ingest(path)
    expected = fingerprint()
    assert len(expected["absences"]) == 1
    Article.objects.all().delete()
    Absence.objects.all().delete()
    Snapshot.objects.all().delete()
    assert fingerprint()["articles"] == []
    for path in reversed(paths):
        ingest(path)
    now = fingerprint()
    assert [now["articles"], now["absences"]] == [expected["articles"], expected["absences"]]


def test_absences_are_in_the_admin(admin_client):
    Absence.objects.create(url=LINK.format(1), http_status=410, source="crawl.warc.gz")
    assert LINK.format(1) in admin_client.get(reverse("admin:corpus_absence_changelist")).content.decode()
