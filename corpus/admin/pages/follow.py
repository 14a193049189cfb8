"""What decisions about much-named people leave to follow, done under the eyes of a curator."""

import time

from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.views.generic import TemplateView

from corpus.admin.judgement import may_judge
from corpus.models import Pending
from corpus.store.judgements.deferred import settle_deferred

from .bulk import SECONDS
from .decisions import id_in


class FollowView(TemplateView):
    """How many articles are still to follow; each POST lets some more."""

    admin_site = None
    template_name = "admin/follow.html"

    def dispatch(self, request, *args, **kwargs):
        """For those who decide."""
        if not may_judge(request):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **context):
        """``total``: how many there were when it was begun, which the address carries."""
        left = Pending.objects.count()
        total = max(left, id_in(self.request.GET.get("of", "")))
        shared = self.admin_site.each_context(self.request)
        return super().get_context_data(
            **shared, title="What is still to follow", left=left, total=total, handled=total - left, **context
        )

    def post(self, request):
        """Some batches more."""
        total = max(Pending.objects.count(), id_in(request.POST.get("of", "")))
        until = time.monotonic() + SECONDS
        for _ in settle_deferred():
            if time.monotonic() > until:
                break
        return HttpResponseRedirect(f"{reverse('admin:follow')}?of={total}")
