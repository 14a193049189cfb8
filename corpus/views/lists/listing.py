"""One list page over a filter grammar: validation, canonical address, the first results, and the counts behind them."""

import secrets
from functools import cached_property
from http import HTTPStatus
from urllib.parse import parse_qsl

from django.http import Http404, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.text import capfirst
from django.views.generic import View

from corpus.conditional import entity_tag, not_modified, remember, version_of
from corpus.models import Article
from corpus.search.counts.facets import FIND_LENGTH, Counts, count, find_values, is_counted
from corpus.search.grammar.filterset import FilterSet
from corpus.search.grammar.query import Query
from corpus.search.results.page import Page
from corpus.search.results.paging import Hits, NoSuchRow, hits
from corpus.search.text.suggest import near_names
from corpus.search.text.words import is_searchable
from corpus.search.version_cache import keep, recall
from corpus.views.downloads.links import Downloads, downloads

SLOT = mark_safe(
    f"<!-- {secrets.token_hex(16)} -->"
)  # where the counts stand in a page; no text of the corpus can guess it


class Listing:
    """A list as its template needs it: the query in words, chips, sorts, form, problems."""

    def __init__(self, filterset: FilterSet, texts: dict):
        self.filterset, self.texts = filterset, texts
        self.noun, self.unknown = filterset.noun, filterset.unknown
        self.problems = list(filterset.problems)
        self.hint = ""
        self.did_you_mean = []

    @cached_property
    def sentence(self) -> str:
        """The query in words."""
        return "" if self.problems else self.filterset.sentence

    @cached_property
    def chips(self) -> list[dict]:
        """Active filters, each with the address without it."""
        if self.problems:
            return []
        query = self.filterset.query
        return [
            {
                "label": chip.label,
                "text": chip.text,
                "negated": chip.negated,
                "url": query.dropping(chip.name, chip.value).url,
            }
            for chip in self.filterset.chips
        ]

    @property
    def url(self) -> str:
        """The list's own address."""
        return self.filterset.query.url

    @cached_property
    def trail(self) -> str:
        """What the address of a row's own page carries, so that its reader can go on to the next and come back."""
        query = self.filterset.query.at_page(1)
        return f"?{query.string}" if query.pairs else ""

    @cached_property
    def downloads(self) -> Downloads | None:
        """The links to the downloads of the list; None if the query has problems."""
        return None if self.problems else downloads(self.noun, self.filterset.query)

    @property
    def all_pairs(self) -> list[tuple[str, str]]:
        """The whole query, for the hidden inputs of another form."""
        return self.filterset.query.except_for()

    @property
    def clear_url(self) -> str:
        """The list without any filter."""
        return self.filterset.path

    @cached_property
    def sorts(self) -> list[dict]:
        """The orders there are; relevance only where there are words to rank by."""
        if self.problems:
            return []
        item, values = self.filterset.filters["sort"], self.filterset.values
        return [
            {
                "label": capfirst(label),
                "selected": name == values["sort"],
                "url": self.filterset.query.setting("sort", "" if name == item.default else name).url,
            }
            for name, (label, _) in item.orders.items()
            if name != "relevance" or values["q"]
        ]

    @cached_property
    def switches(self) -> list[dict]:
        """Small filters with a fixed set of values, as on/off links."""
        shown = []
        for name, labels in ({} if self.problems else self.texts["switches"]).items():
            item, query = self.filterset.filters[name], self.filterset.query
            terms = self.filterset.values[name]
            chosen = {term.value for term in terms.included}
            avoided = {term.value for term in terms.excluded}
            values = [_switch(query, name, value, label, chosen, avoided) for value, label in labels.items()]
            shown.append({"title": item.label, "values": values})
        return shown

    @cached_property
    def form(self) -> dict:
        """What the filter form holds: as typed, so that nothing is lost where something does not parse."""
        data, date_name = self.filterset.data, self.texts["date_name"]
        if self.problems:
            kept = [(name, value) for name in self.filterset.names for value in data.getlist(name)]
            hidden = [pair for pair in kept if pair[0] not in {"q", date_name, "page", "after", "before"}]
            hidden = [pair for pair in hidden if pair[0].lstrip("-") not in {bad["name"] for bad in self.problems}]
        else:
            hidden = self.filterset.query.except_for("q", date_name)
        return {
            "q": data.get("q", "")[:1000],
            "q_label": self.texts["q_label"],
            "q_hint": self.texts["q_hint"],
            "date_name": date_name,
            "date": data.get(date_name, "")[:1000] if date_name else "",
            "date_hint": "2023, 2023-10, 2023-10-19, 2023-10/2024-02 or last-30-days",
            "hidden": [{"name": name, "value": value} for name, value in hidden],
        }


