"""Pages of outlets."""

from django.db.models import Count, F, Func, IntegerField
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.generic import TemplateView

from corpus.models import Article, Outlet, Person

from .charts import months
from .rows import article_rows

SHOWN = 10  # articles and people of an outlet's page


def _months(outlet: Outlet):
    link = f"{reverse('article-list')}?outlet={outlet.slug}&published="
    return months(outlet.articles.all(), title="Articles over time", link=lambda edtf: f"{link}{edtf}")


class OutletListView(TemplateView):
    """All outlets that published something."""

    template_name = "outlet_list.html"

    def get_context_data(self):
        """The outlets with counts; the one with most articles first."""
        outlets = list(Outlet.objects.with_counts().filter(article_count__gt=0).order_by("-article_count", "name"))
        return super().get_context_data(outlets=outlets)


class OutletDetailView(TemplateView):
    """One outlet: coverage, people it names most, newest articles."""

    template_name = "outlet_detail.html"

    def get_context_data(self, *, slug):
        """What stands on the page."""
        outlet = get_object_or_404(Outlet.objects.with_counts(), slug=slug)
        each = Func(F("people"), function="unnest", output_field=IntegerField())
        rows = outlet.articles.annotate(who=each).values_list("who").annotate(number=Count("pk"))
        named = list(rows.order_by("-number", "who")[:SHOWN])
        people = Person.objects.in_bulk([pk for pk, _ in named])
        newest = Article.objects.filter(outlet=outlet).order_by(F("published_lower").desc(nulls_last=True), "-pk")
        return super().get_context_data(
            outlet=outlet,
            months=_months(outlet),
            people=[{"person": people[pk], "articles": number} for pk, number in named if pk in people],
            articles=article_rows(newest[:SHOWN]),
            articles_url=f"{reverse('article-list')}?outlet={outlet.slug}",
        )
