"""Whether dates such as 03/09/2023 begin with the day or the month: by their column, by a dateline, by an address."""

import re

from corpus.dates import iso

DAY_FIRST, MONTH_FIRST = "day first", "month first"
FIELD = "date_order"  # of a record: the order that its column shows, if its own date does not
_DATE = re.compile(r"(?<![\d/-])(\d{1,2})([/-])(\d{1,2})\2((?:19|20)\d\d)(?!\d)")


def order_of(head: bytes) -> str | None:
    """Return the order that the dates in the beginning of a table or list show; None if they show none, or both."""
    dates = {(int(one[1]), int(one[3])) for one in _DATE.finditer(head.decode("latin-1"))}
    day_first = any(first > 12 for first, _ in dates)
    month_first = any(second > 12 for _, second in dates)
    if day_first == month_first:
        return None
    return DAY_FIRST if day_first else MONTH_FIRST


def both_days(text: object) -> tuple[str, str] | None:
    """Return the days, as EDTF, that a date means day first and month first; None if they are not two."""
    match = _DATE.match(text.strip()) if isinstance(text, str) else None
    if not match or match[1] == match[3]:
        return None
    day_first, month_first = (
        iso(int(match[4]), *pair) for pair in ((int(match[3]), int(match[1])), (int(match[1]), int(match[3])))
    )
    return (day_first, month_first) if day_first and month_first else None
