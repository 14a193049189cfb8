"""Suggestions and single keys in a real browser: by keyboard, mouse and touch, and read aloud."""

import re
from urllib.parse import urlsplit

import pytest

from tests.support import factories as make
from tests.support.browser import SCHEMES, TAP, WIDTHS, complaints_at, wait_until

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


BOX = "input[data-search]"
LIST = "#suggestions"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def suggested(page) -> list[str]:
    """Return the suggestions for everything that was typed; responses for earlier keys may come first."""
    page.locator(LIST).wait_for()
    wait_until(
        page,
        "document.querySelector('#suggestions [role=option]')?.textContent"
        ".includes(document.activeElement.value.trim())",
    )
    return [option.inner_text().split("\n")[0].strip() for option in page.get_by_role("option").all()]


def chosen(page) -> str | None:
    """Return the text of the option that the box refers to."""
    return page.evaluate(
        "document.getElementById(document.activeElement.getAttribute('aria-activedescendant'))?.innerText.split('\\n')[0]"
    )


def test_suggestions_are_gone_through_by_keyboard(open_page, corpus):
    page = open_page("/")
    box = page.get_by_role("combobox")
    assert box.get_attribute("aria-expanded") == "false"
    box.press_sequentially("sample")
    names = suggested(page)
    assert names[0] == "Search the articles for “sample”"
    assert [name.split(" also")[0] for name in names[1:]] == ["Kim Sample", "Ri Sample", "Sample Hall", "Sample Quay"]
    assert box.get_attribute("aria-expanded") == "true"
    assert page.inner_text("[data-announce]") == "5 suggestions"
    assert chosen(page) is None
    for key, name in (
        ("ArrowDown", names[0]),
        ("ArrowDown", names[1]),
        ("End", names[-1]),
        ("ArrowDown", None),
        ("ArrowUp", names[-1]),
        ("Home", names[0]),
        ("ArrowDown", names[1]),
    ):
        page.keyboard.press(key)
        assert chosen(page) == name
    assert page.locator("[aria-selected=true]").count() == 1
    page.keyboard.press("Enter")
    page.wait_for_url("**/people/kim-sample/")
    assert page.complaints == []


def test_escape_tab_and_leaving_close_the_list_and_keep_the_text(open_page, corpus):
    page = open_page("/people/")
    box = page.locator(f"main {BOX}")
    for leave in ("Escape", "Tab"):
        box.fill("")
        box.press_sequentially("kim")
        suggested(page)
        page.keyboard.press(leave)
        assert page.locator(LIST).is_hidden()
        assert box.input_value() == "kim"
        assert box.get_attribute("aria-expanded") == "false"
    box.fill("")
    box.press_sequentially("ri sa")
    suggested(page)
    page.locator("h1").click()
    assert page.locator(LIST).is_hidden()
    mast = page.locator(f".masthead {BOX}")
    mast.press_sequentially("kim")
    suggested(page)
    assert page.evaluate("document.querySelector('#suggestions').closest('form').matches('.mast-search')")


def test_enter_without_a_choice_searches_for_what_was_typed(open_page, corpus):
    page = open_page("/people/")
    page.locator(f"main {BOX}").press_sequentially("kim")
    suggested(page)
    page.keyboard.press("Enter")
    page.wait_for_url("**/people/?q=kim")
    page.locator("[data-count]", has_text="1 person").wait_for()
    page.wait_for_timeout(300)
    assert page.locator(LIST).is_hidden() or page.locator(LIST).count() == 0
    box = page.locator(f"main {BOX}")
    assert box.get_attribute("role") == "combobox", "after the swap"
    box.fill("ri")
    assert len(suggested(page)) > 1
    assert page.complaints == []


def test_a_suggestion_is_clicked(open_page, corpus):
    page = open_page("/articles/")
    page.locator(BOX).press_sequentially("sample")
    suggested(page)
    page.get_by_role("option", name="Sample Quay").click()
    page.wait_for_url("**/places/sample-quay/")
    page.go_back()
    page.locator(BOX).fill("fish & chips")
    suggested(page)
    page.get_by_role("option").first.click()
    page.wait_for_url("**/articles/?q=fish%20%26%20chips")
    assert page.complaints == []


def test_a_late_answer_and_a_failure_show_nothing(open_page, corpus):
    page = open_page("/")
    held = []

    def hold(route):
        held.append(route)

    page.route("**/suggest/?q=ki", hold)
    box = page.locator(BOX)
    box.press_sequentially("ki")
    page.wait_for_timeout(300)
    assert len(held) == 1
    box.press_sequentially("m")
    assert suggested(page)[0] == "Search the articles for “kim”"
    page.route("**/suggest/?q=kim+x*", lambda route: route.abort())
    page.route("**/suggest/?q=kim%20x*", lambda route: route.fulfill(status=503, body="<b>late</b>"))
    box.press_sequentially(" x")
    page.locator(LIST).wait_for(state="hidden")
    assert box.input_value() == "kim x"


