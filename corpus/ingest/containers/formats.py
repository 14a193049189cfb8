"""File formats: each module of this folder that has ``fits`` and ``read`` is one. To add a format is to add a file."""

import importlib
import pkgutil
from functools import cache
from types import ModuleType

import corpus.ingest.containers as package

from .sniff import Kind


@cache
def all_formats() -> tuple[ModuleType, ...]:
    """Return every format module, by name."""
    names = (f"{package.__name__}.{info.name}" for info in pkgutil.iter_modules(package.__path__))
    return tuple(module for module in map(importlib.import_module, names) if hasattr(module, "fits"))


def format_of(kind: Kind, head: bytes, name: str) -> ModuleType | None:
    """Return the format that fits a file best, by its kind, its first bytes and its name; None if none fits."""
    best = max(all_formats(), key=lambda module: module.fits(kind, head, name))
    return best if best.fits(kind, head, name) > 0 else None
