"""The migration that brought limits mends what earlier versions had stored beyond them."""

import pkgutil
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection

from corpus import migrations
from corpus.models import Absence, Article, Capture, DateCandidate, Event, Report, Revision, Stub, Teaser
from tests.support.every_page import failures
from tests.support.ingest import ingest_records
from tests.support.samples import meeting_text, prose, record

pytestmark = pytest.mark.django_db

NAME = next(one.name for one in pkgutil.iter_modules(migrations.__path__) if "believed_times" in one.name)
mend = import_module(f"corpus.migrations.{NAME}").mend

ODD = """
UPDATE corpus_capture SET captured_at = '0001-12-31 10:00+00 BC' WHERE url LIKE '%/1.kcmsf';
UPDATE corpus_capture SET captured_at = '9999-12-31 23:00+00' WHERE url LIKE '%/2.kcmsf';
UPDATE corpus_datecandidate SET edtf = '/9999-12-31' WHERE basis = 'capture';
UPDATE corpus_revision SET first_captured = '0001-12-31 10:00+00 BC';
UPDATE corpus_article SET published_lower = '9999-10-05', published_upper = '9999-10-05', published = '9999-10-05',
    dateline_date = '9999-10-05' WHERE id = (SELECT min(id) FROM corpus_article);
UPDATE corpus_event SET date = '9999-10-05', date_lower = '9999-10-05', date_upper = '9999-10-05';
UPDATE corpus_report SET date = '9999-10-05', date_basis = 'stated';
INSERT INTO corpus_absence (url, observed_at, http_status, source) VALUES
    ('http://x/', '0001-12-31 10:00+00 BC', 404, 'a'), ('http://x/', '9999-12-31 10:00+00', 404, 'b'),
    ('http://y/', '2300-01-01', 404, 'c'), ('http://y/', NULL, 404, 'd'), ('http://z/', '2024-01-01', 404, 'e');
INSERT INTO corpus_stub (url, title, series, captured_at, source) VALUES
    ('http://x/' || repeat('y', 2200), 'T', '', '2300-01-01', 'a');
INSERT INTO corpus_teaser (article_id, text, date, url, position)
    SELECT min(id), 'T', '9999', '', 1 FROM corpus_article;
INSERT INTO corpus_teaser (article_id, text, date, url, position)
    SELECT min(id), 'U', '', '', 20000 FROM corpus_article;
"""


def test_rows_beyond_the_limits_are_mended(tmp_path, client):
    records = [record(1, meeting_text(1)), record(2, prose(2)), record(3, prose(3))]
    ingest_records(tmp_path, "a-2024-10-06.json", *records)
    # The same bytes at the same address, once more at an impossible time.
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(
            "SELECT conrelid::regclass, conname FROM pg_constraint WHERE contype = 'c'"
            " AND (conname ~ '(believed|_short|_in_range)$')"
        )
        held = [(f"ALTER TABLE {table}", name) for table, name in cursor.fetchall()]
        for table, name in held:
            cursor.execute(f"{table} DROP CONSTRAINT {name}")
        cursor.execute(ODD)
    mend(apps, SimpleNamespace(connection=connection))
    assert set(Capture.objects.filter(captured_at=None).values_list("url", flat=True)) == {
        one["link"] for one in records[:2]
    }
    assert DateCandidate.objects.filter(edtf__contains="9999").count() == 0
    assert not Revision.objects.exclude(first_captured=None).exists()
    article = Article.objects.order_by("pk").first()
    assert (article.published, article.published_lower, article.dateline_date) == ("", None, "")
    assert set(Event.objects.values_list("date", "date_basis", "date_lower")) == {("", "", None)}
    assert set(Report.objects.values_list("date", "date_basis")) == {("", "")}
    times = Absence.objects.order_by("url").values_list("url", "observed_at__year")
    assert list(times) == [("http://x/", None), ("http://y/", None), ("http://z/", 2024)]
    assert len(Stub.objects.get().url) == 2100
    assert list(Teaser.objects.values_list("text", "date")) == [("T", "")]
    assert failures(client) == []
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM corpus_articlesearch WHERE lower > '2200-01-01'")
        assert cursor.fetchone() == (0,)
