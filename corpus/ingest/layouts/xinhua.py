"""Xinhua English: english.news.cn/YYYYMMDD/…/c.html."""

from .selectors import SelectorLayout

_LAYOUT = SelectorLayout("xinhua", "Xinhua", "news.cn", paragraphs="#detail p")

fits = _LAYOUT.fits
parse = _LAYOUT.parse
