"""The main journeys of a reader in a real browser, with and without JavaScript."""

import re

import pytest

from tests.support import factories as make

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def corpus():
    """Create three years of reports; in some of them two people meet."""
    kim, ri, choe = make.person("Kim Sample"), make.person("Ri Sample"), make.person("Choe Sample")
    for number in range(60):
        year, month = 2021 + number % 3, number % 12 + 1
        make.article(
            f"Report {number}",
            "It was a day like others." if number % 4 else "A harbour was opened.",
            published=f"{year}-{month:02d}-{number % 28 + 1:02d}",
            by=("KCNA", "TASS")[number % 2],
            naming=[(kim, ri, choe)[number % 3]],
        )
    talks = make.article("Talks at the harbour", "They spoke of a harbour.", published="2023-05-04", naming=[kim, ri])
    make.article("More talks", "They spoke of the harbour again.", published="2023-05-06", naming=[kim, ri])
    make.event(reported_in=[talks], people=[kim, ri], date="2023-05-03", at="Sample Quay", sentence="They met.")
    return talks


def path(page) -> str:
    """Return path and query of the current page."""
    return page.evaluate("location.pathname + location.search")


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without"])
def test_from_words_to_an_article_to_a_person_and_back(open_page, corpus, javascript):
    page = open_page("/", java_script_enabled=javascript)
    page.locator("main input[name=q]").fill("harbour")
    page.locator("main").get_by_role("button", name="Search").click()
    page.wait_for_url("**/articles/?q=harbour")
    page.locator("[data-facet=person]").get_by_role("link", name=re.compile("^Ri Sample")).click()
    page.wait_for_url("**/articles/?q=harbour&person=ri-sample")
    page.locator("[data-facet=person] .on").wait_for()
    page.locator("[data-facet=histogram] [data-edtf='2023-05']").click()
    page.wait_for_url("**/articles/?q=harbour&person=ri-sample&published=2023-05")
    page.locator("[data-count]", has_text="2 articles").wait_for()
    assert "May 2023" in page.inner_text(".chips")
    searched = path(page)

    page.get_by_role("link", name="More talks").click()
    page.wait_for_url("**/more-talks/?q=harbour&person=ri-sample&published=2023-05")
    trail = page.get_by_role("navigation", name="The search you came from")
    assert "with “harbour”" in trail.inner_text()
    trail.get_by_role("link", name="Next").click()
    page.wait_for_url("**/talks-at-the-harbour/?q=harbour&person=ri-sample&published=2023-05")
    assert trail.get_by_role("link", name="Next").count() == 0

    page.locator(".text a.person", has_text="Ri Sample").click()
    page.wait_for_url("**/people/ri-sample/")
    assert "A meeting" in page.inner_text("#events ~ .rows, section[aria-labelledby=events]")
    page.get_by_role("link", name="A meeting").first.click()
    page.wait_for_url("**/events/*/a-meeting/")
    assert "They met." in page.inner_text("main")
    for _ in range(2):
        page.go_back()
    trail.get_by_role("link", name="←").click()
    assert path(page) == searched
    page.locator("[data-count]", has_text="2 articles").wait_for()

    shared = open_page(searched, java_script_enabled=javascript)
    assert shared.locator(".rows .headline").all_inner_texts() == ["More talks", "Talks at the harbour"]
    assert page.complaints + shared.complaints == []


def test_results_come_before_the_counts_and_the_counts_replace_the_old(open_page, corpus):
    page = open_page("/articles/")
    page.locator("[data-count]", has_text="62 articles").wait_for()
    asked = []
    page.on("request", lambda request: asked.append(request.headers.get("hx-target")))
    page.locator("[data-facet=outlet]").get_by_role("link", name=re.compile("^TASS")).click()
    page.locator("[data-count]", has_text="30 articles").wait_for()
    assert [target for target in asked if target] == ["results", "counts"]
    assert page.locator("#counts").count() == 1
    assert page.complaints == []


def test_a_span_is_drawn_over_the_chart(open_page, corpus):
    page = open_page("/articles/")
    months = page.locator("[data-facet=histogram] a").evaluate_all("bars => bars.map(bar => bar.dataset.edtf)")
    bars = page.locator("[data-facet=histogram] .reach")
    first, last = bars.nth(2).bounding_box(), bars.nth(5).bounding_box()
    page.mouse.move(first["x"] + first["width"] / 2, first["y"] + 5)
    page.mouse.down()
    page.mouse.move(last["x"] + last["width"] / 2, last["y"] + 8, steps=4)
    assert page.locator(".chart a.within").count() == 4
    page.mouse.up()
    page.wait_for_url(f"**/articles/?published={months[2]}/{months[5]}")
    page.locator("[data-facet=histogram] a[data-edtf]").first.focus()
    page.keyboard.press("Shift+ArrowRight")
    assert page.inner_text("[data-announce]").endswith("Enter shows it.")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/articles/?published={months[2]}/{months[3]}")


def test_more_values_of_a_facet_are_found_by_name(open_page):
    for number in range(30):
        make.article(f"Report {number}", naming=[make.person(f"Person {number:02d}")])
    page = open_page("/articles/")
    page.locator("[data-facet=person]").get_by_role("link", name="More").click()
    page.wait_for_url("**/articles/facets/person/")
    page.get_by_label("A part of the name").fill("n 17")
    page.get_by_role("button", name="Find").click()
    page.get_by_role("link", name=re.compile("^Person 17")).click()
    page.wait_for_url("**/articles/?person=person-17")
    page.locator("[data-count]", has_text="1 article").wait_for()


def test_a_page_of_any_depth_and_the_way_back(open_page, corpus):
    page = open_page("/articles/?per_page=10")
    seen = page.locator(".rows .headline").all_inner_texts()
    for number in (2, 3):
        page.get_by_role("link", name="After").click()
        page.wait_for_url(f"**/articles/?page={number}&per_page=10&after=*")
        page.get_by_text(f"Page {number}", exact=True).wait_for()
        seen += page.locator(".rows .headline").all_inner_texts()
    assert len(set(seen)) == 30
    page.get_by_role("link", name="Before").click()
    page.wait_for_url("**/articles/?page=2&per_page=10&before=*")
    page.get_by_text("Page 2", exact=True).wait_for()
    assert page.locator(".rows .headline").all_inner_texts() == seen[10:20]
