"""The Jinja2 environment of page templates. Filters with the name of a Django filter do the same."""

import re
from functools import lru_cache

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.template import defaultfilters
from django.templatetags.static import PrefixNode, static
from django.utils.html import conditional_escape
from django.utils.text import get_text_list
from jinja2 import Environment, StrictUndefined

from corpus import dates
from corpus.models import SavedSearch
from corpus.models.fields import DateBasis
from corpus.models.urls import address

_DJANGOS = ("capfirst", "date", "pluralize", "truncatechars", "truncatewords", "urlencode")


def environment(**options) -> Environment:
    """Return the environment for the setting TEMPLATES. An undefined name in a template is an error."""
    made = Environment(**options | {"undefined": StrictUndefined})
    made.filters |= {name: getattr(defaultfilters, name) for name in _DJANGOS}
    made.filters |= {
        "and_words": lambda items: get_text_list([str(item) for item in items], "and"),
        "basis_words": basis_words,
        "certain": dates.certain,
        "conditional_escape": conditional_escape,  # for lazy HTML from Django, rendered when shown
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
    # Defaults for pages rendered without a request; see also corpus.views.context.
    made.globals |= {"request": None, "section": "", "holds_sample": False, "messages": (), "user": AnonymousUser()}
    return made


def date_words(edtf: str) -> str:
    """Return an EDTF date in words; empty for no date."""
    return dates.in_words(edtf or "")


def basis_words(basis: str) -> str:
    """Return the label of the basis of a date."""
    return DateBasis(basis).label


def slashed(edtf: str) -> str:
    """Return "2023/10/19", as meta tags for scholarly search engines require."""
    return edtf.replace("-", "/")


def web_address(text: str) -> str:
    """Return the URL if its scheme is http or https; else an empty string."""
    return text if re.match(r"https?://", text or "", re.IGNORECASE) else ""
