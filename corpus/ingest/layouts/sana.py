"""SANA: "Check Also" ends the report."""

from .selectors import SelectorLayout

_LAYOUT = SelectorLayout(
    "sana",
    "SANA",
    "sana.sy",
    paragraphs="div.entry-content p",
    mark="entry-content",
    stop=("Check Also", "متابعة أخبار سانا"),
)

fits = _LAYOUT.fits
parse = _LAYOUT.parse
