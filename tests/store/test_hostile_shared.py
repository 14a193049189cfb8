"""The documents of shared/hostile, which broke an earlier version, end as their README says."""

import pytest

from corpus.models import Absence, Article, Capture, Outcome
from tests.support.commands import run
from tests.support.every_page import failures
from tests.support.shared import shared

pytestmark = pytest.mark.django_db


def test_each_ends_as_it_should_and_no_page_breaks(client, no_stall):
    for path in sorted(shared("hostile").glob("[0-9]-*")):
        out, err, code = run("ingest", str(path), workers=1)
        assert "Traceback" not in out + err, path
        assert code == (1 if path.name == "7-lying.tar" else 0), path
        assert failures(client, most=2) == [], path  # the newest
    assert failures(client) == []
    assert Absence.objects.get().observed_at is None
    assert Article.objects.get(url="http://kcna.kp/r").published == "2020-01-01/2025-01-01"
    times = dict(Capture.objects.filter(source__contains="-max").values_list("url", "captured_at"))
    assert times == {"http://rodong.rep.kp/a": None}
    refused = Outcome.objects.get(kind="refused")
    assert refused.source.endswith("7-lying.tar!big.txt")
    assert "larger than its archive" in refused.reason
