"""The public pages in a real browser: accessible, within the screen, quiet in the console, usable by keyboard."""

from pathlib import Path

import pytest
from django.contrib.auth import get_user_model

from corpus.alerts.unsubscribe import unsubscribe_path
from corpus.models import SavedSearch
from tests.support.browser import SCHEMES, TAP, WIDTHS, complaints_at, every_page, wait_until

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("part", range(3))
def test_every_page_is_accessible_and_within_the_screen(open_page, corpus, part):
    page = open_page()
    found = []
    for path in list(every_page(corpus))[part::3]:
        page.goto(path)
        assert page.locator("h1").count() == 1, path
        for width in WIDTHS:
            for scheme in SCHEMES:
                found += complaints_at(page, width, scheme)
    assert not found, "\n".join(found)
    assert page.complaints == []


def test_every_page_of_ones_own_is_accessible_and_within_the_screen(open_page, corpus):
    reader = get_user_model().objects.create_user("reader", "reader@example.org", "a long word")
    for name, query, frequency in (
        ("Talks", "q=talks", "daily"),
        ("Gone", "person=nobody", "weekly"),
        ("All", "", "never"),
    ):
        saved = SavedSearch.objects.create(user=reader, kind="articles", name=name, query=query, frequency=frequency)
    page = open_page("/login/?next=/searches/")
    page.get_by_label("Username").fill("reader")
    page.get_by_label("Password").fill("not the word")
    page.locator("main").get_by_role("button", name="Sign in").click()
    page.get_by_role("alert").wait_for()
    found = [complaint for scheme in SCHEMES for complaint in complaints_at(page, 390, scheme)]
    page.get_by_label("Username").fill("reader")
    page.get_by_label("Password").fill("a long word")
    page.locator("main").get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/searches/")
    paths = [
        unsubscribe_path(saved),
        f"/searches/{saved.pk - 1}/",
        f"/searches/{saved.pk}/delete/",
        "/searches/address/",
        "/login/password/",
    ]
    for path in [
        "/searches/",
        f"/searches/{saved.pk}/",
        "/searches/save/people/?q=kim",
        "/articles/?q=elephant",
        *paths,
    ]:
        page.goto(path)
        assert page.locator("h1").count() == 1, path
        for width in WIDTHS:
            for scheme in SCHEMES:
                found += complaints_at(page, width, scheme)
    assert not found, "\n".join(found)
    assert page.complaints == []


def test_first_run_is_accessible(open_page):
    page = open_page("/")
    found = [complaint for width in WIDTHS for complaint in complaints_at(page, width, "light")]
    assert "manage.py ingest" in page.inner_text("main")
    assert found + page.complaints == []


def test_search_by_keyboard(open_page, corpus):
    page = open_page("/")
    page.keyboard.press("/")
    page.keyboard.type("harbour -lantern")
    page.keyboard.press("Enter")
    page.wait_for_url("**/articles/?q=harbour+-lantern")
    assert page.inner_text("[data-count]") == "1 article"
    assert page.inner_text("mark") == "harbour"
    page.keyboard.press("/")
    page.keyboard.type("lantern")
    page.keyboard.press("Enter")
    page.wait_for_url("**/articles/?q=lantern")
    page.locator(".snippet mark", has_text="lantern").first.wait_for()
    assert page.complaints == []


def test_a_facet_is_chosen_in_place_and_taken_back(open_page, corpus):
    page = open_page("/articles/")
    page.evaluate("window.sameDocument = true")
    page.locator("[data-facet=outlet]").get_by_role("link", name="TASS").first.click()
    page.wait_for_url("**/articles/?outlet=tass")
    page.locator("[data-count]", has_text="1 article").wait_for()
    assert page.evaluate("window.sameDocument")
    page.locator("[data-value=TASS]:focus").wait_for()
    page.locator("[data-announce]", has_text="1 article").wait_for(state="attached")
    assert "from TASS" in page.title()
    page.get_by_role("list", name="Active filters").get_by_role("link").first.click()
    page.wait_for_url("**/articles/")
    page.locator("[data-count]", has_text="35 articles").wait_for()
    page.go_back()
    page.locator("[data-count]", has_text="1 article").wait_for()
    assert page.complaints == []


