"""Pages of one row that are kept as long as the corpus does not change."""

from http import HTTPStatus

from django.http import HttpResponse
from django.views.generic import TemplateView

from corpus.conditional import entity_tag, not_modified, remember, version_of
from corpus.search.version_cache import cache


class KeptPageView(TemplateView):
    """A page that browsers revalidate by its ETag, and that each process keeps for readers who are not signed in.

    Subclasses return the page from ``page``. Anything but 200, such as the page of a hidden article, is not kept. A
    page is made after the version was read that it is kept under: it may be newer than its version, never older.
    """

    def get(self, request, **kwargs):
        """Return 304, the page as it is kept, or the page made anew."""
        version = version_of(request)
        tag = entity_tag(request, version)
        if unchanged := not_modified(request, tag):
            return unchanged
        # A page names its host in links. Queries are not kept, for anybody can think up new ones.
        kept = request.user.is_anonymous and not request.META.get("QUERY_STRING")
        key = f"page:{request.scheme}://{request.get_host()}:{tag}"
        if kept and (html := cache.get(key, version)):
            return remember(HttpResponse(html), tag)
        response = self.page(**kwargs)
        if response.status_code != HTTPStatus.OK:
            return response
        if hasattr(response, "render"):
            response.render()
        if kept:
            cache.set(key, version, response.content)
        return remember(response, tag)

    def page(self, **kwargs):
        return self.render_to_response(self.get_context_data(**kwargs))
