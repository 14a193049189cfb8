"""What pages say of themselves to other programs: dates that leave no doubt, addresses that can be followed."""

import re

from django import template

from corpus import dates

register = template.Library()

_CERTAIN = re.compile(r"\d{4}(-\d\d){0,2}")


@register.filter
def certain(edtf: str) -> str:
    """The date where it is a whole day, month or year and no doubt is expressed; nothing otherwise.

    Other programs know neither spans nor "about", and would take them for certain.
    """
    if not _CERTAIN.fullmatch(edtf or ""):
        return ""
    try:
        return edtf if dates.granularity(edtf) in ("day", "month", "year") else ""
    except dates.InvalidDate:
        return ""


@register.filter
def slashed(edtf: str) -> str:
    """ "2023/10/19", as the tags of scholarly search engines have it."""
    return edtf.replace("-", "/")


@register.filter
def web_address(text: str) -> str:
    """The address where it is one of the web; nothing for another scheme."""
    return text if re.match(r"https?://", text or "", re.IGNORECASE) else ""
