"""XML that holds records: elements whose children are named as the fields of articles are."""

import io
from collections.abc import Iterator

from lxml import etree

from corpus.ingest.capture import Capture, Refusal, unreadable
from corpus.ingest.fields import is_record, part_of

from .document import MAX_DOCUMENT
from .records import record_capture
from .snapshot_day import snapshot_day
from .sniff import Kind


def fits(kind: Kind, head: bytes, name: str) -> float:
    """Return a high score for XML that is neither a page nor a feed."""
    return 0.8 if kind is Kind.XML else 0.0


def read(file: io.BufferedReader, source: str, name: str, kind: Kind) -> Iterator[Capture | Refusal]:
    """Yield each element that is a record, or a refusal if there is none. Entities are not expanded."""
    raw = file.read(MAX_DOCUMENT + 1)
    if len(raw) > MAX_DOCUMENT:
        yield unreadable(source, f"XML larger than {MAX_DOCUMENT // 1024 // 1024} MB")
        return
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        root = etree.fromstring(raw, parser)
    except etree.XMLSyntaxError as error:
        yield unreadable(source, f"not valid XML: {error}"[:300])
        return
    captured = snapshot_day(source)
    number = 0
    inside: set[etree._Element] = set()
    for element in root.iter(etree.Element):
        if element.getparent() in inside:
            inside.add(element)
        elif is_record({_name(child) for child in element.iterchildren(etree.Element)}):
            inside.add(element)
            number += 1
            yield record_capture(_record(element), f"{source}#{number}", captured)
    if not number:
        yield unreadable(
            source, "XML without records of articles: no element has a title or a text and something beside"
        )


def _record(element: etree._Element) -> dict[str, str | list[str]]:
    """Return the texts of an element's children by their names; those of an unknown child's children as well."""
    record: dict[str, str | list[str]] = {}
    for child in element.iterchildren(etree.Element):
        name = _name(child)
        parts = [text for one in child.iterchildren(etree.Element) if (text := _text(one))]
        if not parts:
            record.setdefault(name, _text(child))
        elif part_of(name):
            record.setdefault(name, parts)
        else:
            for one in child.iterchildren(etree.Element):
                record.setdefault(_name(one), _text(one))
    return record


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname


def _text(element: etree._Element) -> str:
    return "".join(element.itertext()).strip()
