"""The base of the pages on which a curator decides about chosen rows."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.views.generic import TemplateView

from corpus.admin.base import is_id
from corpus.admin.judgement import may_judge, notify_decided
from corpus.models import Mention
from corpus.store.judgements.decide import decide
from corpus.store.judgements.decisions import Impossible

AROUND = 140  # characters of the text on each side of a mention


class DecisionView(TemplateView):
    """A page on which a curator decides about rows of a model."""

    admin_site = None
    model: type[Model]
    title = ""

    def dispatch(self, request, *args, **kwargs):
        """Allow only users who may change such rows and decide."""
        if not (may_judge(request) and request.user.has_perm(f"corpus.change_{self.model._meta.model_name}")):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **context):
        """Return the context, with what every admin page shows."""
        shared = self.admin_site.each_context(self.request)
        return super().get_context_data(**shared, title=self.title, opts=self.model._meta, **context)

    def decided(self, decision, message: str, row: Model) -> HttpResponseRedirect | None:
        """Decide and return a redirect to a row, or None after an error message."""
        try:
            made = decide(decision(), self.request.user, reason=posted_text(self.request, "reason"))
        except Impossible as error:
            messages.error(self.request, str(error))
            return None
        address = reverse(f"admin:corpus_{row._meta.model_name}_change", args=[row.pk])
        notify_decided(self.request, made, message, address)
        return HttpResponseRedirect(address)

    def asked(self, *names: str, most: int) -> list[int]:
        """Return the ids in some parameters, each a list with commas."""
        given = self.request.POST if self.request.method == "POST" else self.request.GET
        return ids_in([one for name in names for one in given.get(name, "").split(",")])[:most]


def ids_in(words: list[str]) -> list[int]:
    """Return the ids among some texts."""
    return [int(word) for word in words if is_id(word)]


def id_in(text: str, otherwise: int = 0) -> int:
    """Return a text as an id, or the default if it is none."""
    return next(iter(ids_in([text])), otherwise)


def posted_text(request, name: str, most: int = 500) -> str:
    """Return a posted text, cut to a length and without null characters, which PostgreSQL refuses."""
    return request.POST.get(name, "").replace("\x00", "")[:most]


def around(mention: Mention) -> dict:
    """Return a mention with the text before it, the name and the text after it. Its revision must be loaded."""
    body = mention.revision.title if mention.part == Mention.Part.TITLE else mention.revision.text
    return {
        "mention": mention,
        "before": body[max(0, mention.start - AROUND) : mention.start],
        "named": body[mention.start : mention.end],
        "after": body[mention.end : mention.end + AROUND],
    }
