"""URLs of lists and single rows in other formats than HTML."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from corpus.exports.formats import FORMATS
from corpus.lists import LISTS, List

from .exports import ExportView
from .feeds import FeedView
from .json_lists import JsonView
from .single_rows import ArticleFormatView, EventFormatView, OutletFormatView, PersonFormatView, PlaceFormatView


def _any_of(*suffixes: str) -> str:
    return "|".join(suffix.replace(".", r"\.") for suffix in suffixes)


class ExportConverter(StringConverter):
    """The suffix of a whole list."""

    regex = _any_of(*FORMATS)


class SuffixConverter(StringConverter):
    """The suffix of one row, or of the list that it redirects to."""

    regex = _any_of("json", "txt", "atom", *FORMATS)


register_converter(ExportConverter, "export")
register_converter(SuffixConverter, "suffix")


def _of_list(listed: List):
    noun, name = listed.noun, listed.singular
    yield path(f"{noun}.json", JsonView.as_view(listed=listed), name=f"{name}-json")
    if listed.has_feed:
        yield path(f"{noun}.atom", FeedView.as_view(listed=listed), name=f"{name}-feed")
    yield path(f"{noun}.<export:suffix>", ExportView.as_view(listed=listed), name=f"{name}-export")


urlpatterns = [
    *(pattern for listed in LISTS.values() for pattern in _of_list(listed)),
    path("articles/<int:pk>.<suffix:suffix>", ArticleFormatView.as_view(), name="article-format"),
    path("events/<int:pk>.<suffix:suffix>", EventFormatView.as_view(), name="event-format"),
    path("people/<slug:slug>.<suffix:suffix>", PersonFormatView.as_view(), name="person-format"),
    path("outlets/<slug:slug>.<suffix:suffix>", OutletFormatView.as_view(), name="outlet-format"),
    path("places/<slug:slug>.<suffix:suffix>", PlaceFormatView.as_view(), name="place-format"),
]
