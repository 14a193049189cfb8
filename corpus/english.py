"""How pages say lists in English."""

from collections.abc import Iterable


def enumeration(items: Iterable, conjunction: str = "and") -> str:
    """ "A, B and C"; with one item that item, with none nothing."""
    words = [str(item) for item in items]
    return f" {conjunction} ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)
