"""Site layouts: each module of this folder that has ``fits`` and ``parse`` is one. To add a site is to add a file."""

import importlib
import pkgutil
from dataclasses import replace
from functools import cache
from types import ModuleType

from corpus.ingest.capture import Capture
from corpus.ingest.page import Page
from corpus.ingest.parsed import NotAnArticle, ParsedArticle

from .assemble import assemble

MAX_STORIES = 500  # read from one page; the fullest day of KCNA had 88


@cache
def all_layouts() -> tuple[ModuleType, ...]:
    """Return every layout module, by name."""
    modules = (importlib.import_module(f"{__name__}.{info.name}") for info in pkgutil.iter_modules(__path__))
    return tuple(module for module in modules if hasattr(module, "fits"))


def parse(capture: Capture, *, default_outlet: str = "", headlines: bool = False) -> list[ParsedArticle]:
    """Return the articles in a capture, nearly always one, parsed by the layout that fits it best.

    If several layouts fit equally well, the first by name parses, and the articles carry a warning. A story that is not
    an article (a headline without text) is left out, and the first article says so in a warning. Raise NotAnArticle if
    no story is left. default_outlet: name or slug for documents that do not name theirs. headlines: keep records
    without text as articles that have a headline only.
    """
    page = Page(capture, default_outlet, keeps_headlines=headlines)
    fits = [(module, module.fits(page)) for module in all_layouts()]
    best = max(fit for _, fit in fits)
    if best <= 0:
        raise NotAnArticle("no site layout fits")
    layout, *tied = (module for module, fit in fits if fit == best)
    drafts = layout.parse(page)
    if len(drafts) > MAX_STORIES:
        drafts[0].warnings.append(f"the page holds {len(drafts):,} stories; only {MAX_STORIES} are read")
    for draft in drafts:
        if tied:
            others = ", ".join(_name(module) for module in tied)
            draft.warnings.append(f"read as {_name(layout)}, though it fits as well: {others}")
    return _assemble_all(page, drafts[:MAX_STORIES])


def _assemble_all(page: Page, drafts: list) -> list[ParsedArticle]:
    articles, refused = [], []
    for number, draft in enumerate(drafts, start=1):
        try:
            articles.append(assemble(page, draft))
        except NotAnArticle as error:
            refused.append((number, error))
    if not articles:
        raise refused[0][1] if refused else NotAnArticle("the page holds no story")
    if refused:
        left_out = "; ".join(f"story {number} is left out: {error.reason}" for number, error in refused)[:500]
        articles[0] = replace(articles[0], warnings=(*articles[0].warnings, left_out))
    return articles


def _name(module: ModuleType) -> str:
    return module.__name__.rpartition(".")[2]
