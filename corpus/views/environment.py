"""What the templates of pages can call. Filters of the same name mean what they mean in Django's own templates."""

import re
from functools import lru_cache

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.template import defaultfilters
from django.templatetags.static import PrefixNode, static
from django.utils.html import conditional_escape
from jinja2 import Environment, StrictUndefined

from corpus import dates, english
from corpus.models import SavedSearch
from corpus.models.addresses import address
from corpus.models.fields import DateBasis

_DJANGOS = ("capfirst", "date", "pluralize", "truncatechars", "truncatewords", "urlencode")


def environment(**options) -> Environment:
    """As the setting TEMPLATES asks for it. A name that a page was not given is an error, not an empty place."""
    made = Environment(**options | {"undefined": StrictUndefined})
    made.filters |= {name: getattr(defaultfilters, name) for name in _DJANGOS}
    made.filters |= {
        "and_words": english.enumeration,
        "basis_words": basis_words,
        "certain": dates.certain,
        "conditional_escape": conditional_escape,  # for texts that Django makes, as HTML, when they are shown
        "date_words": date_words,
        "intcomma": "{:,}".format,
        "slashed": slashed,
        "web_address": web_address,
    }
    made.globals |= {
        "address": address,
        "static": lru_cache(static),
        "static_prefix": PrefixNode.handle_simple("STATIC_URL"),
    }
    made.globals |= {"site_name": settings.SITE_NAME, "saveable": SavedSearch.Kind.values}
    # What a page knows that answers no request; corpus.views.context tells the others.
    made.globals |= {"request": None, "section": "", "holds_sample": False, "messages": (), "user": AnonymousUser()}
    return made


def date_words(edtf: str) -> str:
    """An EDTF date as a reader would say it; nothing for no date."""
    return dates.in_words(edtf or "")


def basis_words(basis: str) -> str:
    """On what evidence a date rests."""
    return DateBasis(basis).label


def slashed(edtf: str) -> str:
    """ "2023/10/19", as the tags of scholarly search engines have it."""
    return edtf.replace("-", "/")


def web_address(text: str) -> str:
    """The address where it is one of the web; nothing for another scheme."""
    return text if re.match(r"https?://", text or "", re.IGNORECASE) else ""
