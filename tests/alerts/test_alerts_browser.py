"""Saving a search, getting mail and unsubscribing in a real browser, also without JavaScript."""

import json

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.core.management import call_command

from tests.support.samples import meeting_text, prose, record

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def ingested(tmp_path):
    """Return a function that ingests the records of a scrape."""

    def ingest(*records):
        path = tmp_path / f"scrape-{len(list(tmp_path.iterdir()))}-2024-10-06.json"
        path.write_text(json.dumps(records))
        call_command("ingest", str(path), workers=1, verbosity=0)

    ingest(record(1, meeting_text(1), headline="A First Meeting"), record(2, prose(2), headline="Fish"))
    return ingest


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without"])
def test_a_search_is_saved_followed_mailed_and_ended(open_page, live_server, settings, ingested, javascript):
    settings.SITE_URL = live_server.url
    get_user_model().objects.create_user("reader", "reader@example.org", "a long word")
    page = open_page("/articles/?person=kim-jong-un", java_script_enabled=javascript)
    page.get_by_role("link", name="Save this search").click()
    page.get_by_label("Username").fill("reader")
    page.get_by_label("Password").fill("a long word")
    page.locator("main").get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/searches/save/articles/?person=kim-jong-un")
    assert (
        "1\narticle in the last 7 days" in page.inner_text("main") or page.get_by_text("article in the last 7").count()
    )
    assert page.get_by_label("Name").input_value() == "Kim Jong Un"
    page.get_by_label("Daily").check()
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/searches/")
    assert "nothing new" in page.inner_text(".saved")

    ingested(record(3, meeting_text(8), headline="A Back-fill", day="1999-10-05"), record(4, prose(9), headline="Coal"))
    page.reload()
    assert page.inner_text(".saved-new").split() == ["1", "new", "article"]
    call_command("send_alerts")
    (sent,) = mail.outbox
    assert sent.to == ["reader@example.org"]
    assert "A Back-fill" in sent.body
    assert "Coal" not in sent.body

    page.get_by_role("link", name="Kim Jong Un", exact=True).click()
    assert page.locator(".rows .headline").first.inner_text() == "A Back-fill", "lately added first"
    page.go_back()
    page.get_by_role("button", name="Mark as looked at").click()
    page.get_by_text("nothing new").wait_for()

    stranger = open_page(sent.extra_headers["List-Unsubscribe"].strip("<>"), java_script_enabled=javascript)
    stranger.get_by_role("button", name="Unsubscribe").click()
    stranger.get_by_text("It has ended").wait_for()
    page.reload()
    assert "No mail" in page.inner_text(".saved")
    assert page.complaints + stranger.complaints == []
