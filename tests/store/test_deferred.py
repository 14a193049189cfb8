"""Decisions about much-named people take effect at once and are settled in batches."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse

from corpus.models import Pending, Person, PersonWords
from corpus.store.judgements import decisions
from corpus.store.judgements.decide import decide, undo
from corpus.store.judgements.deferred import settle_deferred
from tests.support.admin_pages import client_of
from tests.support.decisions import ingest_corpus, shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def corpus(tmp_path):
    """Return the small corpus, ingested."""
    ingest_corpus(tmp_path)
    return tmp_path


def title_words() -> dict:
    """Return the titles that people are found by."""
    return dict(PersonWords.objects.values_list("person__slug", "search"))


def merge():
    one, other = Person.objects.get(slug="ri-chol-su"), Person.objects.get(slug="ri-chol-soo")
    return decide(decisions.merge([one, other], other))


@pytest.mark.parametrize("many", [5000, 0])
def test_what_follows_later_comes_to_the_same(corpus, monkeypatch, many):
    """With lists and counts deferred, or mentions too."""
    monkeypatch.setattr("corpus.store.matching.resolver.MANY", many)
    before = shown()
    made = merge()
    after, words = shown(), title_words()
    undo(made)
    assert shown() == before
    monkeypatch.setattr("corpus.store.judgements.deferred.AT_ONCE", 1)
    monkeypatch.setattr("corpus.store.judgements.deferred.BATCH", 1)
    made = merge()
    assert Pending.objects.count() == 2
    assert shown() != after
    out = StringIO()
    call_command("judgements", "follow", stdout=out, stderr=StringIO())
    assert "2 articles updated" in out.getvalue()
    assert (shown(), title_words()) == (after, words)
    undo(made)
    ingest_corpus(corpus)  # every ingest lets what waits follow
    assert not Pending.objects.exists()
    assert shown() == before


@pytest.fixture
def waiting(corpus, monkeypatch):
    """Merge two people so that two articles are deferred, one at a time."""
    monkeypatch.setattr("corpus.store.judgements.deferred.AT_ONCE", 1)
    monkeypatch.setattr("corpus.store.judgements.deferred.BATCH", 1)
    monkeypatch.setattr("corpus.store.matching.resolver.MANY", 0)
    return merge()


def test_a_decision_taken_back_while_it_follows_leaves_no_trace(corpus, monkeypatch):
    before = shown()
    monkeypatch.setattr("corpus.store.judgements.deferred.AT_ONCE", 0)
    monkeypatch.setattr("corpus.store.judgements.deferred.BATCH", 1)
    monkeypatch.setattr("corpus.store.matching.resolver.MANY", 0)
    made = merge()
    next(settle_deferred())
    undo(made)
    call_command("judgements", "follow", stdout=StringIO(), stderr=StringIO())
    assert shown() == before


def test_names_follow_with_the_last_batch(waiting):
    for _ in range(2):
        next(settle_deferred())
    assert not Pending.objects.exists()
    assert not PersonWords.objects.filter(stale=True).exists()


def test_the_first_page_says_what_waits_and_leads_to_it(waiting, admin_client):
    html = " ".join(admin_client.get("/admin/").content.decode().split())
    assert "2 articles are still to follow" in html
    assert reverse("admin:follow") in html


def test_a_curator_lets_it_follow_and_sees_how_far_it_is(waiting, monkeypatch, admin_client):
    monkeypatch.setattr("corpus.admin.pages.deferred_updates.SECONDS", -1)
    page = admin_client.get(reverse("admin:follow")).content.decode()
    assert "0 of 2 articles have followed, 2 to come" in page
    page = admin_client.post(reverse("admin:follow"), {"of": 2}, follow=True).content.decode()
    assert "1 of 2 articles have followed, 1 to come" in page
    page = admin_client.post(reverse("admin:follow"), {"of": 2}, follow=True).content.decode()
    assert "2 articles have followed. Nothing is left to follow." in " ".join(page.split())
    assert not Pending.objects.exists()
    assert client_of("Viewer").get(reverse("admin:follow")).status_code == 403
