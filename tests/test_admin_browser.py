"""The admin site in a real browser: its scripts work under our content security policy."""

import shutil

import pytest
from django.contrib.auth import get_user_model
from django.db import connections
from django.test import Client

from corpus.models import Event, Place

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def chromium():
    """Debian's Chromium; the test is passed over where there is none."""
    program = shutil.which("chromium")
    if program is None:
        pytest.skip("no Chromium on this machine")
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield browser
        browser.close()
        connections.close_all()  # those opened beside playwright's event loop are not the test runner's own


def test_autocomplete_works_without_complaints(live_server, monkeypatch, chromium):
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # playwright keeps an event loop in this thread
    user = get_user_model().objects.create_superuser("curator", password="word")
    Place.objects.create(name="Mansudae Assembly Hall", slug="mansudae", key="mansudae assembly hall")
    event = Event.objects.create(type="assembly", title="Session")
    client = Client()
    client.force_login(user)
    context = chromium.new_context()
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
    page = context.new_page()
    complaints = []
    page.on("console", lambda message: complaints.append(message.text) if "Content Security" in message.text else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{live_server.url}/admin/corpus/event/{event.pk}/change/")
    page.locator(".field-place .select2-selection").click()
    page.locator(".select2-search__field").fill("mansu")
    page.get_by_role("option", name="Mansudae Assembly Hall").click()
    page.get_by_label("Date:").fill("2023-09-26/2023-09-27")
    page.get_by_role("button", name="Save", exact=True).first.click()
    page.wait_for_url("**/admin/corpus/event/")
    event.refresh_from_db()
    assert (str(event.place), event.date_basis) == ("Mansudae Assembly Hall", "curated")
    assert complaints == []
