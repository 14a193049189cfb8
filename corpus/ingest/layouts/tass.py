"""TASS, in English: addresses are tass.com/<section>/<id>."""

from .selectors import SelectorLayout

_LAYOUT = SelectorLayout("tass", "TASS", "tass.com", paragraphs=".text-content p", mark="text-content")

fits = _LAYOUT.fits
parse = _LAYOUT.parse