def test_what_is_wrong_is_said_in_place(open_page, corpus):
    page = open_page("/articles/")
    page.get_by_label("Published", exact=True).fill("soon")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("alert").wait_for()
    assert page.get_by_label("Published", exact=True).input_value() == "soon"
    assert "soon" in page.inner_text("[role=alert]")


def test_everything_works_without_javascript(open_page, corpus):
    page = open_page("/articles/", java_script_enabled=False)
    page.locator("[data-facet=outlet]").get_by_role("link", name="TASS").first.click()
    page.wait_for_url("**/articles/?outlet=tass")
    assert page.inner_text("[data-count]") == "1 article"
    page.get_by_role("list", name="Active filters").get_by_role("link").first.click()
    page.wait_for_url("**/articles/")
    page.locator(".chart a").last.click()
    page.wait_for_url("**/articles/?published=2024-02")
    assert page.locator("[data-theme-toggle]").is_hidden()


def test_filters_open_on_a_phone(open_page, corpus):
    page = open_page("/articles/", viewport={"width": 390, "height": 844}, has_touch=True)
    facet = page.locator("[data-facet=outlet]")
    assert not facet.is_visible()
    page.get_by_text("Filters", exact=True).tap()
    assert facet.is_visible()
    for link in page.locator(".main-nav a, .filters summary, .pick").all():
        assert link.bounding_box()["height"] >= TAP
    facet.get_by_role("link", name="TASS").first.tap()
    page.locator("[data-count]", has_text="1 article").wait_for()
    assert page.get_by_text("1 active").is_visible()


def test_an_event_and_its_sentence_lead_to_each_other(open_page, corpus):
    page = open_page(corpus.get_absolute_url())
    mark = page.locator(".event-ref").first
    mark.click()
    assert page.locator(page.evaluate("location.hash")).is_visible()
    page.get_by_role("link", name="Its sentence").first.click()
    assert page.evaluate("document.querySelector(location.hash).className") == "event-ref"
    assert "minister of tests" in page.locator("a.person[title]").first.get_attribute("title")


def test_a_citation_is_copied_and_that_is_said(open_page, corpus):
    page = open_page(corpus.get_absolute_url(), permissions=["clipboard-read", "clipboard-write"])
    page.locator("#cite").get_by_role("button", name="Copy", exact=True).click()
    page.locator("[data-announce]", has_text="Copied").wait_for(state="attached")
    assert page.evaluate("navigator.clipboard.readText()") == page.locator("#citation").inner_text()
    page.get_by_text("As BibTeX").click()
    page.get_by_role("button", name="Copy the BibTeX").click()
    wait_until(page, "navigator.clipboard.readText().then(text => text.startsWith('@article{kcna-2023-'))")
    assert page.complaints == []


def test_a_list_is_taken_along(open_page, corpus):
    for javascript in (True, False):
        page = open_page("/articles/?outlet=tass", java_script_enabled=javascript)
        page.get_by_text("Take along").click()
        assert page.get_by_text("The one row of this list.").is_visible()
        with page.expect_download() as taken:
            page.get_by_role("link", name="CSV").click()
        assert taken.value.suggested_filename == "articles-outlet-tass.csv"
        assert "Talks opened there" in Path(taken.value.path()).read_text(encoding="utf-8-sig")


def test_the_ways_to_take_a_list_along_are_accessible(open_page, corpus):
    page = open_page("/articles/")
    for path in ("/articles/", "/people/", corpus.get_absolute_url()):
        page.goto(path)
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        found = [
            complaint for width in WIDTHS for scheme in SCHEMES for complaint in complaints_at(page, width, scheme)
        ]
        assert not found, "\n".join(found)


def test_colours_are_chosen_and_remembered(open_page, corpus):
    page = open_page("/", color_scheme="light")
    paper = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(paper)
    button = page.locator("[data-theme-toggle]")
    button.click()
    assert button.inner_text() == "Colours: light"
    button.click()
    dark = page.evaluate(paper)
    assert dark != light
    page.goto("/about/")
    assert page.evaluate(paper) == dark
    button.click()
    assert page.evaluate(paper) == light
