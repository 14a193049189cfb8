"""The corpus that browser tests of the public pages show."""

import pytest

from corpus.models import Article, Capture, Reprint, Teaser
from tests.support import factories as make


@pytest.fixture
def corpus():
    """Make a small corpus with everything that pages can show, and return its main article."""
    kim, ri = make.person("Kim Sample"), make.person("Ri Sample", status="uncertain")
    make.person("Ri Sample", slug="ri-sample-2", note="the painter")
    text = "Talks were held about fish.\nA statement followed, in which the word harbour stands."
    more = f"{text}\nThe word lantern stands here alone."
    one = make.article("Talks opened", more, published="2023-10-20", naming=[kim, ri], byline="News Team")
    two = make.article("Talks opened there", text, published="2024-02-03", by="TASS", naming=[kim])
    make.article("A lost page", "Nobody dated it.", published="", title_derived=True)
    make.article("Una página", "El texto.", published="2024-02", by="Granma", language="es", published_conflict=True)
    for number in range(30):
        make.article(f"Report {number}", "It was a day like others.", published=f"2022-{number % 12 + 1:02d}-03")
    sentence = "Talks were held about fish."
    make.event(reported_in=[one, two], people=[kim, ri], date="2023-10-19", at="Sample Hall", sentence=sentence)
    make.event("visit", reported_in=[two], people=[kim], at="Sample Quay", sentence=sentence)
    Reprint.objects.create(first=one, second=two, similarity=0.97)
    Article.objects.filter(pk__in=[one.pk, two.pk]).update(reprint_count=1)  # as the store keeps it
    Teaser.objects.create(article=one, text="Something else", date="2023-10-21", position=1)
    changed = make.article("A changed page", "They spoke of fish.", published="2022-06-01")
    make.revise(changed, "They spoke of coal, and Ri Sample was there.")
    Capture.objects.filter(article=one).update(source="sample/one.html", url="https://example.org/one")
    one.refresh_from_db()
    return one
