<<<<<<< HEAD
"""Checks inside a page of the real browser: accessibility by axe, and that nothing is wider than the screen."""

from corpus.models import Capture, Reprint, Teaser

from . import factories as make
=======
"""Checks of pages in a real browser: accessibility, width, colour schemes."""

from corpus.models import Article, Event
>>>>>>> pages

WIDTHS = (1280, 820, 390)
SCHEMES = ("light", "dark")
TAP = 44  # pixels of a target in the navigation of a phone

<<<<<<< HEAD
# Only the violations leave the page, in words: the whole result, with every rule that passed, takes axe several times
# longer to write and send than the rules take to run. axe is put into each document once.
_VIOLATIONS = """
axe.run({resultTypes: ['violations']}).then(({violations}) => violations.flatMap(
    ({id, help, nodes}) => nodes.map(node => `${id}: ${help}: ${node.html.slice(0, 150)}`)
))
"""


def violations(page) -> list[str]:
    """Return the violations that axe finds on the page as it is now, one line for each element."""
    from axe_core_python.sync_playwright import Axe

    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    return page.evaluate(_VIOLATIONS)


def complaints_at(page, width: int, scheme: str) -> list[str]:
    """Return what is wrong with the page at this width and in this colour scheme."""
=======

def violations(page) -> list[str]:
    """Return the violations that axe finds on the page, in words."""
    from axe_core_python.sync_playwright import Axe

    found = Axe().run(page)["violations"]
    return [f"{item['id']}: {item['help']}: {node['html'][:150]}" for item in found for node in item["nodes"]]


def complaints_at(page, width: int, scheme: str) -> list[str]:
    """Return what is wrong with the page at a width, in pixels, and in a colour scheme."""
>>>>>>> pages
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    found = violations(page)
    beyond = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if beyond > 0:
        found.append(f"it is {beyond} pixels wider than the screen")
    return [f"{page.url} at {width}, {scheme}: {complaint}" for complaint in found]


<<<<<<< HEAD
def a_little_of_everything():
    """Store a little of everything that pages can show; return an article with an event, a reprint and a teaser."""
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
    Teaser.objects.create(article=one, text="Something else", date="2023-10-21", position=1)
    changed = make.article("A changed page", "They spoke of fish.", published="2022-06-01")
    make.revise(changed, "They spoke of coal, and Ri Sample was there.")
    Capture.objects.filter(article=one).update(source="sample/one.html", url="https://example.org/one")
    one.refresh_from_db()
    return one
=======
def every_page(article) -> list[str]:
    """Return one URL of every kind of page and of every state of a list."""
    event = Event.objects.order_by("pk").first()
    return [
        "/",
        "/articles/",
        "/articles/?page=2",
        "/articles/?q=fish&outlet=tass&-person=ri-sample&published=2024",
        "/articles/?published=2022-03",
        "/articles/?q=elephant",
        "/articles/?published=soon&colour=red",
        "/articles/?published=2022",
        "/articles/?q=nobady+sampel",
        "/articles/facets/person/?q=talks",
        "/articles/facets/person/?find=nobody",
        article.get_absolute_url(),
        f"{article.get_absolute_url()}?q=talks",
        f"/articles/{article.pk}/revisions/",
        f"/articles/{Article.objects.get(title='A changed page').pk}/revisions/",
        "/people/",
        "/people/kim-sample/",
        "/events/",
        "/events/calendar/?date=2023-10",
        "/events/calendar/?date=2023",
        "/events/calendar/?date=2022/2024",
        event.get_absolute_url(),
        "/outlets/",
        "/outlets/kcna/",
        "/places/",
        "/places/sample-hall/",
        "/about/",
        "/about/data/",
        f"/articles/{article.pk}/revisions/{article.current.wording}/",
        "/about/api/",
        "/login/",
        "/no-such-page/",
    ]
>>>>>>> pages
