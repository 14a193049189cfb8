"""How templates say dates and lists."""

from django import template

from corpus import dates, english

register = template.Library()


@register.filter
def date_words(edtf: str) -> str:
    """An EDTF date as a reader would say it; nothing for no date."""
    return dates.in_words(edtf or "")


@register.filter
def and_words(items) -> str:
    """ "A, B and C"."""
    return english.enumeration(items)
