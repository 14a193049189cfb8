"""Stories at one address: wordings of one article, other stories, briefs and their full reports."""

import pytest

from corpus.models import Article, Brief, Capture, Event, Report, Revision
from corpus.store import reextract
from tests.support.fingerprint import fingerprint
from tests.support.ingest import forget_everything, ingest_records
from tests.support.samples import meeting_text, prose, record

pytestmark = pytest.mark.django_db

OPENING = "Kim Jong Un visited the Sample Fruit Farm newly built in the east, the first of five such farms of the year."
FULL = f"{OPENING}\nHe went round the orchards and the packing house.\n{prose(5, 120)}"


def take(tmp_path, *records) -> None:
    """Ingest each record as a snapshot of its own, in this order."""
    for number, (day, one) in enumerate(records):
        folder = tmp_path / str(number)
        folder.mkdir(exist_ok=True)
        ingest_records(folder, f"x-{day}.json", one)


def test_another_story_at_an_address_is_another_article(tmp_path):
    take(tmp_path, ("2024-10-08", record(1, prose(1))), ("2024-11-11", record(1, prose(2))))
    assert Article.objects.count() == 2
    assert {one.revision_count for one in Article.objects.all()} == {1}
    assert Capture.objects.values("url").distinct().count() == 1
    take(tmp_path, ("2024-12-01", record(1, f"{prose(1)} One more came.")))
    assert sorted(Article.objects.values_list("revision_count", flat=True)) == [1, 2]


def test_a_brief_is_linked_with_its_full_report_and_neither_revision_nor_reprint(tmp_path, client):
    take(tmp_path, ("2024-10-08", record(1, OPENING)), ("2024-11-11", record(1, FULL, headline="In Full")))
    link = Brief.objects.get()
    assert (link.brief.text, link.full.text) == (OPENING, FULL)
    assert link.brief.revision_count == link.full.revision_count == 1
    assert "Told in full in" in client.get(link.brief.get_absolute_url()).content.decode()
    assert "Brief of it:" in client.get(link.full.get_absolute_url()).content.decode()


def test_briefs_at_other_addresses_are_found_by_the_event(tmp_path):
    brief = (
        "Kim Jong Un visited the Sample Fruit Farm on October 4, the first of five such farms newly built in the east."
    )
    full = f"{brief}\n{prose(5, 120)}"
    ingest_records(tmp_path, "x-2024-10-06.json", record(1, brief), record(2, full), record(3, prose(3)))
    link = Brief.objects.get()
    assert (link.brief.text, link.full.text) == (brief, full)
    assert Event.objects.get().report_count == 2


def test_the_order_of_ingest_makes_no_difference(tmp_path):
    records = [
        ("2024-10-08", record(1, OPENING)),
        ("2024-10-09", record(1, FULL)),
        ("2024-10-10", record(1, f"{FULL} One more came.")),
        ("2024-10-11", record(1, prose(2))),
    ]
    take(tmp_path, *records)
    expected, links = fingerprint(), Brief.objects.count()
    assert len(expected["articles"]) == 3
    forget_everything()
    take(tmp_path, *reversed(records))
    assert (fingerprint(), Brief.objects.count()) == (expected, links)


def test_reextract_splits_articles_of_several_stories(tmp_path):
    other, meeting = record(1, prose(2), headline="Other"), record(2, meeting_text(3))
    take(tmp_path, ("2024-10-08", record(1, meeting_text(1))), ("2024-11-11", other), ("2024-11-12", meeting))
    expected = fingerprint()
    kept, lost = (
        Article.objects.get(title="Other"),
        Article.objects.exclude(title="Other").get(captures__url__contains="/1."),
    )
    Revision.objects.filter(article=lost).update(article=kept)
    Capture.objects.filter(article=lost).update(article=kept)
    Article.objects.filter(pk=kept.pk).update(revision_count=2)
    Article.objects.filter(pk=lost.pk).delete()
    list(reextract.reextract(reextract.to_reextract()))
    assert fingerprint() == expected
    assert Article.objects.filter(pk=kept.pk, title="Other").exists()
    assert Report.objects.count() == 2
