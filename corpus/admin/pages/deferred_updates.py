"""Deferred updates after decisions about people with many mentions."""

import time

from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.views.generic import TemplateView

from corpus.admin.judgement import may_judge
from corpus.models import Pending
from corpus.store.judgements.deferred import settle_deferred

from .base import id_in
from .bulk import SECONDS


class DeferredUpdatesView(TemplateView):
    """The number of articles still to update. Each POST updates some more."""

    admin_site = None
    template_name = "admin/deferred_updates.html"

    def dispatch(self, request, *args, **kwargs):
        """Allow only users who may decide."""
        if not may_judge(request):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **context):
        """Return the context. ``total`` is the number at the start, which the address carries."""
        left = Pending.objects.count()
        total = max(left, id_in(self.request.GET.get("of", "")))
        shared = self.admin_site.each_context(self.request)
        return super().get_context_data(
            **shared, title="What is still to follow", left=left, total=total, handled=total - left, **context
        )

    def post(self, request):
        """Update some more articles."""
        total = max(Pending.objects.count(), id_in(request.POST.get("of", "")))
        until = time.monotonic() + SECONDS
        for _ in settle_deferred():
            if time.monotonic() > until:
                break
        return HttpResponseRedirect(f"{reverse('admin:follow')}?of={total}")
