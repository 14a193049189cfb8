"""Parsing and extraction on a Dask cluster give the same corpus as local workers."""

import json
from io import StringIO

import pytest
from dask.distributed import LocalCluster
from django.core.management import CommandError, call_command

from corpus.models import Article
from tests.support.fingerprint import fingerprint
from tests.support.samples import meeting_text, record

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(scope="module")
def scheduler():
    """Return the address of a cluster of one worker process."""
    with LocalCluster(
        n_workers=1, threads_per_worker=1, host="127.0.0.1", dashboard_address=None, worker_dashboard_address=None
    ) as cluster:
        yield cluster.scheduler_address


def ingest(path, **options) -> str:
    out = StringIO()
    call_command("ingest", str(path), stdout=out, stderr=StringIO(), **options)
    return out.getvalue()


def test_a_cluster_gives_the_same_corpus(tmp_path, scheduler):
    path = tmp_path / "scrape-2024-10-06.json"
    records = [record(i, meeting_text(i), day=f"2024-10-{1 + i % 28:02d}") for i in range(60)]
    path.write_text(json.dumps([*records, {"alpha": 1}]))
    ingest(path, workers=1)
    expected = fingerprint()
    call_command("flush", interactive=False, verbosity=0)
    assert "refused           1" in ingest(path, dask=scheduler)
    assert fingerprint() == expected
    assert len(expected["articles"]) == 60


def test_a_deadline_interrupts_on_a_cluster_too(tmp_path, scheduler, settings):
    settings.DOCUMENT_SECONDS = 0.5
    path = tmp_path / "a.json"
    path.write_text(json.dumps([record(1, meeting_text(1)), record(2, "Kim Jong Un met Ivan Petrov. " * 33_000)]))
    assert "created           2" in ingest(path, dask=scheduler)
    assert Article.objects.without_facts().get().url.endswith("/2.kcmsf")


def test_no_scheduler_there(tmp_path, monkeypatch):
    from dask import config

    path = tmp_path / "a.json"
    path.write_text(json.dumps([record(1, meeting_text(1))]))
    with config.set({"distributed.comm.timeouts.connect": "1s"}), pytest.raises(CommandError, match="Ingest stopped"):
        ingest(path, dask="tcp://127.0.0.1:9")
