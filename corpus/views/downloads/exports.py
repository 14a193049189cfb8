"""Whole lists as files: the same query, every row of it, from one snapshot."""

from django.http import Http404, JsonResponse, StreamingHttpResponse
from django.urls.converters import StringConverter
from django.utils.text import slugify

from corpus.exports.formats import FORMS
from corpus.exports.lists import LISTS, Listed
from corpus.exports.snapshot import Busy, Size, measure, read
from corpus.search.grammar.query import PAGING
from corpus.views.addresses import base_of
from corpus.views.lists.filter_view import FilterView
from corpus.views.lists.listing import Listing

from .json_lists import Strict

WAIT = 60  # seconds after which a program may ask again where too many files are being written
NAME = 80  # characters of a file's name that say the query


class FormConverter(StringConverter):
    """The suffix of a form of a whole list."""

    regex = "|".join(suffix.replace(".", r"\.") for suffix in FORMS)


class ExportView(Strict, FilterView):
    """/articles.csv and its like: a list as a file. It has no pages."""

    listed: Listed | None = None  # which list; given with the address
    texts = {}

    @property
    def filterset(self):
        """That of the list."""
        return self.listed.filterset

    def get(self, request, form):
        """404 for a form that this list does not have."""
        self.form = FORMS[form]
        if self.listed.noun not in self.form.lists:
            raise Http404
        return super().get(request)

    def wrong(self, listing):
        """And pages: nobody is to be given more than was asked for."""
        message = "This form holds all rows; it has no pages."
        paged = [name for name in (*PAGING, "per_page") if name in self.request.GET]
        found = [{"name": name, "value": self.request.GET[name][:100], "message": message} for name in paged]
        return super().wrong(listing) + found

    def answer(self, listing):
        """The file as it is made. The number of its rows goes before it."""
        selection = self.form.select(self.listed, listing.filterset)
        if self.request.method == "HEAD":
            return self._described(StreamingHttpResponse(()), listing, measure(selection))
        snapshot = read(selection)
        try:
            size = next(snapshot)
        except Busy:
            return _busy()
        pieces = self.form.write(self.listed, snapshot, size, base_of(self.request))
        return self._described(StreamingHttpResponse(_Closing(pieces, snapshot)), listing, size)

    def _described(self, response, listing: Listing, size: Size):
        response["Content-Type"] = self.form.media_type
        response["Dateline-Rows"] = size.rows
        if size.left_out:
            response["Dateline-Rows-Left-Out"] = size.left_out
        response["Content-Disposition"] = f'attachment; filename="{file_name(listing, self.form.suffix, size)}"'
        return response


def file_name(listing: Listing, suffix: str, size: Size) -> str:
    """A name that says what is asked and whether rows are left out."""
    pairs = listing.filterset.query.pairs
    asked = [f"not-{name[1:]}-{value}" if name.startswith("-") else f"{name}-{value}" for name, value in pairs]
    words = slugify("-".join(asked))[:NAME].strip("-")
    cut = f"first-{size.rows}-of-{size.rows + size.left_out}" if size.left_out else ""
    return ".".join(["-".join(part for part in (listing.noun, words, cut) if part), suffix])


class _Closing:
    """Pieces of a file; closed, the snapshot behind them ends even where none was ever asked for."""

    def __init__(self, pieces, snapshot):
        self.pieces, self.snapshot = pieces, snapshot

    def __iter__(self):
        return self.pieces

    def close(self):
        self.pieces.close()
        self.snapshot.close()


def _busy() -> JsonResponse:
    message = "As many files are being written as may be at once. Ask again in a minute."
    response = JsonResponse({"problems": [{"name": "", "value": "", "message": message}]}, status=503)
    response["Retry-After"] = WAIT
    return response


def exported(noun: str):
    """The view of a list's files."""
    return ExportView.as_view(listed=LISTS[noun])
