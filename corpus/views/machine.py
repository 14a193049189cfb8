"""Lists as JSON: the same query, the same rows, the same counts as the page."""

from django.db import OperationalError
from django.http import JsonResponse

from corpus.search.facets import Counts, count

from .articles import ArticleListView
from .events import EventListView
from .listing import Listing
from .people import PersonListView


class JsonForm:
    """The JSON form of a list's view. Subclasses give ``said``, what stands of one row.

    A parameter that does not exist is as wrong here as a value that does not parse: a program reads no notice.
    """

    def said(self, row) -> dict:
        """One row."""
        raise NotImplementedError

    def refused(self, listing: Listing) -> JsonResponse:
        """What is wrong, parameter by parameter."""
        return JsonResponse({"problems": listing.problems}, status=400)

    def answer(self, listing: Listing) -> JsonResponse:
        """One page of rows with the total, the facets and the histogram of the query."""
        grammar = listing.grammar
        if listing.unknown:
            unknown = [
                {"name": name, "value": "", "message": "There is no such parameter."} for name in listing.unknown
            ]
            return JsonResponse({"problems": unknown}, status=400)
        found = self.found(listing)
        if found is None:
            return self.refused(listing)
        page = self._page(grammar, found)
        counts = count(grammar)
        if counts.timed_out:
            raise OperationalError("statement timeout while counting")
        return JsonResponse(
            {
                "query": listing.sentence,
                "total": counts.total,
                "page": page.number,
                "previous": page.previous_url or None,
                "next": page.next_url or None,
                "results": [self.said(row) for row in page.items],
                **_counted(counts),
            }
        )


def _counted(counts: Counts) -> dict:
    bars = counts.histogram.bars if counts.histogram else ()
    return {
        "facets": {
            facet.name: [
                {"value": one.value, "label": one.label, "count": one.count, "url": one.url} for one in facet.values
            ]
            for facet in counts.facets
        },
        "histogram": [{"date": bar.edtf, "count": bar.count, "url": bar.url} for bar in bars],
    }


class ArticleJsonView(JsonForm, ArticleListView):
    """/articles.json"""

    def said(self, row):
        """An article without its text."""
        return {
            "id": row.pk,
            "url": row.get_absolute_url(),
            "title": row.title,
            "title_derived": row.title_derived,
            "outlet": row.outlet.slug,
            "language": row.language,
            "published": row.published or None,
            "published_basis": row.published_basis or None,
            "byline": row.byline or None,
            "original": row.url or None,
            "revisions": row.revision_count,
            "reprints": row.reprint_count,
            "snippet": "".join(part.text for part in row.snippet),
            "people": [{"name": one.name, "slug": one.slug} for one in row.named],
        }


class EventJsonView(JsonForm, EventListView):
    """/events.json"""

    def said(self, row):
        """An event with those who took part."""
        return {
            "id": row.pk,
            "url": row.get_absolute_url(),
            "title": row.title,
            "type": row.type,
            "date": row.date or None,
            "date_basis": row.date_basis or None,
            "place": row.place.slug if row.place else None,
            "status": row.status,
            "reports": row.report_count,
            "sentence": row.sentence,
            "participants": [
                {"name": one.person.name, "slug": one.person.slug, "role": one.role, "title": one.title}
                for one in row.participations.all()
            ],
        }


class PersonJsonView(JsonForm, PersonListView):
    """/people.json"""

    def said(self, row):
        """A person with the names and the titles last printed."""
        return {
            "slug": row.slug,
            "url": row.get_absolute_url(),
            "name": row.name,
            "other_names": row.other_names,
            "titles": row.titles,
            "status": row.status,
            "articles": row.article_count,
            "first_seen": row.first_seen,
            "last_seen": row.last_seen,
        }
