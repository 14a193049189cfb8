"""Xinhua, in English and Chinese: english.news.cn/YYYYMMDD/…/c.html. The editor's name ends the report."""

from .selectors import SelectorLayout

_LAYOUT = SelectorLayout(
    "xinhua", "Xinhua", "news.cn", paragraphs="#detail p", mark="detail",
    stop=("【纠错】", "【责任编辑", "[责任编辑", "责任编辑", "Editor:"),
)  # fmt: skip

fits = _LAYOUT.fits
parse = _LAYOUT.parse
