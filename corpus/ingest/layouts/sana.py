"""SANA English: "Check Also" ends the report."""

from .selectors import SelectorLayout

_LAYOUT = SelectorLayout("sana", "SANA", "sana.sy", paragraphs="div.entry-content p", stop="Check Also")

fits = _LAYOUT.fits
parse = _LAYOUT.parse
