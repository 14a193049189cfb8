"""The view of a list: one page of rows with its counts."""

from django.http import HttpResponse, StreamingHttpResponse
from django.template.loader import render_to_string

from corpus.models import Article
from corpus.search.counts.facets import Counts, count, is_counted
from corpus.search.grammar.filterset import FilterSet
from corpus.search.results.page import Page
from corpus.search.results.paging import Matches, NoSuchRow, PageOfIds, page_of_ids
from corpus.search.text.suggest import near_names
from corpus.search.text.words import is_searchable

from .cached_page import SLOT, CachedPage, CutPage
from .filter_view import FilterView
from .listing import Listing


class ListView(FilterView):
    """A page of rows. Subclasses set ``model``, ``one`` (the noun for one row) and ``rows``.

    A whole page is streamed: the results at once, the counts when they are ready. htmx requests the results first, and
    then the counts alone.
    """

    model: type
    one: str

    @property
    def has_side(self) -> bool:
        """Whether the list has facets or switches beside it."""
        return bool(self.filterset.facets or self.texts["switches"])

    def rows(self, ids: list[int], filterset: FilterSet) -> list:
        """Return the rows of one page in order, with all that the template shows."""
        return list(self.model.objects.in_order(ids))

    def answer(self, listing: Listing):
        """Return the list, or 400 if there is no such page."""
        filterset, target = listing.filterset, self._target()
        if target == "counts":
            return HttpResponse(self._counts(listing, count(filterset)))
        place = None if target else CachedPage.of(self.request, filterset)
        if place and (html := place.get()):
            return HttpResponse(html)
        found = self.found(listing)
        if found is None:
            return self.refused(listing)
        html = self.rendered(listing, page=self._page(filterset, found), slot=SLOT, **self._nothing(listing, found))
        page = CutPage.at_slot(html)
        if page is None:
            return HttpResponse(html)
        if target == "results":
            return HttpResponse(page.filled(render_to_string("lists/_counting.html", {"listing": listing})))
        return StreamingHttpResponse(page.stream(lambda: self._count(listing, found.matches), place))

    def found(self, listing: Listing) -> PageOfIds | None:
        """Return the ids of the page. If there is no such page, add a problem to the listing and return None."""
        filterset = listing.filterset
        try:
            found = page_of_ids(filterset)
        except NoSuchRow:
            name = "after" if filterset.values["after"] else "before"
            self._no_page(listing, name, "No row of this list has that number.")
            return None
        if not found.ids and (filterset.values["page"] > 1 or found.fewer):
            self._no_page(listing, "page", _last_page(filterset))
            return None
        return found

    def may_be_kept(self, listing: Listing) -> bool:
        """Return whether the counts are cached or not asked for: counting that timed out is tried again."""
        return self._target() == "results" or is_counted(listing.filterset)

    def _target(self) -> str:
        """Return the part of the page that htmx requests, or "" for a whole page."""
        return self.request.htmx.target or "results" if self.request.htmx else ""

    def _count(self, listing: Listing, matches: Matches | None) -> tuple[str, bool]:
        counts = count(listing.filterset, matches)
        return self._counts(listing, counts), not counts.timed_out

    def _counts(self, listing: Listing, counts: Counts) -> str:
        values = listing.filterset.values
        pages = max(1, -(-counts.total // values["per_page"]))
        context = {"listing": listing, "counts": counts, "number": values["page"], "pages": pages, "view": self}
        return render_to_string("lists/_counts.html", context)

    def _page(self, filterset: FilterSet, found: PageOfIds) -> Page:
        return Page.of(filterset, found, self.rows(found.ids, filterset) if found.ids else [])

    def _nothing(self, listing: Listing, found: PageOfIds) -> dict:
        """Return the context of a list without rows, and add suggestions to the listing."""
        filterset = listing.filterset
        if found.ids:
            return {"empty_corpus": False}
        if text := filterset.values["q"]:
            listing.did_you_mean = near_names(filterset)
            if not is_searchable(text, filterset.configurations):
                listing.hint = f"“{text}” is too common to be searched for alone."
        return {"empty_corpus": not filterset.is_filtered and not Article.objects.exists()}

    def _no_page(self, listing: Listing, name: str, message: str) -> None:
        listing.problems.append({"name": name, "value": str(listing.filterset.values[name]), "message": message})


def _last_page(filterset: FilterSet) -> str:
    counts = count(filterset)
    if counts.timed_out:
        return "There is no such page."
    pages = max(1, -(-counts.total // filterset.values["per_page"]))
    return "There is only one page." if pages == 1 else f"There are only {pages:,} pages."
