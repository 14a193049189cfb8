"""Comparison of two wordings: words, names and titles, for readers, keyboards and screen readers."""

import re

import pytest

from corpus.models import Article, Mention, Reprint
from corpus.spelling import plain_title
from corpus.views.figures.diff import runs
from tests.support import factories as make
from tests.support.browser import SCHEMES, WIDTHS, complaints_at

db = pytest.mark.django_db

OLD = (
    "Talks were held at the port.\n"
    "Andrei Ludenko, vice-minister of Fish, and Ri Sample, minister of Tests, spoke of “new” ships.\n"
    "One.\nTwo.\nThree.\nFour.\n"
    "It was cold; they parted."
)
NEW = (
    "Talks were held at the harbour.\n"
    'Andrei Rudenko, vice-minister of Fish, and Ri Sample, premier, spoke of  "new" ships.\n'
    "One.\nTwo.\nThree.\nFour.\n"
    "It was cold, and they parted with Jon Sample."
)


def changed(old: str, new: str) -> list[tuple[str, str]]:
    """Return the dropped and added texts, in order."""
    return [(one.kind, one.text) for one in runs(old, new) if one.kind != "same"]


def test_words_are_compared_and_not_lines():
    assert changed("They spoke of fish, and left.", "They spoke of coal, and left.") == [
        ("dropped", "fish"),
        ("added", "coal"),
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("It’s “new” – they said", 'It\'s "new" - they said'),
        ("one  two\n three", "one two\nthree"),
        ("one\ntwo", "one\ntwo\n"),
        ("", ""),
    ],
)
def test_quotes_dashes_and_white_space_are_no_change(old, new):
    assert not [text for _, text in changed(old, new) if text.strip()]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Colonel General", "Col. General", True),
        ("secretary of the C.C., WPK", "secretary of the Central Committee of the Workers’ Party of Korea", True),
        ("DPRK minister of Tests", "Minister of Tests of the Democratic People's Republic of Korea", True),
        ("vice-minister of Tests", "minister of Tests", False),
        ("Colonel General", "Lieut. General", False),
    ],
)
def test_titles_are_compared_spelled_out(one, other, same):
    assert (plain_title(one) == plain_title(other)) is same


@pytest.mark.parametrize(
    ("old", "new"),
    [(OLD, NEW), ("", NEW), (OLD, ""), ("一个字", "一只字"), ("a\nb\nc", "c\nb\na"), ("a b", "a\n\nb x")],
)
def test_the_new_text_is_what_is_same_and_added_and_the_old_what_is_same_and_dropped(old, new):
    found = runs(old, new)
    for text, kind in ((old, "dropped"), (new, "added")):
        kept = "".join(one.text for one in found if one.kind in ("same", kind))
        assert plain(kept) == plain(text)


def plain(text: str) -> str:
    return re.sub(r"\s", "", text).replace("“", '"').replace("”", '"')


def test_a_word_in_a_long_text_is_found_and_the_unlike_are_bounded():
    first = "\n".join(f"Paragraph {number} has some words in it." for number in range(20_000))
    assert changed(first, first.replace("Paragraph 17 has", "Paragraph 17 had")) == [
        ("dropped", "has"),
        ("added", "had"),
    ]
    unlike = "other " * 120_000
    assert [kind for kind, _ in changed(first.replace("\n", " "), unlike)] == ["dropped", "added"]


@pytest.fixture
def revised() -> Article:
    """Return an article with two wordings that differ in words, a name's spelling, an office, and who is named."""
    article = make.article("Talks at the port", OLD, published="2024-10-05")
    later = make.revise(article, NEW)
    ludenko, rudenko = make.person("Andrei Ludenko"), make.person("Andrei Rudenko")
    ri, jon = make.person("Ri Sample"), make.person("Jon Sample")
    name(article.current, ludenko, "Andrei Ludenko", "vice-minister of Fish")
    name(later, rudenko, "Andrei Rudenko", "vice-minister of Fish")
    name(article.current, ri, "Ri Sample", "minister of Tests")
    name(later, ri, "Ri Sample", "premier")
    name(later, jon, "Jon Sample")
    article.refresh_from_db()
    return article


def name(revision, person, surface: str, *titles: str) -> None:
    start = revision.text.index(surface)
    place = {"start": start, "end": start + len(surface), "surface": surface}
    Mention.objects.create(revision=revision, person=person, titles=titles, rule="test", version="1", **place)


def page(client, article, query: str = "", status: int = 200):
    """Return the comparison and its visible text."""
    response = client.get(f"/articles/{article.pk}/revisions/{query}")
    assert response.status_code == status
    main = response.content.decode().split("<main")[1].split("</main>")[0]
    return response.context["compared"], " ".join(re.sub(r"<[^>]+>", "", main).split())


@db
def test_names_and_offices_come_first(client, revised):
    compared, text = page(client, revised)
    names = compared.names
    assert [(one.old, one.new) for one in names.respelled] == [("Andrei Ludenko", "Andrei Rudenko")]
    assert [(one.new, one.dropped, one.added) for one in names.offices] == [
        ("Ri Sample", ("minister of Tests",), ("premier",))
    ]
    assert ([one.old for one in names.dropped], [one.new for one in names.added]) == ([], ["Jon Sample"])
    assert text.index("Respelled") < text.index("Offices") < text.index("Word by word")