def test_the_open_list_is_accessible_and_within_the_screen(open_page, corpus):
    make.article("A long one", published="2024", naming=[make.person("Sample " + "Longname " * 12)])
    page = open_page("/")
    found = []
    for path in ("/", "/articles/", "/people/", "/about/"):
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(path)
            page.locator(BOX).last.press_sequentially("sample")
            suggested(page)
            page.keyboard.press("ArrowDown")
            for scheme in SCHEMES:
                found += complaints_at(page, width, scheme, within=f"form:has({LIST})")
                assert page.locator(LIST).is_visible()
            box = page.locator(LIST).bounding_box()
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= width
    assert not found, "\n".join(found)


def test_options_are_large_enough_to_touch(open_page, corpus):
    page = open_page("/people/", **PHONE)
    page.locator(f"main {BOX}").tap()
    page.keyboard.type("sample")
    suggested(page)
    for option in page.get_by_role("option").all():
        assert option.bounding_box()["height"] >= TAP
    page.get_by_role("option", name="Ri Sample").tap()
    page.wait_for_url("**/people/ri-sample/")


def focused(page) -> str:
    """Return the text of the focused element."""
    return page.evaluate("document.activeElement.innerText")


def test_rows_are_gone_through_and_opened(open_page, corpus):
    page = open_page("/articles/?q=fish")
    titles = page.locator(".row .headline a").all_inner_texts()
    assert len(titles) == 2
    for key, title in (("j", 0), ("j", 1), ("j", 1), ("k", 0), ("k", 0), ("j", 1)):
        page.keyboard.press(key)
        assert focused(page) == titles[title]
    page.keyboard.press("o")
    page.wait_for_url(re.compile("/articles/[0-9]+/"))
    assert page.inner_text("h1") == titles[1]
    for path in ("/people/", "/events/", "/outlets/", "/places/", "/"):
        page.goto(path)
        page.keyboard.press("j")
        first = focused(page)
        page.keyboard.press("j")
        assert focused(page) not in ("", first)
    page.keyboard.press("o")
    page.wait_for_url(re.compile("/articles/[0-9]+/"))


def test_neighbours_and_pages_are_turned(open_page, corpus):
    page = open_page("/articles/")
    page.keyboard.press("]")
    page.wait_for_url("**/articles/?page=2&after=*")
    page.get_by_text("26–", exact=False).first.wait_for()
    page.keyboard.press("]")
    page.keyboard.press("[")
    page.wait_for_url("**/articles/")
    page.goto(corpus.get_absolute_url())
    page.keyboard.press("[")
    page.wait_for_url(lambda url: corpus.get_absolute_url() not in url)


@pytest.mark.parametrize(
    ("key", "path"), [("a", "/articles/"), ("p", "/people/"), ("e", "/events/"), ("o", "/outlets/"), ("h", "/")]
)
def test_g_and_a_letter_go_somewhere(open_page, corpus, key, path):
    page = open_page("/about/")
    page.keyboard.press("g")
    page.keyboard.press(key)
    page.wait_for_url(lambda url: urlsplit(url).path == path)


def test_keys_are_letters_while_one_types_and_with_others_held(open_page, corpus):
    page = open_page("/articles/")
    page.locator(BOX).click()
    page.keyboard.type("?/jk[]ga")
    assert page.locator(BOX).input_value() == "?/jk[]ga"
    page.locator("h1").focus()
    page.keyboard.press("Control+j")
    page.keyboard.press("Alt+j")
    assert page.evaluate("document.activeElement.tagName") == "H1"
    assert page.locator("dialog").is_hidden()
    assert page.evaluate("location.pathname + location.search") == "/articles/"


def test_the_keys_are_shown_switched_off_and_on(open_page, corpus):
    page = open_page("/articles/")
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keys")
    dialog.wait_for()
    page.keyboard.press("j")
    page.keyboard.press("/")
    assert page.evaluate("!!document.activeElement.closest('dialog')"), "other keys wait"
    page.keyboard.press("Escape")
    dialog.wait_for(state="hidden")
    page.get_by_role("link", name="Keyboard").click()
    dialog.get_by_role("checkbox").uncheck()
    dialog.get_by_role("button", name="Close").click()
    for path in ("/articles/", "/people/"):
        page.goto(path)
        for key in ("?", "j", "/", "g", "o"):
            page.keyboard.press(key)
        assert page.evaluate("document.activeElement.tagName") == "BODY"
        assert page.locator("dialog").is_hidden()
    page.get_by_role("link", name="Keyboard").click()
    assert not dialog.get_by_role("checkbox").is_checked()
    dialog.get_by_role("checkbox").check()
    page.mouse.click(5, 5)
    dialog.wait_for(state="hidden")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.tagName") == "A"
    assert page.complaints == []


def test_the_open_dialog_is_accessible_and_within_the_screen(open_page, corpus):
    page = open_page("/about/")
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.goto("/articles/")
        page.keyboard.press("?")
        for scheme in SCHEMES:
            found += complaints_at(page, width, scheme, within="dialog")
        box = page.get_by_role("dialog").bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        assert box["height"] <= 900
    assert not found, "\n".join(found)


def test_without_javascript_the_keys_are_a_link_and_search_a_form(open_page, corpus):
    page = open_page("/", java_script_enabled=False)
    page.locator(BOX).fill("fish")
    page.keyboard.press("Enter")
    page.wait_for_url("**/articles/?q=fish")
    page.get_by_role("link", name="Keyboard").click()
    page.wait_for_url("**/about/#keys")
    assert page.locator("dialog").is_hidden()
