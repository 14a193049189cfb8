"""The Pyongyang Times, in English."""

from .selectors import SelectorLayout

_LAYOUT = SelectorLayout(
    "pyongyang_times",
    "Pyongyang Times",
    "pyongyangtimes.com.kp",
    paragraphs=".article-content p, article p",
    mark="article",
)

fits = _LAYOUT.fits
parse = _LAYOUT.parse
