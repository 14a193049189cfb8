"""Decisions about much-named people: made at once, followed in batches."""

from io import StringIO

import pytest
from django.core.management import call_command

from corpus.models import Pending, Person
from corpus.store import judge
from corpus.store.judge import decide, undo

from .decisions import ingest_corpus, shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def corpus(tmp_path):
    """The small corpus, ingested."""
    ingest_corpus(tmp_path)
    return tmp_path


def merge():
    one, other = Person.objects.get(slug="ri-chol-su"), Person.objects.get(slug="ri-chol-soo")
    return decide(judge.merge([one, other], other))


def test_what_follows_later_comes_to_the_same(corpus, monkeypatch):
    before = shown()
    made = merge()
    after = shown()
    undo(made)
    assert shown() == before
    monkeypatch.setattr("corpus.store.pending.AT_ONCE", 1)
    monkeypatch.setattr("corpus.store.pending.BATCH", 1)
    made = merge()
    assert Pending.objects.count() == 2
    assert shown() != after
    out = StringIO()
    call_command("judgements", "follow", stdout=out, stderr=StringIO())
    assert "2 articles have followed" in out.getvalue()
    assert shown() == after
    undo(made)
    ingest_corpus(corpus)  # every ingest lets what waits follow
    assert not Pending.objects.exists()
    assert shown() == before


def test_the_first_page_says_what_waits(corpus, monkeypatch, admin_client):
    monkeypatch.setattr("corpus.store.pending.AT_ONCE", 1)
    merge()
    assert "2 articles are still to follow" in " ".join(admin_client.get("/admin/").content.decode().split())
