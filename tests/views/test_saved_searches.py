"""The pages of saved searches: saving, new rows, ownership, sign-in."""

import re
from datetime import timedelta
from itertools import pairwise

import pytest
from django.contrib.auth import get_user_model
from django.db import OperationalError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from corpus.models import Article, Person, Revision, SavedSearch
from corpus.store.judgements import decisions
from corpus.store.judgements.decide import decide
from corpus.views.accounts import saved_searches
from tests.support import factories as make
from tests.support.accounts import user_called
from tests.support.client import ReadingClient

pytestmark = pytest.mark.django_db

MOST_QUERIES = 10  # of the page with one search
MOST_EACH = 4  # more with each further search


@pytest.fixture
def reader(client):
    """Sign in a new user. Return the user."""
    user = user_called("reader")
    client.force_login(user)
    return user


def text(client, url: str, status: int = 200) -> str:
    """Return the page's source with single blanks, and none beside tags."""
    answer = client.get(url, follow=True)
    assert answer.status_code == status, (url, answer.status_code)
    return re.sub(r" ?(<[^>]+>) ?", r"\1", " ".join(answer.content.decode().split()))


def save(client, path: str, name: str = "Mine", frequency: str = "never") -> SavedSearch:
    """Save a query through its page. Return the saved search."""
    answer = client.post(f"/searches/save/{path}", {"name": name, "frequency": frequency})
    assert answer.status_code == 302, answer.content.decode()
    return SavedSearch.objects.latest("pk")


def look(client, saved: SavedSearch):
    """Return the search as the list shows it."""
    return next(one for one in client.get("/searches/").context["searches"] if one.saved.pk == saved.pk)


def test_every_list_that_can_be_saved_leads_there_with_its_query(client):
    kim = make.person("Kim Sample")
    one = make.article("Fish", published="2023-10-20", naming=[kim])
    make.event(reported_in=[one], people=[kim], date="2023-10-19", at="Sample Hall")
    for path in ("articles/?outlet=kcna&published=2023", "events/?person=kim-sample", "people/?q=kim"):
        assert f'href="/searches/save/{path.replace("&", "&amp;")}"' in text(client, f"/{path}")
    assert 'href="/searches/save/articles/?q=elephant"' in text(client, "/articles/?q=elephant"), "for what may come"
    assert "/searches/save/" not in text(client, "/places/")


def test_saving_begins_with_signing_in_and_goes_on_where_one_was(client):
    user_called("reader")
    make.article("Fish", by="TASS")
    asked = client.get("/searches/save/articles/?outlet=tass")
    assert asked["Location"] == "/login/?next=/searches/save/articles/%3Foutlet%3Dtass"
    wrong = client.post(asked["Location"], {"username": "reader", "password": "guess", "next": "/searches/"})
    assert "enter a correct username" in wrong.content.decode()
    form = {"username": "reader", "password": "a long word", "next": "/searches/save/articles/?outlet=tass"}
    done = client.post("/login/", form, follow=True)
    assert "Articles from TASS" in done.content.decode()
    assert 'value="TASS"' in done.content.decode(), "the name that is proposed"
    assert client.post("/logout/", follow=True).redirect_chain[-1][0] == "/"
    assert client.get("/searches/").status_code == 302


def test_signing_in_leads_to_no_other_site_and_guessing_is_throttled(client, settings):
    settings.AXES_ENABLED = True
    user_called("reader")
    form = {"username": "reader", "password": "a long word", "next": "https://elsewhere.example/"}
    assert client.post("/login/", form)["Location"] == "/searches/"
    other = Client()
    for _ in range(settings.AXES_FAILURE_LIMIT):
        answer = other.post("/login/", {"username": "reader", "password": "wrong"})
    assert answer.status_code == 429
    assert "<h1>Too many wrong passwords</h1>" in answer.content.decode()
    assert other.post("/login/", form).status_code == 429


def test_who_is_signed_in_is_led_on_from_the_form_whatever_it_says(client, reader):
    assert client.get("/login/?next=/login/")["Location"] == "/searches/"
    assert client.get("/login/?next=/articles/")["Location"] == "/articles/"


@pytest.mark.parametrize("upto", ["", "x", "-1", "9" * 30, "1" * 5000, "²"])
def test_what_is_no_number_marks_nothing(client, reader, upto):
    saved = save(client, "articles/")
    make.article("New")
    assert client.post(f"/searches/{saved.pk}/looked/", {"upto": upto}).status_code == 302
    assert look(client, saved).number == 1


