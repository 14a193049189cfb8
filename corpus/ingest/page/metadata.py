"""What a page's <meta> elements and its JSON-LD say of it."""

import json
from collections.abc import Iterable

from lxml import etree

from .text import clean

MAX_SCHEMAS = 20  # JSON-LD scripts that are read


def read_metas(root: etree._Element) -> list[tuple[str, str]]:
    """Return name (or property, or itemprop; lower case) and content of each <meta> that has both."""
    named = ((one.get("property") or one.get("name") or one.get("itemprop"), one) for one in root.iter("meta"))
    pairs = ((name.lower(), " ".join((one.get("content") or "").split())) for name, one in named if name)
    return [(name, content) for name, content in pairs if content]


def read_schema(scripts: Iterable[str]) -> dict:
    """Return the first article that these JSON-LD scripts describe, in schema.org's terms; {} without one."""
    for text in scripts:
        try:
            found = _article(json.loads(text))
        except (ValueError, RecursionError):
            continue
        if found:
            return clean(found)
    return {}


def _article(value: object, depth: int = 0) -> dict:
    """Return the first object of a JSON-LD document whose type is an article's."""
    if depth > 6:
        return {}
    if isinstance(value, list):
        return next((found for one in value[:50] if (found := _article(one, depth + 1))), {})
    if not isinstance(value, dict):
        return {}
    types = value.get("@type")
    if any(str(one).endswith(("Article", "BlogPosting")) for one in (types if isinstance(types, list) else [types])):
        return value
    return _article(value.get("@graph") or value.get("mainEntity"), depth + 1)
