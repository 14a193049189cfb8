"""Whole lists as files: every row of a query, from one snapshot."""

from django.http import Http404, JsonResponse, StreamingHttpResponse
from django.utils.text import slugify

from corpus.exports.formats import FORMATS
from corpus.exports.snapshot import Busy, Size, measure, read
from corpus.search.grammar.problems import problem
from corpus.search.grammar.query import PAGING
from corpus.views.addresses import base_of
from corpus.views.lists.filter_view import FilterView
from corpus.views.lists.listing import Listing

from .strict import Strict

WAIT = 60  # seconds after which a client may ask again if too many exports are running
NAME_LENGTH = 80  # characters of the query in a file name


class ExportView(Strict, FilterView):
    """/articles.csv and its like: all rows of a list as a file."""

    def get(self, request, suffix):
        """Return the file; 404 if the list does not have this format."""
        self.format = FORMATS[suffix]
        if not self.format.has(self.listed):
            raise Http404
        return super().get(request)

    def wrong(self, listing):
        """Return the problems of the query. Paging is refused, so that nobody gets more rows than requested."""
        message = "A file holds all rows; it has no pages."
        paged = [name for name in (*PAGING, "per_page") if name in self.request.GET]
        return super().wrong(listing) + [problem(name, self.request.GET[name], message) for name in paged]

    def answer(self, listing):
        """Return the file as a stream, with the number of its rows in a header."""
        selection = self.format.select(self.listed, listing.filterset)
        if self.request.method == "HEAD":
            return self._described(StreamingHttpResponse(()), listing, measure(selection))
        snapshot = read(selection)
        try:
            size = next(snapshot)
        except Busy:
            return _busy()
        pieces = self.format.write(self.listed, snapshot, size, base_of(self.request))
        return self._described(StreamingHttpResponse(_Closing(pieces, snapshot)), listing, size)

    def _described(self, response, listing: Listing, size: Size):
        response["Content-Type"] = self.format.media_type
        response["Dateline-Rows"] = size.rows
        if size.left_out:
            response["Dateline-Rows-Left-Out"] = size.left_out
        response["Content-Disposition"] = f'attachment; filename="{file_name(listing, self.format.suffix, size)}"'
        return response


def file_name(listing: Listing, suffix: str, size: Size) -> str:
    """Return a file name that says the query, and whether rows are left out."""
    pairs = listing.filterset.query.pairs
    parts = [f"not-{name[1:]}-{value}" if name.startswith("-") else f"{name}-{value}" for name, value in pairs]
    words = slugify("-".join(parts))[:NAME_LENGTH].strip("-")
    cut = f"first-{size.rows}-of-{size.rows + size.left_out}" if size.left_out else ""
    return ".".join(["-".join(part for part in (listing.noun, words, cut) if part), suffix])


class _Closing:
    """The pieces of a file. ``close()`` ends the snapshot too, even if no piece was read."""

    def __init__(self, pieces, snapshot):
        self.pieces, self.snapshot = pieces, snapshot

    def __iter__(self):
        return self.pieces

    def close(self):
        self.pieces.close()
        self.snapshot.close()


def _busy() -> JsonResponse:
    message = "Too many exports are running. Try again in a minute."
    response = JsonResponse({"problems": [problem("", "", message)]}, status=503)
    response["Retry-After"] = WAIT
    return response
