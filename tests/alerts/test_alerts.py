"""Mails about saved searches: content, sending each once, and unsubscribing."""

import re
from datetime import timedelta
from email import message_from_bytes, policy
from threading import Thread

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from django.db import connections
from django.utils import timezone

from corpus.models import Article, Person, SavedSearch
from tests.support import factories as make
from tests.support.accounts import user_called
from tests.support.commands import run

pytestmark = pytest.mark.django_db

REFUSED = "refused@example.org"


class Picky(EmailBackend):
    """A mail server that refuses one address."""

    def send_messages(self, messages):
        """Raise OSError for the refused address."""
        if any(REFUSED in message.to for message in messages):
            raise OSError("550 no such user")
        return super().send_messages(messages)


class Dying(EmailBackend):
    """A mail server that kills the command at its second mail."""

    def send_messages(self, messages):
        """Raise KeyboardInterrupt before the second mail."""
        if mail.outbox:
            raise KeyboardInterrupt
        return super().send_messages(messages)


class Doubled(EmailBackend):
    """A mail server that runs the command a second time while the first is sending."""

    said = []

    def send_messages(self, messages):
        """Run the command in a thread to its end, then send."""

        def other():
            try:
                self.said.append(run("send_alerts")[0])
            finally:
                connections.close_all()

        if not self.said:
            self.said.append("begun")
            thread = Thread(target=other)
            thread.start()
            thread.join()
        return super().send_messages(messages)


def subscribed(
    query: str = "", *, kind: str = "articles", frequency: str = "daily", user=None, **fields
) -> SavedSearch:
    """Create a search with mail, by default of a new user."""
    number = SavedSearch.objects.count()
    user = user or user_called(f"reader{number}", f"reader{number}@example.org")
    fields = {"name": "My search", **fields}
    return SavedSearch.objects.create(user=user, kind=kind, query=query, frequency=frequency, **fields)


def ago(**fields) -> None:
    """Move the time of all mails sent so far into the past."""
    for saved in SavedSearch.objects.exclude(mailed=None):
        SavedSearch.objects.filter(pk=saved.pk).update(mailed=saved.mailed - timedelta(**fields))


