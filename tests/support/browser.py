"""Checks of pages in a real browser: accessibility, width, colour schemes."""

from corpus.models import Article, Event

WIDTHS = (1280, 820, 390)
SCHEMES = ("light", "dark")
TAP = 44  # pixels of a target in the navigation of a phone

COLOURS = ("color-contrast", "link-in-text-block")  # the rules of axe whose result depends on the colour scheme

# Only the violations leave the page, in words: the whole result, with every rule that passed, takes axe several times
# longer to write and send than the rules take to run. axe is put into each document once. No rule that runs by default
# needs the style sheets and media that axe would load once more.
_VIOLATIONS = """
({within, options}) => axe.run(within || document, {resultTypes: ['violations'], preload: false, ...options}).then(
    ({violations}) => violations.flatMap(
        ({id, help, nodes}) => nodes.map(node => `${id}: ${help}: ${node.html.slice(0, 150)}`)
    )
)
"""
# Colours do not depend on the width: they are checked once for each element, at the first width that shows it.
_MARK_NEW = """
scheme => {
    const mark = `data-seen-${scheme}`;
    document.querySelectorAll('[data-new]').forEach(one => one.removeAttribute('data-new'));
    const seen = document.querySelector(`[${mark}]`) !== null;
    const fresh = [...document.body.querySelectorAll('*')].filter(
        one => !one.hasAttribute(mark) && one.checkVisibility({visibilityProperty: true})
    );
    fresh.forEach(one => { one.setAttribute(mark, ''); one.setAttribute('data-new', ''); });
    return seen ? (fresh.length ? '[data-new]' : null) : 'body';
}
"""


def violations(page, *, within: str | None = None, **options) -> list[str]:
    """Return what axe finds on the page as it is now, or in the elements of a selector, one line for each element."""
    from axe_core_python.sync_playwright import Axe

    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    return page.evaluate(_VIOLATIONS, {"within": within, "options": options})


def complaints_at(page, width: int, scheme: str, *, within: str | None = None) -> list[str]:
    """Return what is wrong with the page, or with the elements of a selector, at this width and in this scheme.

    What does not depend on colours is checked in the light scheme; colours once for each element and scheme.
    """
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    found = []
    if scheme == "light":
        found += violations(page, within=within, rules={rule: {"enabled": False} for rule in COLOURS})
    if new := page.evaluate(_MARK_NEW, scheme):
        found += violations(page, within=within or new, runOnly=list(COLOURS))
    beyond = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if beyond > 0:
        found.append(f"it is {beyond} pixels wider than the screen")
    return [f"{page.url} at {width}, {scheme}: {complaint}" for complaint in found]


def wait_until(page, condition: str) -> None:
    """Wait until a JavaScript expression, which may be a promise, is true in the page; fail after ten seconds.

    Playwright's wait_for_function evaluates a string in the page, which our content-security policy forbids.
    """
    script = """async () => {
        for (let tries = 0; tries < 200; tries++) {
            if (await (CONDITION)) return true;
            await new Promise(next => setTimeout(next, 50));
        }
        return false;
    }"""
    assert page.evaluate(script.replace("CONDITION", condition)), condition


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