def _switch(query: Query, name: str, value: str, label: str, chosen: set[str], avoided: set[str]) -> dict:
    selected, excluded = value in chosen, value in avoided
    drops = name if selected else f"-{name}"
    return {
        "label": capfirst(label),
        "count": None,
        "selected": selected,
        "excluded": excluded,
        "url": (query.dropping(drops, value) if selected or excluded else query.adding(name, value)).url,
        "exclude_url": "" if selected or excluded else query.adding(f"-{name}", value).url,
    }


def _pairs(request) -> tuple[tuple[str, str], ...]:
    """The parameters as they were asked, in their order; how characters are escaped makes no difference."""
    return tuple(parse_qsl(request.META.get("QUERY_STRING", ""), keep_blank_values=True))


class FilterView(View):
    """A page that a filter grammar rules. Subclasses give ``grammar`` and ``texts``, and answer a valid query."""

    filterset: type[FilterSet]
    texts: dict
    template_name: str

    def get(self, request, **kwargs):
        """400 where something is wrong; a redirect where the address is not the canonical one; 304 where the reader
        has the page; else the answer."""
        filterset = self.asked()
        listing = Listing(filterset, self.texts)
        listing.problems += self.wrong(listing)
        if listing.problems:
            return self.refused(listing)
        query = self.canonical(filterset)
        if not filterset.unknown and _pairs(request) != query.pairs:
            return HttpResponseRedirect(query.url)
        if not self.may_be_kept(listing):
            return self.answer(listing, **kwargs)
        tag = entity_tag(request, filterset.version)
        if unchanged := not_modified(request, tag):
            return unchanged
        answer = self.answer(listing, **kwargs)
        return remember(answer, tag) if answer.status_code == HTTPStatus.OK else answer

    def asked(self) -> FilterSet:
        """The query of the address."""
        filterset = self.filterset(self.request.GET, path=self.request.path)
        filterset.version = version_of(self.request)
        return filterset

    def wrong(self, listing: Listing) -> list[dict]:
        """Problems beside those of values that do not parse, as the grammar gives them."""
        return []

    def may_be_kept(self, listing: Listing) -> bool:
        """Whether the answer is right as long as the corpus does not change."""
        return True

    def canonical(self, filterset: FilterSet) -> Query:
        """The query under its one address."""
        return filterset.query

    def answer(self, listing: Listing) -> HttpResponse:
        """The page of a valid query."""
        raise NotImplementedError

    def refused(self, listing: Listing) -> HttpResponse:
        """The page that names what is wrong, with the form as it was filled."""
        return HttpResponse(self.rendered(listing, page=None, empty_corpus=False), status=400)

    def rendered(self, listing: Listing, **context) -> str:
        """The template with the list and what else it shows."""
        context = {"view": self, "listing": listing, "slot": "", **context}
        return render_to_string(self.template_name, context, self.request)


