"""The admin site in a real browser: its scripts work under our content security policy."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from corpus.models import Event, Place

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_autocomplete_works_without_complaints(live_server, chromium):
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
