"""Who may do what in the admin site: roles are groups, made by a migration; log-ins are throttled."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from corpus.models import Judgement, Person
from corpus.store.judgements import decisions
from corpus.store.judgements.decide import decide
from tests.support import factories as make
from tests.support.admin_pages import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def undone_at():
    """Return the address that undoes a judgement in force."""
    row = decide(decisions.correct(make.person("Ri Yong"), "note", "the minister"))
    return reverse("admin:corpus_judgement_undo", args=[row.pk])


@pytest.mark.parametrize(
    ("role", "status", "left"), [("Viewer", 403, 1), ("Curator", 302, 0), ("Administrator", 302, 0)]
)
def test_only_curators_take_back(undone_at, role, status, left):
    client = client_of(role)
    assert client.get(reverse("admin:corpus_person_changelist")).status_code == 200
    assert client.post(undone_at, {"next": "/admin/"}).status_code == status
    assert Judgement.objects.in_force().count() == left
    assert (Person.objects.get().note == "") == (left == 0)


def test_taking_back_twice_is_said_and_needs_a_post(undone_at, admin_client):
    assert admin_client.get(undone_at).status_code == 405
    admin_client.post(undone_at)
    page = admin_client.post(undone_at, {"next": "https://elsewhere.example/"}, follow=True)
    assert page.redirect_chain[0][0] == reverse("admin:corpus_judgement_changelist")
    assert "It was taken back already." in page.content.decode()


def test_an_administrator_manages_accounts_and_a_curator_does_not():
    assert client_of("Administrator").get(reverse("admin:auth_user_changelist")).status_code == 200
    assert client_of("Curator").get(reverse("admin:auth_user_changelist")).status_code == 403


def test_judgements_are_listed_with_who_and_when(undone_at, admin_client):
    page = admin_client.get(reverse("admin:corpus_judgement_changelist")).content.decode()
    assert "field corrected: note is “the minister”" in page
    address = reverse("admin:corpus_judgement_change", args=[Judgement.objects.get().pk])
    assert "Take it back" in admin_client.get(address).content.decode()
    assert admin_client.post(address, {"reason": "forged"}).status_code == 403


def test_who_guesses_behind_a_proxy_locks_out_nobody_else(settings):
    settings.AXES_ENABLED = True
    settings.REST_FRAMEWORK = settings.REST_FRAMEWORK | {"NUM_PROXIES": 1}
    get_user_model().objects.create_user("curator", password="word", is_staff=True)
    address = reverse("admin:login")

    def log_in(password: str, seen: str) -> int:
        form = {"username": "curator", "password": password}
        return Client().post(address, form, headers={"x-forwarded-for": seen}).status_code

    for number in range(settings.AXES_FAILURE_LIMIT):
        status = log_in("wrong", f"10.0.0.{number}, 6.6.6.6")  # what stands in front is made up
    assert status == 429
    assert log_in("word", "6.6.6.6") == 429
    assert log_in("word", "9.9.9.9") == 302


def test_guessing_over_many_accounts_is_throttled_by_address(settings):
    settings.AXES_ENABLED = True
    settings.REST_FRAMEWORK = settings.REST_FRAMEWORK | {"NUM_PROXIES": 1}
    get_user_model().objects.create_user("curator", password="word", is_staff=True)
    address = reverse("admin:login")

    def log_in(name: str, password: str, seen: str) -> int:
        form = {"username": name, "password": password}
        return Client().post(address, form, headers={"x-forwarded-for": seen}).status_code

    statuses = [log_in(f"somebody{number}", "wrong", "6.6.6.6") for number in range(5 * settings.AXES_FAILURE_LIMIT)]
    assert set(statuses[:-1]) == {200}
    assert statuses[-1] == 429
    assert log_in("curator", "word", "6.6.6.6") == 429
    assert log_in("curator", "word", "9.9.9.9") == 302


def test_guessing_passwords_is_throttled(settings):
    settings.AXES_ENABLED = True
    get_user_model().objects.create_user("curator", password="word", is_staff=True)
    client, address = Client(), reverse("admin:login")
    for _ in range(settings.AXES_FAILURE_LIMIT):
        answer = client.post(address, {"username": "curator", "password": "wrong"})
    assert answer.status_code == 429
    assert client.post(address, {"username": "curator", "password": "word"}).status_code == 429, "for a while"
