"""What pages say of themselves to other programs: dates that leave no doubt, addresses that can be followed."""

import re

from django import template

from corpus import dates

register = template.Library()

certain = register.filter("certain", dates.certain)


@register.filter
def slashed(edtf: str) -> str:
    """ "2023/10/19", as the tags of scholarly search engines have it."""
    return edtf.replace("-", "/")


@register.filter
def web_address(text: str) -> str:
    """The address where it is one of the web; nothing for another scheme."""
    return text if re.match(r"https?://", text or "", re.IGNORECASE) else ""
