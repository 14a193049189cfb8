"""Reprints: found whichever comes first, and parted when their wordings are."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from corpus.models import Article, Reprint

from .samples import meeting_text, prose, record

pytestmark = pytest.mark.django_db


def ingest(tmp_path, day: str, *records: dict) -> None:
    path = tmp_path / f"scrape-{day}.json"
    path.write_text(json.dumps(records))
    call_command("ingest", str(path), workers=1, stdout=StringIO(), stderr=StringIO())


def test_a_pair_is_parted_when_one_of_them_is_worded_anew(tmp_path):
    ingest(tmp_path, "2024-10-06", record(1, meeting_text(1)), record(2, meeting_text(1, respelled=True)))
    assert set(Article.objects.values_list("reprint_count", flat=True)) == {1}
    ingest(tmp_path, "2024-10-09", record(2, prose(5, 90)))
    assert not Reprint.objects.exists()
    assert set(Article.objects.values_list("reprint_count", flat=True)) == {0}
    ingest(tmp_path, "2024-10-12", record(2, meeting_text(1, respelled=True) + " It ended."))
    assert Reprint.objects.count() == 1
    assert set(Article.objects.values_list("reprint_count", flat=True)) == {1}


@pytest.mark.parametrize("apart", [3, 40])
def test_the_same_words_weeks_later_are_another_occasion(tmp_path, apart):
    day = {3: "2024-10-08", 40: "2024-11-14"}[apart]
    ingest(tmp_path, "2024-11-20", record(1, meeting_text(1)), record(2, meeting_text(1, respelled=True), day=day))
    assert Reprint.objects.exists() == (apart == 3)