class ListView(FilterView):
    """A page of rows. Subclasses give ``model``, ``one`` (the noun for one row) and ``rows``.

    A whole page is sent as it is made: the results at once, the counts behind them when they are there. htmx asks for
    the results first and then, by themselves, for the counts.
    """

    model: type
    one: str

    @property
    def has_side(self) -> bool:
        """Whether there is anything to filter by beside the list."""
        return bool(self.filterset.facets or self.texts["switches"])

    def rows(self, ids: list[int], filterset: FilterSet) -> list:
        """The rows of one page, in their order, with what the template shows of each."""
        return list(self.model.objects.in_order(ids))

    def answer(self, listing: Listing):
        """The list; 400 where there is no such page."""
        filterset, wanted = listing.filterset, self._wanted()
        if wanted == "counts":
            return HttpResponse(self._counts(listing, count(filterset)))
        name = self._name_of_whole(listing) if not wanted else ""
        if name and (whole := recall(name, filterset.version)):
            return HttpResponse(whole)
        found = self.found(listing)
        if found is None:
            return self.refused(listing)
        html = self.rendered(listing, page=self._page(filterset, found), slot=SLOT, **self._nothing(listing, found))
        before, slot, after = html.partition(SLOT)
        if not slot:  # an empty corpus has nothing to count
            return HttpResponse(html)
        if wanted == "results":
            return HttpResponse(before + render_to_string("lists/_counting.html", {"listing": listing}) + after)
        return StreamingHttpResponse(self._stream(listing, before, after, name))

    def found(self, listing: Listing) -> Hits | None:
        """The rows of the page; None where there is no such page, which is then among the list's problems."""
        filterset = listing.filterset
        try:
            found = hits(filterset)
        except NoSuchRow:
            name = "after" if filterset.values["after"] else "before"
            self._no_page(listing, name, "No row of this list has that number.")
            return None
        if not found.ids and (filterset.values["page"] > 1 or found.fewer):
            self._no_page(listing, "page", _last_page(filterset))
            return None
        return found

    def may_be_kept(self, listing: Listing) -> bool:
        """Not before all is counted: counting that takes too long is tried again by whoever asks again."""
        return self._wanted() == "results" or is_counted(listing.filterset)

    def _wanted(self) -> str:
        """Which part of the page htmx asks for; empty for all of it."""
        return self.request.htmx.target or "results" if self.request.htmx else ""

    def _name_of_whole(self, listing: Listing) -> str:
        """Under which the whole page is kept for whoever asks the same: for readers who are not signed in."""
        anonymous = self.request.user.is_anonymous and not listing.unknown
        return f"page:{entity_tag(self.request, listing.filterset.version)}" if anonymous else ""

    def _stream(self, listing: Listing, before: str, after: str, name: str):
        yield before
        counts = count(listing.filterset)
        counted = self._counts(listing, counts)
        yield counted
        yield after
        if name and not counts.timed_out:
            keep(name, listing.filterset.version, before + counted + after)

    def _counts(self, listing: Listing, counts: Counts) -> str:
        values = listing.filterset.values
        pages = max(1, -(-counts.total // values["per_page"]))
        context = {"listing": listing, "counts": counts, "number": values["page"], "pages": pages, "view": self}
        return render_to_string("lists/_counts.html", context)

    def _page(self, filterset: FilterSet, found: Hits) -> Page:
        return Page.of(filterset, found, self.rows(found.ids, filterset) if found.ids else [])

    def _nothing(self, listing: Listing, found: Hits) -> dict:
        """What is said where there is no row."""
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


class FacetView(FilterView):
    """All values of one facet of a list, most frequent first; ``find`` keeps those whose name holds it. Subclasses give
    the list's ``grammar`` and ``texts``."""

    template_name = "lists/facet_detail.html"
    list_name: str

    def get(self, request, name):
        """As of the list; 404 for a facet that it does not have."""
        self.facet = next((one for one in self.filterset.facets if one.param == name), None)
        if self.facet is None:
            raise Http404
        self.find = " ".join(request.GET.get("find", "").replace("\x00", "").split())[:FIND_LENGTH]
        query = request.GET.copy()
        query.pop("find", None)
        filterset = self.filterset(query, path=reverse(self.list_name))
        listing = Listing(filterset, self.texts)
        if listing.problems:
            return HttpResponseRedirect(f"{filterset.path}?{query.urlencode()}")  # the list says what is wrong
        return HttpResponse(self.rendered(listing, result=find_values(filterset, self.facet, self.find)))
