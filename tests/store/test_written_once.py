"""A batch writes no row twice."""

import json
from collections import Counter

import pytest
from django.apps import apps
from django.db import connection

from corpus.models import Article, Event, Person
from tests.support.ingest import ingest as ingest_files
from tests.support.ingest import ingest_records
from tests.support.samples import meeting_text, prose, record

pytestmark = pytest.mark.django_db
_NOTE = """
CREATE TABLE written (name text, id text);
CREATE FUNCTION note_written() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO written VALUES (TG_TABLE_NAME, to_jsonb(NEW) ->> TG_ARGV[0]);
    RETURN NULL;
END $$;
"""
# The run that a batch belongs to, and the counter of places, which a trigger on the search rows of events keeps.
_NOT_OF_THE_BATCH = {"corpus_ingestrun", "corpus_place"}


@pytest.fixture
def written(db):
    """Note every row that is inserted or updated; return a function that returns those noted since its last call."""
    with connection.cursor() as cursor:
        cursor.execute(_NOTE)
        for model in apps.get_app_config("corpus").get_models():
            cursor.execute(
                f"CREATE TRIGGER note AFTER INSERT OR UPDATE ON {model._meta.db_table} FOR EACH ROW "
                f"EXECUTE FUNCTION note_written('{model._meta.pk.column}')"
            )

    def since() -> Counter:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM written RETURNING name, id")
            return Counter(row for row in cursor.fetchall() if row[0] not in _NOT_OF_THE_BATCH)

    return since


def ingest(tmp_path, written, *records) -> set[str]:
    """Ingest these records as one batch, of which no row is written twice; return the names of the tables written."""
    ingest_records(tmp_path, "a.json", *records)
    return assert_once(written())


def assert_once(written: Counter) -> set[str]:
    assert [row for row, times in written.items() if times > 1] == []
    return {name for name, _ in written}


def test_new_articles_people_and_events(tmp_path, written):
    records = [record(n, meeting_text(n), day=f"2024-10-0{n}") for n in range(1, 6)]
    tables = ingest(tmp_path, written, *records)
    assert {"corpus_article", "corpus_person", "corpus_event", "corpus_participation", "corpus_eventsearch"} <= tables
    assert set(Article.objects.values_list("revision_count", flat=True)) == {1}
    assert all(Person.objects.values_list("article_count", flat=True))
    assert all(Event.objects.values_list("report_count", flat=True))


def test_what_is_stored_changes(tmp_path, written):
    ingest(tmp_path, written, record(1, meeting_text(1)), record(2, prose(2)))
    again = record(1, f"{meeting_text(1)}\nHe also met Vice Premier Jo Yong Won.")
    tables = ingest(tmp_path, written, again, record(3, meeting_text(1, respelled=True)), record(2, prose(2)))
    assert {"corpus_article", "corpus_revision", "corpus_reprint", "corpus_event", "corpus_report"} <= tables
    assert sorted(Article.objects.values_list("revision_count", "reprint_count")) == [(1, 0), (1, 1), (2, 1)]
    assert Event.objects.get(type="meeting", report_count=2)


@pytest.mark.parametrize("undated_first", [True, False])
def test_an_undated_reprint_borrows_a_date(tmp_path, written, undated_first):
    lost = tmp_path / "lost.txt"
    lost.write_text(f"{meeting_text(1)}\nAdvertisement\nMore From Rodong Sinmun (En)\nMore Articles")
    dated = tmp_path / "scrape-2024-10-06.json"
    dated.write_text(json.dumps([record(1, meeting_text(1, respelled=True))]))
    for path in (lost, dated) if undated_first else (dated, lost):
        ingest_files(path)
        assert_once(written())
    assert Article.objects.get(outlet__slug="rodong-sinmun").published_basis == "reprint"
