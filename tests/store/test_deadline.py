"""A document that takes too long is stored without its facts; one that stops a worker is refused; the run goes on."""

import json
import signal

import pytest
from django.core.management import call_command
from django.urls import reverse

from corpus.extract import VERSION
from corpus.ingest.capture import Capture, Refusal
from corpus.models import Article, Mention, Outcome, Revision
from corpus.store.loading import deadline, prepare, worker
from corpus.store.loading.prepare import Prepared, preparer
from tests.support.ingest import ingest_records
from tests.support.samples import meeting_text, prose, record
from tests.support.stuck import stuck

SHORT = 0.8  # seconds; enough for any other document on a busy machine
SLOW = "Sluggish"  # in a text, makes the extraction below endless


def forever():
    while True:
        pass


def endless(parsed):
    """Extract as usual, but never end on a slow text."""
    return forever() if SLOW in parsed.text else _extract(parsed)


_extract = prepare.extract_from


def capture(number: int, text: str) -> Capture:
    return Capture(json.dumps(record(number, text)).encode(), f"a.json#{number}", "application/json")


@pytest.fixture
def short(monkeypatch, settings):
    """Let a document take a moment only; the vocabulary is loaded before."""
    prepare.load()
    settings.DOCUMENT_SECONDS = SHORT
    monkeypatch.setattr(worker, "GRACE", 0.8)


def test_the_deadline_interrupts_code_and_gives_the_callers_timer_back():
    fired = []
    before = signal.signal(signal.SIGALRM, lambda *_: fired.append(True))
    signal.setitimer(signal.ITIMER_REAL, 60)
    try:
        with pytest.raises(deadline.OutOfTime), deadline.deadline(0.02):
            forever()
        assert signal.getitimer(signal.ITIMER_REAL)[0] > 30
        assert not fired
        with deadline.deadline(60):
            pass
        assert signal.getitimer(signal.ITIMER_REAL)[0] > 30
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@pytest.mark.django_db
def test_its_text_is_stored_without_facts_with_a_warning_and_waits_for_a_curator(
    tmp_path, monkeypatch, short, admin_client
):
    monkeypatch.setattr(prepare, "extract_from", endless)
    texts = [meeting_text(1), f"{SLOW} {meeting_text(2)}", meeting_text(3)]
    assert ingest_records(tmp_path, "a.json", *(record(n, text) for n, text in enumerate(texts))) == {"created": 3}
    slow = Article.objects.get(text__contains=SLOW)
    assert not Mention.objects.filter(revision__article=slow).exists()
    assert slow.current.extractor == ""
    assert set(Revision.objects.exclude(article=slow).values_list("extractor", flat=True)) == {VERSION}
    assert "took longer than 0.8 seconds" in Outcome.objects.get(article=slow).reason
    assert admin_client.get(slow.get_absolute_url()).status_code == 200
    queue = reverse("admin:queue", args=["facts"])
    assert admin_client.get(queue).context["item"] == slow
    admin_client.post(queue, {"item": slow.pk, "code": "leave"})
    assert admin_client.get(queue).context["item"] is None


@pytest.mark.django_db
def test_reextract_tries_again(tmp_path, monkeypatch, short):
    with monkeypatch.context() as patched:
        patched.setattr(prepare, "extract_from", endless)
        ingest_records(tmp_path, "a.json", record(1, f"{SLOW} {meeting_text(2)}"))
    call_command("reextract", older=True, verbosity=0)
    assert Revision.objects.get().extractor == VERSION
    assert Mention.objects.exists()


@pytest.mark.parametrize(
    ("word", "reason"), [("Hopeless", "took longer than 0.8 seconds"), ("Deadly", "ended (exit code -9)")]
)
def test_a_worker_that_does_not_answer_or_ends_is_replaced(short, monkeypatch, word, reason):
    monkeypatch.setattr(worker, "START", 10)
    chunk = [capture(1, prose(1)), capture(2, f"{word} {prose(2)}"), capture(3, prose(3))]
    try:
        worker.prepare_chunk(preparer("kcna"), [capture(0, prose(0))], 10)  # the worker has started
        found = worker.prepare_chunk(stuck, chunk, SHORT)
    finally:
        worker.end_all()
    assert [type(one) for one in found] == [Prepared, Refusal, Prepared]
    assert reason in found[1].reason
    assert found[1].capture == chunk[1]
    assert [found[0].source, found[2].source] == ["a.json#1", "a.json#3"]


def test_what_only_its_facts_make_slow_is_kept_without_them(short):
    try:
        worker.prepare_chunk(preparer("kcna"), [capture(0, prose(0))], 10)
        (found,) = worker.prepare_chunk(stuck, [capture(1, f"Stuck {meeting_text(1)}")], SHORT)
    finally:
        worker.end_all()
    assert found.extraction.version == ""
    assert found.parsed.text.startswith("Stuck")
    assert "not extracted" in found.parsed.warnings[-1]
