"""Granma, in English and Spanish: the day stands in the address."""

from .selectors import SelectorLayout

_LAYOUT = SelectorLayout(
    "granma", "Granma", "granma.cu", paragraphs=".story-body-text p, p.story-body-text", mark="story-body-text"
)

fits = _LAYOUT.fits
parse = _LAYOUT.parse
