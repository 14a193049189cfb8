"""Site layouts: each module of this folder that has ``fits`` and ``parse`` is one. To add a site is to add a file."""

import importlib
import pkgutil
from functools import cache
from types import ModuleType

from ..capture import Capture
from ..parsed import NotAnArticle, ParsedArticle
from .assemble import assemble
from .page import Page


@cache
def all_layouts() -> tuple[ModuleType, ...]:
    """Every layout module, by name."""
    modules = (importlib.import_module(f"{__name__}.{info.name}") for info in pkgutil.iter_modules(__path__))
    return tuple(module for module in modules if hasattr(module, "fits"))


def parse(capture: Capture, *, default_outlet: str = "") -> ParsedArticle:
    """The article that a capture holds, by the layout that fits it best; equals are told apart by name, and said.

    default_outlet: name or slug for documents that do not tell. Raises NotAnArticle.
    """
    page = Page(capture, default_outlet)
    ranked = sorted(
        ((module.fits(page), module.__name__) for module in all_layouts()), key=lambda row: (-row[0], row[1])
    )
    best, name = ranked[0]
    if best <= 0:
        raise NotAnArticle("no site layout fits")
    draft = importlib.import_module(name).parse(page)
    tied = [other.rsplit(".", 1)[1] for fit, other in ranked[1:] if fit == best]
    if tied:
        draft.warnings.append(f"these layouts fit as well: {', '.join(tied)}")
    return assemble(page, draft)
