"""BibTeX read by a parser from a library."""

import bibtexparser


def read_bibtex(text: str) -> list[dict[str, str]]:
    """Return the entries as dicts of their fields, with ``ID`` and ``ENTRYTYPE``. Fail if a part does not parse."""
    found = bibtexparser.parse_string(text)
    assert found.failed_blocks == []
    return [
        {"ID": entry.key, "ENTRYTYPE": entry.entry_type} | {field.key: field.value for field in entry.fields}
        for entry in found.entries
    ]
