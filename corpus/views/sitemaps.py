"""What search engines may find: robots.txt, and sitemaps in parts by ranges of ids, so that none counts or skips."""

from dataclasses import dataclass

from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import SitemapIndexItem, x_robots_tag
from django.contrib.sites.requests import RequestSite
from django.core.paginator import EmptyPage
from django.db.models import Exists, F, OuterRef
from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.cache import cache_control

from corpus.exports.lists import LISTS
from corpus.models import Article, Event, Outlet, Person, Place

IDS = 5000  # ids of one part
AN_HOUR = 3600


@dataclass(frozen=True)
class Part:
    """One part of a section."""

    object_list: list


class IdRanges:
    """The parts of a queryset: the first has ids 1 to IDS, and so on. Takes the place of Django's paginator."""

    def __init__(self, queryset):
        self.queryset = queryset

    def numbers(self) -> list[int]:
        """The parts that hold anything, in order: one pass over the index of ids."""
        parts = self.queryset.order_by().annotate(part=(F("pk") - 1) / IDS + 1).values_list("part", flat=True)
        return sorted(parts.distinct())

    def page(self, number: int) -> Part:
        """The rows of one part; EmptyPage where there are none."""
        rows = self.queryset.filter(pk__gt=(number - 1) * IDS, pk__lte=number * IDS).order_by("pk")
        if not (found := list(rows)):
            raise EmptyPage
        return Part(found)


class Section(Sitemap):
    """Pages of one model; subclasses give ``items``, a queryset with what an address is made of."""

    @property
    def paginator(self):
        """Parts by ranges of ids."""
        return IdRanges(self.items())


class ArticleSitemap(Section):
    """Every article, with the day on which its wording came in."""

    def items(self):
        """All of them."""
        return Article.objects.shown().annotate(worded=F("current__added")).only("title", "added")

    def lastmod(self, article):
        """When its current wording came into the corpus."""
        return article.worded or article.added


class PersonSitemap(Section):
    """People as readers see them."""

    def items(self):
        """Those named, and not merged."""
        return Person.objects.public().only("slug")


class EventSitemap(Section):
    """Events that are reported."""

    def items(self):
        """Those that an article's current wording reports."""
        return Event.objects.public().only("title")


class OutletSitemap(Section):
    """Outlets that published something."""

    def items(self):
        """Those with an article."""
        return Outlet.objects.filter(Exists(Article.objects.filter(outlet=OuterRef("pk")))).only("slug")


class PlaceSitemap(Section):
    """Places where something took place."""

    def items(self):
        """Those with a reported event."""
        return Place.objects.filter(Exists(Event.objects.public().filter(place=OuterRef("pk")))).only("slug")


SECTIONS = {
    "articles": ArticleSitemap,
    "people": PersonSitemap,
    "events": EventSitemap,
    "outlets": OutletSitemap,
    "places": PlaceSitemap,
}


@x_robots_tag
@cache_control(public=True, max_age=AN_HOUR)
def sitemap_index(request):
    """The parts of every section."""
    parts = [
        SitemapIndexItem(request.build_absolute_uri(reverse("sitemap-part", args=[name, number])))
        for name, section in SECTIONS.items()
        for number in section().paginator.numbers()
    ]
    return TemplateResponse(request, "sitemap_index.xml", {"sitemaps": parts}, content_type="application/xml")


@x_robots_tag
@cache_control(public=True, max_age=AN_HOUR)
def sitemap_part(request, section, number):
    """One part of a section; 404 where it holds nothing."""
    if section not in SECTIONS:
        raise Http404
    try:
        urls = SECTIONS[section]().get_urls(number, RequestSite(request), request.scheme)
    except EmptyPage as error:
        raise Http404 from error
    return TemplateResponse(request, "sitemap.xml", {"urlset": urls}, content_type="application/xml")


@cache_control(public=True, max_age=AN_HOUR)
def robots(request):
    """Every page may be read, but not every combination of filters, nor whole lists as files."""
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