def test_changing_a_search_leaves_alone_what_a_mail_on_its_way_notes(client, reader, monkeypatch):
    saved = save(client, "articles/", frequency="daily")
    real = saved_searches.subscribe

    def meanwhile(changed, before):
        SavedSearch.objects.filter(pk=saved.pk).update(mailed_id=77)  # as if a mail were sent while the form is handled
        return real(changed, before)

    monkeypatch.setattr(saved_searches, "subscribe", meanwhile)
    client.post(f"/searches/{saved.pk}/", {"name": "Renamed", "frequency": "weekly"})
    saved.refresh_from_db()
    assert (saved.name, saved.frequency, saved.mailed_id) == ("Renamed", "weekly", 77)


def test_whoever_deletes_an_account_does_not_see_what_was_searched(client, reader, admin_client):
    save(client, "articles/?q=fish", "Secret fish")
    assert "Secret fish" not in text(admin_client, f"/admin/auth/user/{reader.pk}/delete/")


def test_one_query_is_saved_once_in_whatever_order(client, reader):
    make.article("Fish", published="2023-10-20")
    saved = save(client, "articles/?sort=published&published=2023&outlet=kcna&per_page=50", "Fish")
    assert (saved.kind, saved.query) == ("articles", "outlet=kcna&published=2023")
    again = client.get("/searches/save/articles/?published=2023&outlet=kcna&sort=-added")
    assert again["Location"] == f"/searches/{saved.pk}/"
    client.post("/searches/save/articles/?published=2023&outlet=kcna", {"name": "Twice", "frequency": "daily"})
    assert SavedSearch.objects.get().frequency == "never"
    page = text(client, "/searches/")
    assert "Articles from KCNA, published in 2023" in page
    assert 'href="/articles/?outlet=kcna&amp;published=2023&amp;sort=-added"' in page


def test_new_is_what_was_added_since_whenever_it_was_published(client, reader):
    make.article("Known", published="2023-10-20")
    saved = save(client, "articles/?outlet=kcna")
    assert look(client, saved).number == 0
    make.article("A back-fill", published="1998-01-02")
    make.article("Of others", published="2024-01-02", by="TASS")
    hidden = make.article("Hidden", published="2024-01-02")
    Article.objects.filter(pk=hidden.pk).update(hidden=True)
    make.refresh([hidden.pk], [])
    assert look(client, saved).number == 1
    assert "<strong>1</strong>new article<" in text(client, "/searches/")


def test_what_comes_after_the_page_was_shown_stays_new(client, reader):
    saved = save(client, "articles/")
    make.article("Seen")
    upto = look(client, saved).upto
    make.article("Not yet seen")
    client.post(f"/searches/{saved.pk}/looked/", {"upto": upto})
    assert look(client, saved).number == 1
    client.post(f"/searches/{saved.pk}/looked/", {"upto": "9" * 18})
    assert look(client, saved).number == 0
    make.article("Comes after all")
    assert look(client, saved).number == 1, "what is not there yet cannot have been looked at"
    client.post(f"/searches/{saved.pk}/looked/", {"upto": "soon"})
    assert look(client, saved).number == 1


def test_events_and_people_are_new_when_the_corpus_first_has_them(client, reader):
    kim = make.person("Kim Sample")
    old = make.article("Old", naming=[kim])
    events, people = save(client, "events/?type=meeting"), save(client, "people/")
    ri = make.person("Ri Sample")
    new = make.article("New", naming=[kim, ri])
    make.event(reported_in=[old, new], people=[kim, ri], date="2019")
    make.event("visit", reported_in=[new], people=[kim])
    assert look(client, events).number == 1
    assert look(client, people).number == 1
    assert "lately added first" in text(client, look(client, people).url).lower()


def test_a_relative_period_stays_relative(client, reader):
    today = timezone.localdate()
    saved = save(client, "articles/?published=last-30-days")
    assert saved.query == "published=last-30-days"
    make.article("Lately", published=(today - timedelta(days=10)).isoformat())
    make.article("Long ago", published="1998-01-02")
    assert look(client, saved).number == 1
    assert "published in the last 30 days" in text(client, "/searches/")


