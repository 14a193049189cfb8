"""Bulk actions: a judgement for each chosen row, in batches, with progress, and all of it can be taken back."""

from itertools import pairwise

import pytest
from django.urls import reverse

from corpus.models import BulkDecision, Event, Judgement, LikelyDuplicate, Person
from tests.support import factories as make
from tests.support.admin_pages import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    """Five people, of the names A to E."""
    return [make.person(f"Kim {letter}") for letter in "ABCDE"]


@pytest.fixture
def slowly(monkeypatch):
    """One row a batch."""
    monkeypatch.setattr("corpus.admin.pages.bulk.SECONDS", 0)


def act(client, action: str, rows, **more):
    """Do an action of a list with these rows."""
    address = reverse(f"admin:corpus_{rows[0]._meta.model_name}_changelist")
    return client.post(address, {"action": action, "_selected_action": [row.pk for row in rows], **more}, follow=True)


def page(bulk: BulkDecision) -> str:
    return reverse("admin:bulk", args=[bulk.pk])


def test_few_rows_are_decided_at_once(people, admin_client):
    html = act(admin_client, "mark_reviewed", people).content.decode()
    assert "5 marked as reviewed." in html
    assert set(Person.objects.values_list("status", flat=True)) == {"reviewed"}
    assert Judgement.objects.count() == 5


def test_many_go_on_batch_by_batch_with_progress(people, admin_client, slowly):
    html = " ".join(act(admin_client, "mark_uncertain", people).content.decode().split())
    bulk = BulkDecision.objects.get()
    assert "1 of 5: 1 marked as uncertain, 4 to come." in html
    assert '<progress max="5" value="1"' in html
    for number in range(2, 6):
        html = " ".join(admin_client.post(page(bulk), follow=True).content.decode().split())
        assert f"{number} of 5: {number} marked as uncertain" in html
    assert "Take all back" in html
    assert "Go on" not in html
    assert Person.objects.filter(status="uncertain").count() == 5
    admin_client.post(page(bulk))  # there is nothing left
    assert Judgement.objects.count() == 5


def test_what_was_left_is_found_again(people, admin_client, slowly):
    act(admin_client, "mark_reviewed", people)
    bulk = BulkDecision.objects.get()
    html = admin_client.get("/admin/").content.decode()
    assert "4 of 5 rows chosen" in html
    assert page(bulk) in html


def test_what_was_left_is_found_however_much_was_done_since(people, admin_client, monkeypatch):
    monkeypatch.setattr("corpus.admin.pages.bulk.SECONDS", 0)
    act(admin_client, "mark_reviewed", people)
    for _ in range(25):
        act(admin_client, "mark_uncertain", people[:1])
    assert "4 of 5 rows chosen" in admin_client.get("/admin/").content.decode()


def test_all_of_it_is_taken_back(people, admin_client):
    act(admin_client, "mark_reviewed", people)
    bulk = BulkDecision.objects.get()
    html = admin_client.post(page(bulk), {"undo": "1"}, follow=True).content.decode()
    assert "5 taken back." in html
    assert "Take all back" not in html
    assert set(Person.objects.values_list("status", flat=True)) == {"unreviewed"}
    assert not Judgement.objects.in_force().exists()


def test_what_cannot_be_decided_is_told_and_stops_nothing(people, admin_client):
    for one, other in pairwise(people):
        pair = LikelyDuplicate.objects.create(one=one, other=other, reason="spelling")
    assert (
        "4 marked as two people."
        in act(admin_client, "mark_different", [pair, *LikelyDuplicate.objects.all()]).content.decode()
    )
    html = act(admin_client, "mark_open", list(LikelyDuplicate.objects.all())).content.decode()
    assert "4 marked as not yet judged." in html
    LikelyDuplicate.objects.filter(pk=pair.pk).update(verdict="different")  # as of no judgement
    html = act(admin_client, "mark_open", [pair]).content.decode()
    assert "0 marked as not yet judged." in html
    assert "Nobody judged it." in html


def test_a_row_that_is_gone_is_passed_over(admin_client, slowly):
    events = [make.event(reported_in=[make.article(f"Talks {number}")]) for number in range(3)]
    act(admin_client, "reject", events)
    bulk = BulkDecision.objects.get()
    Event.objects.filter(status="unreviewed").first().delete()
    for _ in range(2):
        html = " ".join(admin_client.post(page(bulk), follow=True).content.decode().split())
    assert "3 of 3: 2 rejected." in html


def test_the_page_is_for_the_one_who_began_it(people, admin_client, slowly):
    act(admin_client, "mark_reviewed", people)
    bulk = BulkDecision.objects.get()
    other = client_of("Curator")
    assert other.get(page(bulk)).status_code == 404
    assert other.post(page(bulk)).status_code == 404
    bulk.by = other.get("/admin/").wsgi_request.user
    bulk.save()
    assert other.get(page(bulk)).status_code == 200
    bulk.by.groups.clear()
    assert other.post(page(bulk)).status_code == 403