def unsubscribe_path_of(message) -> str:
    """Return the unsubscribe path from the header of a serialized mail."""
    parsed = message_from_bytes(message.message().as_bytes(), policy=policy.default)
    address = re.fullmatch(r"<(https://dateline\.example(/\S+))>", parsed["List-Unsubscribe"].strip())
    assert parsed["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    return address[2]


@pytest.fixture(autouse=True)
def _site(settings):
    settings.SITE_URL = "https://dateline.example"


def test_a_mail_says_what_is_new_in_words_with_rows_and_links():
    kim = make.person("Kim Sample")
    make.article("Of others", published="2023-10-20", by="TASS")
    for number in range(22):
        make.article(f"Report {number}", published=f"2023-10-{number + 1:02d}", naming=[kim])
    saved = subscribed("outlet=kcna&person=kim-sample", name="Kim in KCNA")
    assert run("send_alerts") == ("1 sent\n", "", 0)
    (sent,) = mail.outbox
    newest = Article.objects.get(title="Report 21")
    assert (sent.subject, sent.to) == ("Kim in KCNA: 22 new articles", [saved.user.email])
    html = sent.alternatives[0].content
    for body in (sent.body, html):
        assert "Articles from KCNA, naming Kim Sample" in body
        assert "KCNA (En), 22 October 2023" in body
        assert f"https://dateline.example{newest.get_absolute_url()}" in body
        assert "newest 20 of 22 new articles" in body
        assert "Report 1\n" not in body, "the oldest are left to the list"
        assert unsubscribe_path_of(sent) in body
        assert "Of others" not in body
    assert "https://dateline.example/articles/?outlet=kcna&person=kim-sample&sort=-added" in sent.body
    assert sent.extra_headers["Auto-Submitted"] == "auto-generated"


def test_events_and_people_are_mailed_too():
    kim = make.person("Kim Sample")
    one = make.article("Fish", naming=[kim])
    make.event(reported_in=[one], people=[kim], date="2023-10-19", at="Sample Hall")
    subscribed(kind="events")
    subscribed(kind="people")
    assert run("send_alerts")[0] == "2 sent\n"
    event, person = mail.outbox
    assert event.subject.endswith(": 1 new event")
    assert "meeting, 19 October 2023, Sample Hall" in event.body
    assert person.subject.endswith(": 1 new person")
    assert "named in 1 article" in person.body


def test_run_twice_sends_once_and_then_only_what_came_since():
    make.article("Fish")
    subscribed()
    run("send_alerts")
    assert run("send_alerts") == ("Nothing is due.\n", "", 0)
    make.article("Coal")
    assert run("send_alerts")[0] == "Nothing is due.\n", "one mail a day"
    ago(days=1)
    assert run("send_alerts")[0] == "1 sent\n"
    assert len(mail.outbox) == 2
    assert "Coal" in mail.outbox[1].body
    assert "Fish" not in mail.outbox[1].body
    ago(days=1)
    assert run("send_alerts")[0] == "1 nothing new\n"


def test_weekly_is_at_most_once_in_seven_days():
    subscribed(frequency="weekly")
    subscribed(frequency="never")
    make.article("Fish")
    assert run("send_alerts", daily=True)[0] == "Nothing is due.\n"
    assert run("send_alerts", weekly=True)[0] == "1 sent\n"
    make.article("Coal")
    ago(days=6)
    assert run("send_alerts")[0] == "Nothing is due.\n"
    ago(days=1)
    assert run("send_alerts")[0] == "1 sent\n"


def test_what_is_hidden_or_not_asked_for_makes_no_mail():
    hidden = make.article("Hidden")
    Article.objects.filter(pk=hidden.pk).update(hidden=True)
    make.refresh([hidden.pk], [])
    subscribed()
    subscribed("outlet=kcna")
    assert run("send_alerts")[0] == "2 nothing new\n"
    make.article("Of others", by="TASS")
    user = SavedSearch.objects.first().user
    user.is_active = False
    user.save()
    assert run("send_alerts")[0] == "1 nothing new\n"
    assert mail.outbox == []


def test_asking_for_mail_begins_now_and_not_with_what_came_before(client):
    saved = subscribed(frequency="never")
    make.article("Before")
    client.force_login(saved.user)
    client.post(f"/searches/{saved.pk}/", {"name": "Mine", "frequency": "daily"})
    assert run("send_alerts")[0] == "1 nothing new\n"
    make.article("After")
    assert run("send_alerts")[0] == "1 sent\n"
    assert "Before" not in mail.outbox[0].body


def test_one_that_cannot_be_sent_is_said_and_stops_no_other(settings):
    make.article("Fish")
    subscribed(user=user_called("first", REFUSED))
    subscribed()
    settings.EMAIL_BACKEND = f"{__name__}.Picky"
    out, err, code = run("send_alerts")
    assert (out, code) == ("1 sent, 1 not sent\n", 1)
    assert "of first: not sent: OSError: 550 no such user" in err
    settings.EMAIL_BACKEND = f"{__name__}.EmailBackend"
    assert run("send_alerts")[0] == "1 sent\n", "it is tried again, and the other is not sent twice"
    assert [message.to for message in mail.outbox] == [["reader1@example.org"], [REFUSED]]


def test_a_killed_run_loses_nothing_and_sends_nothing_twice(settings):
    make.article("Fish")
    for _ in range(3):
        subscribed()
    settings.EMAIL_BACKEND = f"{__name__}.Dying"
    with pytest.raises(KeyboardInterrupt):
        call_command("send_alerts")
    settings.EMAIL_BACKEND = f"{__name__}.EmailBackend"
    assert run("send_alerts")[0] == "2 sent\n"
    assert sorted(message.to[0] for message in mail.outbox) == [f"reader{number}@example.org" for number in range(3)]


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_send_each_mail_once(settings):
    make.article("Fish")
    for _ in range(3):
        subscribed()
    Doubled.said.clear()
    settings.EMAIL_BACKEND = f"{__name__}.Doubled"
    run("send_alerts")
    assert Doubled.said == ["begun", "2 sent\n"]
    assert len({message.to[0] for message in mail.outbox}) == len(mail.outbox) == 3


def test_who_has_no_address_and_what_is_not_understood_is_named():
    make.article("Fish")
    gone = make.person("Kim Gone")
    subscribed(user=user_called("mute", ""))
    subscribed("person=kim-gone")
    Person.objects.filter(pk=gone.pk).delete()
    out, err, code = run("send_alerts")
    assert (out, code) == ("1 no address to send to, 1 no longer understood\n", 0)
    assert "of mute: no address to send to" in err
    assert "of reader1: no longer understood" in err
    assert mail.outbox == []


def test_a_dry_run_says_what_would_be_sent_and_sends_nothing():
    make.article("Fish")
    subscribed()
    out, _, code = run("send_alerts", dry_run=True)
    assert "of reader0: 1 new, to reader0@example.org" in out
    assert "nothing was sent" in out
    assert (mail.outbox, code) == ([], 0)
    assert run("send_alerts")[0] == "1 sent\n"


def test_links_to_localhost_are_not_mailed(settings):
    settings.SITE_URL, settings.EMAIL_HOST = "http://localhost:8000", "mail.example.org"
    with pytest.raises(CommandError, match="DATELINE_URL"):
        call_command("send_alerts")


def test_hostile_names_and_headlines_stay_text():
    attack = "<script>alert(1)</script>\nBcc: all@example.org"
    make.article(attack)
    subscribed(name=attack[:120])
    run("send_alerts")
    (sent,) = mail.outbox
    assert "\n" not in sent.subject
    assert "<script>" not in sent.alternatives[0].content
    assert message_from_bytes(sent.message().as_bytes(), policy=policy.default)["Bcc"] is None


def test_a_mail_is_ended_by_one_post_without_login_and_not_by_a_scanner(client):
    make.article("Fish")
    saved = subscribed(name="Fish news")
    run("send_alerts")
    path = unsubscribe_path_of(mail.outbox[0])
    asked = client.get(path)
    assert "No more mail about “Fish news”?" in asked.content.decode()
    saved.refresh_from_db()
    assert saved.frequency == "daily", "following the link changes nothing"
    strict = type(client)(enforce_csrf_checks=True)
    done = strict.post(path, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded")
    assert (done.status_code, "It has ended" in done.content.decode()) == (200, True)
    assert strict.cookies.output() == "", "it needs no cookie and leaves none"
    saved.refresh_from_db()
    assert saved.frequency == "never"
    assert strict.post(path).status_code == 200, "twice is as good as once"
    make.article("Coal")
    ago(days=7)
    assert run("send_alerts")[0] == "Nothing is due.\n"


def test_an_address_that_no_mail_had_ends_nothing(client):
    make.article("Fish")
    one, two = subscribed(), subscribed()
    run("send_alerts")
    path = unsubscribe_path_of(mail.outbox[0])
    forged = path.replace(f"/{one.pk}:", f"/{two.pk}:")
    assert path != forged
    for wrong in (forged, path[:-3] + "/", "/searches/unsubscribe/1/", "/searches/unsubscribe/%00:x/"):
        assert client.post(wrong).status_code == 404, wrong
    assert set(SavedSearch.objects.values_list("frequency", flat=True)) == {"daily"}
    one.delete()
    assert "no such search any more" in client.post(path).content.decode()


def test_mails_are_sent_when_they_are_due_by_the_calendar():
    """Check that a run at six sends although the last one was at ten the day before."""
    saved = subscribed()
    make.article("Fish")
    late_yesterday = timezone.now().replace(hour=0, minute=0) - timedelta(minutes=1)
    SavedSearch.objects.filter(pk=saved.pk).update(mailed=late_yesterday)
    assert run("send_alerts")[0] == "1 sent\n"