def test_a_query_that_is_understood_no_longer_says_so_and_can_be_deleted(client, reader):
    gone = make.person("Kim Gone")
    make.article("Fish")
    saved = save(client, "people/?q=kim"), save(client, "articles/?person=kim-gone")
    Person.objects.filter(pk=gone.pk).delete()
    page = text(client, "/searches/")
    assert page.count("understood no longer") == 1
    assert "<code>person=kim-gone</code>: No person is called" in page
    assert "understood no longer" in text(client, f"/searches/{saved[1].pk}/")
    client.post(f"/searches/{saved[1].pk}/delete/")
    assert list(SavedSearch.objects.all()) == [saved[0]]


def test_the_search_of_a_person_goes_on_after_a_merge(client, reader):
    one, two = make.person("Kim One"), make.person("Kim Two")
    make.article("Fish", naming=[one])
    make.article("Coal", naming=[two])
    saved = save(client, "articles/?person=kim-two")
    decide(decisions.merge([two], into=one))
    make.article("New", naming=[one])
    assert look(client, saved).number == 1
    assert "naming Kim One" in text(client, "/searches/")


def test_a_search_is_renamed_changed_and_deleted(client, reader):
    saved = save(client, "articles/", "First")
    client.post(f"/searches/{saved.pk}/", {"name": "Second", "frequency": "weekly"})
    saved.refresh_from_db()
    assert (saved.name, saved.frequency) == ("Second", "weekly")
    answer = client.post(f"/searches/{saved.pk}/", {"name": " ", "frequency": "hourly"})
    assert answer.content.decode().count('role="alert"') == 1
    assert "Delete “Second”?" in text(client, f"/searches/{saved.pk}/delete/")
    assert SavedSearch.objects.exists(), "asking deletes nothing"
    client.post(f"/searches/{saved.pk}/delete/")
    assert not SavedSearch.objects.exists()


def test_nobody_sees_or_changes_what_is_others(client, reader):
    theirs = SavedSearch.objects.create(user=user_called("other"), kind="articles", name="A secret", query="")
    assert "A secret" not in text(client, "/searches/")
    for path in ("", "delete/", "looked/"):
        assert client.post(f"/searches/{theirs.pk}/{path}", {"upto": "1", "name": "x"}).status_code == 404
    assert client.get(f"/searches/{theirs.pk}/").status_code == 404
    theirs.refresh_from_db()
    assert theirs.name == "A secret"


def test_nothing_is_changed_by_a_link_or_a_form_of_another_site(reader):
    saved = SavedSearch.objects.create(user=reader, kind="articles", name="Mine", query="")
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(reader)
    forms = ["save/articles/?q=fish", f"{saved.pk}/", f"{saved.pk}/delete/", f"{saved.pk}/looked/", "address/"]
    for path in forms:
        assert strict.post(f"/searches/{path}", {"name": "x", "frequency": "never"}).status_code == 403, path
    assert strict.post("/logout/").status_code == 403
    assert strict.get("/logout/").status_code == 405
    assert strict.get(f"/searches/{saved.pk}/looked/").status_code == 405


@pytest.mark.parametrize("query", ["published=soon", "colour=red", "outlet=nobody", "q=a&q=b"])
def test_what_is_not_understood_is_said_by_the_list_and_not_saved(client, reader, query):
    assert client.get(f"/searches/save/articles/?{query}")["Location"] == f"/articles/?{query}"
    assert client.post(f"/searches/save/articles/?{query}", {"name": "x", "frequency": "never"}).status_code == 302
    assert client.get(f"/searches/save/places/?{query}").status_code == 404
    assert not SavedSearch.objects.exists()


def test_one_can_save_so_many_and_no_longer_query_than_an_address_holds(client, reader, settings):
    settings.SAVED_SEARCHES = 1
    make.article("Fish")
    long = "%20".join(f"word{number}" for number in range(30))
    form = {"name": "x", "frequency": "never"}
    assert "too many parts" not in client.post(f"/searches/save/articles/?q={long}", form, follow=True).content.decode()
    assert "One can save 1 searches" in client.post("/searches/save/articles/?q=fish", form).content.decode()
    assert SavedSearch.objects.count() == 1