@db
def test_it_is_said_in_short(client, revised):
    compared, text = page(client, revised)
    assert (compared.words_dropped, compared.words_added, compared.places) == (5, 7, 5)
    assert "7 words added, 5 dropped, in 5 places; 1 name added; 1 name respelled." in text


@db
def test_who_stops_being_named_is_dropped(client, revised):
    first, last = revised.revisions.all()
    names = page(client, revised, f"?from={last.pk}&to={first.pk}")[0].names
    assert [(one.old, one.dropped) for one in names.dropped] == [("Jon Sample", ())]
    assert [(one.old, one.new) for one in names.respelled] == [("Andrei Rudenko", "Andrei Ludenko")]


@db
def test_that_one_wording_is_later_is_said_only_with_evidence(client, revised):
    said = "which of them came first is not known"
    first, last = revised.revisions.all()
    revised.revisions.update(first_captured="2024-10-06T00:00Z")
    assert said in page(client, revised)[1]
    revised.revisions.update(first_captured=None)
    assert said in page(client, revised)[1]
    for pk, day in ((first.pk, 6), (last.pk, 7)):
        revised.revisions.filter(pk=pk).update(first_captured=f"2024-10-0{day}T00:00Z")
    compared, text = page(client, revised)
    assert said not in text
    assert compared.ordered
    turned, text = page(client, revised, f"?from={last.pk}&to={first.pk}")
    assert said not in text
    assert not turned.ordered


@db
def test_a_reprint_is_compared_and_the_two_are_swapped(client, revised):
    other = make.article("Talks at the port", OLD, by="Rodong Sinmun", published="2024-10-06")
    Reprint.objects.create(first=revised, second=other, similarity=0.9)
    compared, text = page(client, other)
    assert (compared.old["pk"], compared.new["pk"]) == (other.current_id, revised.current_id)
    assert "Reprint: KCNA (En)" in text
    response = client.get(f"/articles/{other.pk}/revisions/")
    swap = re.search(r'href="([^"]+)">Swap the two', response.content.decode())[1].replace("&amp;", "&")
    turned = client.get(swap).context["compared"]
    assert (turned.words_added, turned.words_dropped) == (compared.words_dropped, compared.words_added)


@db
def test_what_cannot_be_compared_is_said(client, revised):
    first = revised.revisions.first()
    assert "is no wording of this article" in page(client, revised, "?from=0", 400)[1]
    for bad in ("to=x", "from=99999999999999999999", "from=%00"):
        page(client, revised, f"?{bad}", 400)
    assert "The same wording is chosen twice" in page(client, revised, f"?from={first.pk}&to={first.pk}")[1]
    alone = make.article("Alone", "Nothing else.")
    assert "there is nothing to compare" in page(client, alone)[1]
    twin = make.article("Alone", "Nothing else.", by="TASS")
    Reprint.objects.create(first=alone, second=twin, similarity=1)
    assert "The two are the same, word for word." in page(client, alone)[1]


@db
def test_paragraphs_that_are_the_same_are_folded_and_stay_in_the_page(client, revised):
    compared, text = page(client, revised)
    assert [(len(one.paragraphs), one.folded) for one in compared.stretches] == [(2, False), (4, True), (1, False)]
    assert "4 paragraphs are the same in both One. Two. Three. Four." in text


@db
def test_changes_are_told_to_screen_readers_and_signs_stay_with_their_words(client, revised):
    text = page(client, revised)[1]
    assert "dropped: port, end of dropped added: harbour, end of added ." in text
    html = client.get(f"/articles/{revised.pk}/revisions/").content.decode()
    assert "</ins></span>.</p>" in html


@db
def test_a_page_costs_few_queries(client, revised, django_assert_max_num_queries):
    for number in range(5):
        other = make.article(f"Twin {number}", OLD, by="TASS")
        Reprint.objects.create(first=revised, second=other, similarity=0.9)
    with django_assert_max_num_queries(9):
        page(client, revised)


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_one_walks_from_change_to_change_without_javascript(chromium, live_server, revised):
    page = chromium.new_context(base_url=live_server.url, java_script_enabled=False).new_page()
    page.goto(f"/articles/{revised.pk}/revisions/")
    assert page.locator(".steps:visible").count() == 0
    page.get_by_role("link", name="First change").click()
    for number in range(1, 5):
        assert f"{number} of 5" in page.locator(".steps:visible").inner_text()
        page.get_by_role("link", name="Next change").click()
    assert page.get_by_role("link", name="Next change").count() == 0
    page.get_by_role("link", name="Change before").click()
    assert page.url.endswith("#change-4")


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_comparison_is_accessible_and_within_the_screen(chromium, live_server, revised):
    page = chromium.new_context(base_url=live_server.url, reduced_motion="reduce").new_page()
    found = []
    for path in ("", "#change-3"):
        page.goto(f"/articles/{revised.pk}/revisions/{path}")
        page.locator("summary").click()
        found += [one for width in WIDTHS for scheme in SCHEMES for one in complaints_at(page, width, scheme)]
    assert not found, "\n".join(found)
