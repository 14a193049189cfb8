"""Pages of outlets: the list and one outlet."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.generic import TemplateView

from corpus.conditional import version_of
from corpus.models import ArticleSearch, Outlet, TermKind
from corpus.search.counts.facet_counts import monthly_counts
from corpus.search.counts.people_named import people_named_in
from corpus.search.counts.timeline import histogram
from corpus.views.lists.rows import article_rows

from .kept_page import KeptPageView

SHOWN = 10  # articles and people on an outlet's page


class OutletListView(TemplateView):
    """All outlets that have articles."""

    template_name = "outlets/outlet_list.html"

    def get_context_data(self):
        """Add the outlets with counts, most articles first."""
        outlets = list(Outlet.objects.with_counts().filter(article_count__gt=0).order_by("-article_count", "name"))
        return super().get_context_data(outlets=outlets)


class OutletDetailView(KeptPageView):
    """One outlet: coverage, most named people, newest articles."""

    template_name = "outlets/outlet_detail.html"

    def get_context_data(self, *, slug):
        """Add everything that the page shows."""
        outlet = get_object_or_404(Outlet.objects.with_counts(), slug=slug)
        rows = ArticleSearch.objects.having(TermKind.OUTLET, outlet.pk)
        link = f"{reverse('article-list')}?outlet={outlet.slug}"
        return super().get_context_data(
            outlet=outlet,
            summary=f"{outlet.name}: {outlet.article_count:,} of its articles, kept as evidence.",
            months=histogram(
                monthly_counts(rows),
                title="Articles over time",
                noun="Articles",
                link=lambda edtf: f"{link}&published={edtf}",
            ),
            people=people_named_in(rows, SHOWN),
            articles=article_rows(rows.newest(SHOWN), version_of(self.request)),
            articles_url=link,
        )
