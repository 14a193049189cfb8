"""Accessibility checks by axe, run inside a page of the real browser."""

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