def test_the_volume_is_shown_before_one_subscribes(client, reader):
    now, articles = timezone.now(), [make.article(f"Fish {number}") for number in range(6)]
    for article, days in zip(articles, (0, 0, 3, 9, 29, 40), strict=True):
        when = now - timedelta(days=days)
        Article.objects.filter(pk=article.pk).update(added=when)
        Revision.objects.filter(article=article).update(added=when)
    make.event(reported_in=[articles[0], articles[5]])
    make.event("visit", reported_in=[articles[1]])
    told = client.get("/searches/save/articles/?outlet=kcna").context["volume"]
    assert (told.week, told.month, told.daily, told.weekly) == (3, 5, 4, 3)
    page = text(client, "/searches/save/articles/?outlet=kcna")
    assert "<dt>articles in the last 7 days</dt><dd>3</dd>" in page
    assert "4 mails in the last 30 days" in page
    told = client.get("/searches/save/events/").context["volume"]
    assert (told.week, told.month) == (1, 1), "the other was reported long ago"
    assert "no mails in the last 30 days" in text(client, "/searches/save/articles/?q=elephant")


def test_counting_has_an_end(client, reader, monkeypatch):
    saved = save(client, "articles/")
    for number in range(4):
        make.article(f"Fish {number}")
    monkeypatch.setattr("corpus.search.results.recent.MOST", 2)
    monkeypatch.setattr("corpus.alerts.unseen.MOST", 2)
    assert "<strong>2+</strong>new articles" in text(client, "/searches/")
    assert "<dd>2+</dd>" in text(client, f"/searches/{saved.pk}/")
    monkeypatch.setattr("corpus.alerts.unseen.PAGE_SECONDS", 0)
    assert "not counted" in text(client, "/searches/")


def test_a_search_that_takes_too_long_says_so(client, reader, monkeypatch):
    saved = save(client, "articles/")

    def stopped(*args, **kwargs):
        raise OperationalError("canceling statement due to statement timeout")

    monkeypatch.setattr("corpus.search.results.recent.fetch_all", stopped)
    assert "not counted" in text(client, "/searches/")
    assert "Counting took too long" in text(client, f"/searches/{saved.pk}/")


def test_the_list_costs_little_for_each_search(client, reader):
    make.article("Fish", published="2023-10-20", naming=[make.person("Kim Sample")])
    counts = []
    for number in range(1, 6):
        save(client, f"articles/?outlet=kcna&person=kim-sample&q=fish{number}")
        with CaptureQueriesContext(connection) as queries:
            client.get("/searches/")
        counts.append(len(queries))
    assert counts[0] <= MOST_QUERIES
    assert max(after - before for before, after in pairwise(counts)) <= MOST_EACH


def test_the_address_for_mail_is_shown_and_can_be_set(client):
    client.force_login(user_called("reader", email=""))
    assert "There is no address to send mail to" in text(client, "/searches/")
    assert 'role="alert"' in client.post("/searches/address/", {"email": "nowhere"}).content.decode()
    page = client.post("/searches/address/", {"email": "me@example.org"}, follow=True).content.decode()
    assert "Mail goes to <strong>me@example.org</strong>" in page
    assert get_user_model().objects.get().email == "me@example.org"


def test_a_password_is_changed_by_whoever_knows_it(client, reader):
    form = {"old_password": "guess", "new_password1": "another long word", "new_password2": "another long word"}
    assert 'role="alert"' in client.post("/login/password/", form).content.decode()
    assert "<li>Your password must contain at least 8" in client.get("/login/password/").content.decode()
    done = client.post("/login/password/", form | {"old_password": "a long word"}, follow=True)
    assert "Your password is changed" in done.content.decode()
    again = Client().post("/login/", {"username": "reader", "password": "another long word"})
    assert again["Location"] == "/searches/"


def test_pages_of_ones_own_are_kept_by_nobody(client, reader):
    saved = save(client, "articles/")
    for path in ("", "address/", f"{saved.pk}/", f"{saved.pk}/delete/", "save/people/"):
        answer = client.get(f"/searches/{path}")
        assert "no-store" in answer["Cache-Control"], path
        assert answer.content.decode().count("<h1") == 1, path


@pytest.mark.django_db(transaction=True)
def test_a_page_kept_for_anonymous_readers_is_theirs_alone(client):
    make.article("Fish")
    anonymous, mine = ReadingClient(), client
    mine.force_login(user_called("reader"))
    for _ in range(2):
        assert "Sign in" in text(anonymous, "/articles/")
        assert "Saved searches" in text(mine, "/articles/")
    tag = anonymous.get("/articles/")["ETag"]
    assert mine.get("/articles/", headers={"If-None-Match": tag}).status_code == 200
    assert "/searches/" in text(anonymous, "/robots.txt")
