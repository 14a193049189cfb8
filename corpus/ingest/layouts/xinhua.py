"""Xinhua, in English and Chinese: english.news.cn/YYYYMMDD/…/c.html, www.news.cn/…/c.html. Editors' names end the report."""

from .selectors import SelectorLayout

_LAYOUT = SelectorLayout(
    "xinhua", "Xinhua", "news.cn", paragraphs="#detail p", mark="detail",
    stop=("【纠错】", "【责任编辑", "[责任编辑", "责任编辑", "Editor:"),
)  # fmt: skip

fits = _LAYOUT.fits
parse = _LAYOUT.parse
