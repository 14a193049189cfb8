"""Refused records are kept, and tried again."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from corpus.models import Article, IngestRun, RefusedCapture
from tests.support.samples import prose, record

pytestmark = pytest.mark.django_db


def ingest(*paths, **options) -> str:
    out = StringIO()
    call_command("ingest", *map(str, paths), workers=1, stdout=out, stderr=StringIO(), **options)
    return out.getvalue()


def test_kept_bytes_are_tried_again_without_the_file(tmp_path):
    path = tmp_path / "a-2024-10-06.json"
    path.write_text(json.dumps([record(1, prose(1)), {"heading": "A Headline", "inhalt": prose(2)}]))
    printed = ingest(path)
    run = IngestRun.objects.get()
    assert f"--retry {run.pk}" in printed
    kept = RefusedCapture.objects.get()
    assert json.loads(kept.raw())["inhalt"] == prose(2)
    assert kept.captured_at.date().isoformat() == "2024-10-06"
    path.unlink()
    assert "refused           1" in ingest(retry=run.pk)
    named = {"outlet": "kcna", "fields": [("body", "inhalt")]}
    assert "created           1" in ingest(retry=run.pk, **named)
    assert Article.objects.count() == 2
    assert "unchanged         1" in ingest(retry=run.pk, **named)


def test_files_that_could_not_be_read_are_read_again(tmp_path):
    path = tmp_path / "cut.json"
    whole = json.dumps([record(1, prose(1)), record(2, prose(2))])
    path.write_text(whole[:-30])
    with pytest.raises(SystemExit):
        ingest(path)
    run = IngestRun.objects.get()
    assert Article.objects.count() == 1
    path.write_text(whole)
    printed = ingest(retry=run.pk)
    assert "created           1" in printed
    assert "unchanged         1" in printed
    assert Article.objects.count() == 2


def test_stubs_are_not_kept_for_another_try(tmp_path):
    path = tmp_path / "a.json"
    path.write_text(json.dumps([record(1, "")]))
    ingest(path)
    assert not RefusedCapture.objects.exists()
    assert "total             0" in ingest(retry=IngestRun.objects.get().pk)


def test_a_run_there_is_none_of():
    with pytest.raises(CommandError, match="no run 99"):
        ingest(retry=99)
    with pytest.raises(CommandError, match="Name the files"):
        ingest()
