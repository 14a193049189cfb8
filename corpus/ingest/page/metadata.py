"""What a page's <meta> elements and its JSON-LD say of it."""

import json
from collections.abc import Iterable, Iterator

from lxml import etree

from .text import clean

MAX_SCHEMAS = 20  # JSON-LD scripts that are read


def read_metas(root: etree._Element) -> list[tuple[str, str]]:
    """Return name (or property, or itemprop; lower case) and content of each <meta> that has both."""
    named = ((one.get("property") or one.get("name") or one.get("itemprop"), one) for one in root.iter("meta"))
    pairs = ((name.lower(), " ".join((one.get("content") or "").split())) for name, one in named if name)
    return [(name, content) for name, content in pairs if content]


def read_schema(scripts: Iterable[str], url: str | None = None) -> dict:
    """Return the article that these JSON-LD scripts describe, in schema.org's terms; {} without one.

    Of several, it is the one of the page's address, else the one with a text, else the first. Its author and publisher
    are resolved, where they are references to other nodes.
    """
    found, nodes = [], {}
    for text in scripts:
        try:
            for node in _nodes(json.loads(text, strict=False)):
                if isinstance(node.get("@id"), str) and "name" in node:
                    nodes[node["@id"]] = node
                if _is_article(node):
                    found.append(node)
        except (ValueError, RecursionError):
            continue
    if not found:
        return {}
    own = [one for one in found if url and _address(one).rstrip("/") == url.partition("?")[0].rstrip("/")]
    best = own or [one for one in found if one.get("articleBody")] or found
    article = dict(best[0])
    for name in ("author", "publisher"):
        value = article.get(name)
        if isinstance(value, dict) and "name" not in value:
            article[name] = nodes.get(value.get("@id"), value) if isinstance(value.get("@id"), str) else value
    return clean(article)


def _nodes(value: object, depth: int = 0) -> Iterator[dict]:
    """Yield the objects of a JSON-LD document that may describe the page; not those within an article."""
    if depth > 6:
        return
    if isinstance(value, list):
        for one in value[:50]:
            yield from _nodes(one, depth + 1)
    elif isinstance(value, dict):
        yield value
        if not _is_article(value):
            yield from _nodes(value.get("@graph") or value.get("mainEntity"), depth + 1)


def _is_article(node: dict) -> bool:
    types = node.get("@type")
    types = types if isinstance(types, list) else [types]
    return any(str(one).endswith(("Article", "BlogPosting")) for one in types)


def _address(node: dict) -> str:
    """Return the address that an article says is its own; "" without one."""
    for name in ("url", "mainEntityOfPage", "@id"):
        value = node.get(name)
        value = value.get("@id") if isinstance(value, dict) else value
        if isinstance(value, str):
            return value.partition("?")[0].partition("#")[0]
    return ""
