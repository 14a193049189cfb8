"""The page that tells how to take things along, with examples of the corpus at hand."""

from django.conf import settings
from django.views.generic import TemplateView

from corpus.exports.formats import FORMATS
from corpus.exports.table import columns
from corpus.lists import LISTS
from corpus.models import Article, Event, Person
from corpus.views.addresses import base_of


class DataView(TemplateView):
    """The forms of every list and page, feeds, citations, and what an export promises."""

    template_name = "site/about_data.html"

    def get_context_data(self):
        """One row of each kind to make examples of: the newest article, the person most named, the newest event."""
        article = Article.objects.shown().listed().newest_first().first()
        return super().get_context_data(
            base=base_of(self.request),
            article=article,
            person=Person.objects.public().most_named().first(),
            event=Event.objects.public().newest_first().first(),
            outlet=article.outlet if article else None,
            formats=list(FORMATS.values()),
            nouns=list(LISTS),
            with_feed=[noun for noun, listed in LISTS.items() if listed.has_feed],
            columns={noun: columns(listed.record) for noun, listed in LISTS.items()},
            most=settings.EXPORT_ROWS,
            at_once=settings.EXPORTS_AT_ONCE,
        )
