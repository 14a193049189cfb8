"""A curator's whole way in a real browser: log in, review by keys, see the public page, undo, see it back."""

import re

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from corpus.models import Event
from corpus.models.roles import make_groups
from tests.support.browser import violations
from tests.support.decisions import ingest_corpus

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def curator(tmp_path):
    """Ingest the small corpus and create a curator."""
    ingest_corpus(tmp_path)
    # Tests with transactions of their own empty every table, those that migrations filled too.
    make_groups(apps)
    user = get_user_model().objects.create_user("curator", password="a long word", is_staff=True)
    user.groups.add(Group.objects.get(name="Curator"))
    return user


def log_in(open_page, **options):
    """Log in by the form and return the index of the admin site."""
    page = open_page("/admin/", **options)
    page.get_by_label("Username").fill("curator")
    page.get_by_label("Password").fill("a long word")
    page.get_by_role("button", name="Log in").click()
    page.get_by_role("heading", name="Waiting for review").wait_for()
    return page


def test_a_first_merge_and_its_undoing(curator, open_page):
    page = log_in(open_page)
    page.get_by_role("link", name="Start with: People who may be one").click()
    page.get_by_role("heading", name="Ri Chol Su and Ri Chol Soo").wait_for()
    page.keyboard.press("s")
    page.get_by_text("Nothing waits here").wait_for()
    assert "Same person" in page.locator(".messagelist").inner_text()
    queue = page.url
    page.goto("/people/ri-chol-soo/")
    assert page.url.endswith("/people/ri-chol-su/")
    assert "Reviewed by a person" in page.locator("main").inner_text().title().replace("By A Person", "by a person")
    assert "Ri Chol Soo" in page.locator("aside.facts").inner_text()
    page.goto("/admin/")
    page.get_by_role("button", name=re.compile("^Undo")).first.click()
    page.get_by_text("Taken back").first.wait_for()
    page.goto("/people/ri-chol-soo/")
    assert page.url.endswith("/people/ri-chol-soo/")
    page.goto(queue)
    page.get_by_role("heading", name="Ri Chol Su and Ri Chol Soo").wait_for()
    assert page.complaints == []


def test_an_undo_by_its_key_and_a_date_read_in_words(curator, open_page):
    page = log_in(open_page, viewport={"width": 390, "height": 800})
    page.goto("/admin/queue/duplicates/")
    page.keyboard.press("t")
    page.get_by_text("Nothing waits here").wait_for()
    page.keyboard.press("u")
    page.get_by_role("heading", name="Ri Chol Su and Ri Chol Soo").wait_for()
    page.goto("/admin/corpus/event/")
    page.get_by_role("link", name="Meeting of Ri Chol Su and Pedro Ramirez").click()
    page.get_by_label("Date:").fill("2024-09-30/2024-10-01")
    page.get_by_text("Read as: 30 September").wait_for()
    assert page.complaints == []


def test_many_rows_are_decided_under_ones_eyes(curator, open_page, monkeypatch):
    monkeypatch.setattr("corpus.admin.pages.bulk.SECONDS", 0)  # a row a batch
    page = log_in(open_page)
    page.goto("/admin/corpus/event/")
    page.get_by_label("Select all objects").first.check()
    page.get_by_label("Action:").first.select_option("mark_reviewed")
    page.get_by_role("button", name="Go", exact=True).first.click()
    page.get_by_role("button", name="Take all back").wait_for()
    number = Event.objects.filter(status="reviewed").count()
    assert f"{number} of {number}: {number} marked as reviewed." in " ".join(
        page.get_by_role("status").text_content().split()
    )
    assert violations(page) == []
    page.get_by_role("button", name="Take all back").click()
    page.locator("#progress").get_by_text(f"{number} of {number}: {number} taken back.").wait_for()
    assert not Event.objects.filter(status="reviewed").exists()
    assert page.complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_of_curation_are_accessible(curator, open_page, scheme):
    page = log_in(open_page, color_scheme=scheme)
    for address in (
        "/admin/",
        "/admin/queue/duplicates/",
        "/admin/queue/events/",
        "/admin/corpus/person/merge/?people=1,2",
    ):
        page.goto(address)
        # The field that finds people by typing is Django's own.
        assert [one for one in violations(page) if "select2" not in one] == [], address
        page.set_viewport_size({"width": 390, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= 391, address
        page.set_viewport_size({"width": 1280, "height": 900})
