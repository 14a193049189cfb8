"""The review queue: what waits is shown with its evidence, decided by one button, and the next one comes."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from corpus.admin.queue_lines import LINES
from corpus.models import Article, Event, IngestRun, Judgement, LikelyDuplicate, Person
from corpus.store.judgements import decisions, transfer
from corpus.store.judgements.decide import decide
from tests.support import factories as make
from tests.support.admin_pages import client_of, make_row, queries
from tests.support.captures import BODY
from tests.support.decisions import ingest_corpus

pytestmark = pytest.mark.django_db


def queue(name: str) -> str:
    """Return the address of a class of the queue."""
    return reverse("admin:queue", args=[name])


def post(client, name: str, code: str, item=None, **more) -> str:
    """Send a decision about the item that is shown, or about another; the page that follows."""
    item = item or client.get(queue(name)).context["item"].pk
    return client.post(queue(name), {"item": item, "code": code, **more}, follow=True).content.decode()


@pytest.fixture
def corpus(tmp_path):
    """Ingest the small corpus."""
    ingest_corpus(tmp_path)


def test_the_first_page_says_what_waits(corpus, admin_client):
    html = admin_client.get("/admin/").content.decode()
    assert html.index("Waiting for review") < html.index("People who may be one") < html.index("Articles")
    assert "0 decided today, 0 by you" in html
    post(admin_client, "duplicates", "two")
    html = admin_client.get("/admin/").content.decode()
    assert "1 decided today, 1 by you" in html
    assert "two people: ri-chol-soo and ri-chol-su" in html


def test_likely_duplicates_are_one_or_two(corpus, admin_client):
    html = admin_client.get(queue("duplicates")).content.decode()
    for shown in ("<mark>Ri Chol Su</mark>", "<mark>Ri Chol Soo</mark>", "vice-minister of Fisheries"):
        assert shown in html
    assert "No text names both" in html
    html = post(admin_client, "duplicates", "same", reason="Romanisation")
    assert "Nothing waits here" in html
    assert "1 decided in this sitting" in html
    assert Person.objects.get(slug="ri-chol-soo").merged_into.slug == "ri-chol-su"
    row = Judgement.objects.get()
    assert row.reason == "Romanisation"
    admin_client.post(reverse("admin:corpus_judgement_undo", args=[row.pk]), {"next": queue("duplicates")})
    assert not Person.objects.exclude(merged_into=None).exists()


def test_what_was_decided_meanwhile_is_not_decided_twice(corpus, admin_client):
    pair = LikelyDuplicate.objects.get()
    decide(decisions.different(pair.one, pair.other))
    assert "decided meanwhile" in post(admin_client, "duplicates", "same", item=pair.pk)
    assert Judgement.objects.count() == 1


def test_what_is_passed_over_waits_for_the_next_sitting(corpus, admin_client):
    assert "1 passed over" in post(admin_client, "duplicates", "skip")
    assert "Nothing waits here" in admin_client.get(queue("duplicates")).content.decode()
    admin_client.post(queue("duplicates"), {"code": "again"})
    assert "Same person" in admin_client.get(queue("duplicates")).content.decode()


def test_uncertain_people_are_right_or_nobody(admin_client):
    for name in ("Kim Sample", "Boats Nets"):
        person = make.person(name, status="uncertain")
        make.article(f"Of {name}", naming=[person])
    html = admin_client.get(queue("people")).content.decode()
    assert "<mark>Boats Nets</mark>" in html or "<mark>Kim Sample</mark>" in html
    first = admin_client.get(queue("people")).context["item"]
    post(admin_client, "people", "right")
    second = admin_client.get(queue("people")).context["item"]
    assert second != first
    post(admin_client, "people", "nobody")
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.status, second.nobody) == ("reviewed", True)


def test_a_date_is_chosen_among_the_candidates_or_none(admin_client):
    articles = [make.article(f"Talks {number}", published="2024-01-02") for number in range(2)]
    Article.objects.update(published_conflict=True)
    page = admin_client.get(queue("dates"))
    assert "dates disagree" in page.content.decode()
    choice = page.context["choices"][0]
    assert (choice.key, choice.label) == ("1", "2024-01-02 (printed on the page)")
    post(admin_client, "dates", choice.code)
    post(admin_client, "dates", "none")
    for article in articles:
        article.refresh_from_db()
    assert sorted(one.published for one in articles) == ["", "2024-01-02"]
    assert "Nothing waits here" in admin_client.get(queue("dates")).content.decode()


def test_events_are_confirmed_or_rejected(admin_client):
    for number in range(2):
        article = make.article(f"Talks {number}")
        make.event(reported_in=[article], people=[make.person(f"Kim {number}")], sentence=f"They met {number}.")
    assert "They met 1." in admin_client.get(queue("events")).content.decode()
    post(admin_client, "events", "confirm")
    post(admin_client, "events", "reject")
    assert sorted(Event.objects.values_list("status", flat=True)) == ["rejected", "reviewed"]


def test_refused_records_are_shown_with_their_reason(admin_client):
    make_row(1)
    html = admin_client.get(queue("refused")).content.decode()
    assert "empty.html" in html
    assert "no text" in html


def refuse(folder, *names: str, markup: str = "") -> None:
    """Ingest pages of these names, without text if none is given."""
    for name in names:
        (folder / name).write_text(
            f"<!doctype html><html><head><title>{name}</title></head><body>{markup}</body></html>"
        )
    quiet = {"stdout": StringIO(), "stderr": StringIO(), "verbosity": 0}
    call_command("ingest", *(str(folder / name) for name in names), outlet="kcna", **quiet)


def test_a_refused_record_is_left_out_and_stays_so(tmp_path, admin_client):
    refuse(tmp_path, "one.html", "two.html")
    html = admin_client.get(queue("refused")).content.decode()
    assert "&lt;title&gt;two.html&lt;/title&gt;" in html, "what was read is shown, as text"
    post(admin_client, "refused", "leave", reason="An empty page")
    assert "one.html" in admin_client.get(queue("refused")).context["item"].source
    refuse(tmp_path, "one.html", "two.html")
    refuse(tmp_path, "one.html", "two.html")
    page = admin_client.get(queue("refused"))
    assert page.context["waiting"] == 1, "what is met again waits once, and what was left out does not"
    row = Judgement.objects.get()
    assert "two.html" in row.words
    admin_client.post(reverse("admin:corpus_judgement_undo", args=[row.pk]))
    assert admin_client.get(queue("refused")).context["waiting"] == 2


def test_what_was_left_out_is_so_in_another_copy_of_the_corpus(tmp_path, admin_client):
    refuse(tmp_path, "one.html")
    post(admin_client, "refused", "leave")
    lines = list(transfer.export())
    for model in (Judgement, IngestRun):
        model.objects.all().delete()
    assert [(one.new, one.lost) for one in transfer.import_judgements(lines)] == [(True, False)]
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    refuse(elsewhere, "one.html")
    assert "Nothing waits here" in admin_client.get(queue("refused")).content.decode()


def test_a_record_that_is_read_at_last_waits_no_more(tmp_path, admin_client):
    refuse(tmp_path, "one.html")
    body = "".join(f"<p>In round {number}: {BODY}</p>" for number in range(5))
    refuse(tmp_path, "one.html", markup=f"<article><h1>A bridge</h1>{body}</article>")
    assert Article.objects.exists()
    assert "Nothing waits here" in admin_client.get(queue("refused")).content.decode()


def test_conflicts_are_kept_or_taken_back(corpus, admin_client):
    rows = [
        decide(decisions.correct(Person.objects.get(slug="ri-chol-su"), field, "x")) for field in ("note", "status")
    ]
    Judgement.objects.update(conflict="Read since: something else")
    assert "Read since: something else" in admin_client.get(queue("conflicts")).content.decode()
    post(admin_client, "conflicts", "keep")
    post(admin_client, "conflicts", "undo")
    for row in rows:
        row.refresh_from_db()
    assert (rows[0].conflict, rows[0].undone) == ("", None)
    assert "knowing: Read since: something else" in rows[0].reason
    assert rows[1].undone


@pytest.mark.parametrize("name", LINES)
def test_a_page_costs_the_same_for_any_number_of_rows(admin_client, name):
    make_row(1)
    Person.objects.update(status="uncertain")
    Article.objects.update(published_conflict=True)
    Event.objects.update(status="uncertain", report_count=1)
    few = queries(admin_client, queue(name))
    for number in range(2, 20):
        make_row(number)
    Person.objects.filter(merged_into=None).update(status="uncertain")
    Article.objects.update(published_conflict=True)
    assert queries(admin_client, queue(name)) <= few + 1
    with CaptureQueriesContext(connection) as captured:
        admin_client.get("/admin/")
    assert len(captured) < 30
    counts = [one["sql"] for one in captured if "COUNT(*)" in one["sql"] and "corpus_judgement" not in one["sql"]]
    assert [sql for sql in counts if "LIMIT" not in sql] == []


def test_a_viewer_sees_the_queue_and_decides_nothing(corpus):
    client = client_of("Viewer")
    html = client.get(queue("duplicates")).content.decode()
    assert "You may look, not decide." in html
    assert "Same person" not in html
    assert client.post(queue("duplicates"), {"item": 1, "code": "same"}).status_code == 403
    assert client.get(queue("nothing")).status_code == 404
