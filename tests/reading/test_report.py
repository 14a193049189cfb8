"""What ``manage.py ingest --dry-run --report`` tells a librarian before anything is stored."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from corpus.models import Article, IngestRun
from tests.support.parsing import BODY

pytestmark = pytest.mark.django_db
ROW = {"link": "http://www.kcna.kp/en/{}", "headline": "Bridge {}", "date": "2024-04-22", "content": " ".join(BODY)}


def collected(tmp_path) -> str:
    """Write records of which one has a date that is not understood, and some hold no article; return the path."""
    rows = [{name: value.format(n) for name, value in ROW.items()} for n in range(6)]
    rows[1]["date"] = "in spring"
    rows[2]["content"] = rows[3]["content"] = rows[4]["content"] = rows[5]["content"] = "403 Forbidden"
    path = tmp_path / "kcna.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return str(path)


def printed(*arguments: str) -> str:
    out = StringIO()
    call_command("ingest", *arguments, stdout=out, stderr=StringIO())
    return out.getvalue()


@pytest.mark.parametrize("first", [True, False], ids=["before the path", "after it"])
def test_a_table_of_outcomes_by_reason_with_three_examples(tmp_path, first):
    path = collected(tmp_path)
    before = (tmp_path / "kcna.jsonl").read_bytes()
    said = printed("--dry-run", *(["--report", path] if first else [path, "--report"]), "--workers", "1")
    assert "4  not an article: an error message in place of the text" in said
    assert said.count("403 Forbidden") == 3
    assert "title from headline" in said or "headline" in said.split("read as")[1].splitlines()[0]
    assert "doubt: the record’s date … is not understood" in said
    assert "“in spring”" in said
    assert (tmp_path / "kcna.jsonl").read_bytes() == before, "a report never replaces a document"
    assert not Article.objects.exists()
    assert not IngestRun.objects.exists()


def test_a_report_replaces_a_former_report(tmp_path):
    path, report = collected(tmp_path), tmp_path / "report.jsonl"
    for _ in range(2):
        printed(path, "--dry-run", "--report", str(report), "--workers", "1")
    assert [json.loads(line)["outcome"] for line in report.read_text().splitlines()].count("refused") == 4
