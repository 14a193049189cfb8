"""robots.txt, and sitemaps in parts by id range, so that no request counts or skips rows."""

from dataclasses import dataclass

from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import SitemapIndexItem, x_robots_tag
from django.contrib.sites.requests import RequestSite
from django.core.paginator import EmptyPage
from django.db.models import F
from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.cache import cache_control

from corpus.lists import LISTS, List

IDS = 5000  # ids per part
AN_HOUR = 3600


@dataclass(frozen=True)
class Part:
    """One part of a sitemap."""

    object_list: list


class IdRanges:
    """The parts of a queryset: part 1 has ids 1 to IDS, and so on. Replaces Django's paginator."""

    def __init__(self, queryset):
        self.queryset = queryset

    def numbers(self) -> list[int]:
        """Return the numbers of the parts that are not empty, in order. One pass over the index of ids."""
        parts = self.queryset.order_by().annotate(part=(F("pk") - 1) / IDS + 1).values_list("part", flat=True)
        return sorted(parts.distinct())

    def page(self, number: int) -> Part:
        """Return one part. Raise EmptyPage if it has no rows."""
        rows = self.queryset.filter(pk__gt=(number - 1) * IDS, pk__lte=number * IDS).order_by("pk")
        if not (found := list(rows)):
            raise EmptyPage
        return Part(found)


class ListSitemap(Sitemap):
    """The public pages of one list's rows."""

    def __init__(self, listed: List):
        self.listed = listed

    def items(self):
        """Return the rows that have a public page."""
        return self.listed.pages()

    def lastmod(self, row):
        """Return the time of the row's last change, if its list knows it."""
        return getattr(row, "changed", None)

    @property
    def paginator(self):
        """Parts by id range."""
        return IdRanges(self.items())


@x_robots_tag
@cache_control(public=True, max_age=AN_HOUR)
def sitemap_index(request):
    """List the parts of every sitemap."""
    parts = [
        SitemapIndexItem(request.build_absolute_uri(reverse("sitemap-part", args=[noun, number])))
        for noun, listed in LISTS.items()
        for number in ListSitemap(listed).paginator.numbers()
    ]
    return TemplateResponse(request, "sitemap_index.xml", {"sitemaps": parts}, content_type="application/xml")


@x_robots_tag
@cache_control(public=True, max_age=AN_HOUR)
def sitemap_part(request, section, number):
    """Show one part of a sitemap; 404 if it is empty."""
    if section not in LISTS:
        raise Http404
    try:
        urls = ListSitemap(LISTS[section]).get_urls(number, RequestSite(request), request.scheme)
    except EmptyPage as error:
        raise Http404 from error
    return TemplateResponse(request, "sitemap.xml", {"urlset": urls}, content_type="application/xml")


@cache_control(public=True, max_age=AN_HOUR)
def robots(request):
    """Allow every page, but neither combinations of filters nor whole lists as files."""
    lines = (
        "User-agent: *",
        "Allow: /",
        "Disallow: /*?",
        *(f"Disallow: /{noun}." for noun in LISTS),
        f"Disallow: {reverse('admin:index')}",
        f"Disallow: {reverse('savedsearch-list')}",
        f"Disallow: {reverse('login')}",
        "",
        f"Sitemap: {request.build_absolute_uri(reverse('sitemap-index'))}",
    )
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
