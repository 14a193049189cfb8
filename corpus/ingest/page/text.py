"""Text cleaned of characters that no database holds, and split into lines."""

import re

# Control characters, halves of surrogate pairs, the zero-width characters that sites sprinkle in, soft hyphens, and
# marks of direction, which split names where they stand within them.
_UNWANTED = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\xad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)


def clean(value):
    """Return a string, or a JSON value with all its strings, without unwanted characters."""
    if isinstance(value, str):
        return _UNWANTED.sub("", value)
    if isinstance(value, list):
        return [clean(one) for one in value]
    if isinstance(value, dict):
        return {clean(key): clean(one) for key, one in value.items()}
    return value


def split_lines(text: str) -> list[str]:
    """Return the lines of a text that are not empty, with white space stripped and collapsed."""
    return [line for line in (" ".join(line.split()) for line in text.splitlines()) if line]
