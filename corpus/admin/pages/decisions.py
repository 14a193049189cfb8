"""What the pages share on which something is decided about chosen rows."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.views.generic import TemplateView

from corpus.admin.base import is_id
from corpus.admin.judgement import may_judge, tell_done
from corpus.models import Mention
from corpus.store.judgements.decide import decide
from corpus.store.judgements.decisions import Impossible

AROUND = 140  # characters of the text on each side of a mention


class DecisionView(TemplateView):
    """A page of the admin site on which something is decided about rows of a model."""

    admin_site = None
    model: type[Model]
    title = ""

    def dispatch(self, request, *args, **kwargs):
        """For those who may change such rows, and judge."""
        if not (may_judge(request) and request.user.has_perm(f"corpus.change_{self.model._meta.model_name}")):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **context):
        """With what every page of the admin site shows."""
        shared = self.admin_site.each_context(self.request)
        return super().get_context_data(**shared, title=self.title, opts=self.model._meta, **context)

    def decided(self, decision, message: str, row: Model) -> HttpResponseRedirect | None:
        """Decide and go on to the page of a row; None, with a message, where it makes no sense."""
        try:
            made = decide(decision(), self.request.user, reason=said_in(self.request, "reason"))
        except Impossible as error:
            messages.error(self.request, str(error))
            return None
        address = reverse(f"admin:corpus_{row._meta.model_name}_change", args=[row.pk])
        tell_done(self.request, made, message, address)
        return HttpResponseRedirect(address)

    def asked(self, *names: str, most: int) -> list[int]:
        """The ids in these parameters, each a list with commas."""
        given = self.request.POST if self.request.method == "POST" else self.request.GET
        return ids_in([one for name in names for one in given.get(name, "").split(",")])[:most]


def ids_in(words: list[str]) -> list[int]:
    """Those of the words that may be ids of rows."""
    return [int(word) for word in words if is_id(word)]


def id_in(text: str, otherwise: int = 0) -> int:
    """The id that a text is; what is said otherwise where it is none."""
    return next(iter(ids_in([text])), otherwise)


def said_in(request, name: str, most: int = 500) -> str:
    """What was typed into a field, as the database takes it."""
    return request.POST.get(name, "").replace("\x00", "")[:most]


def around(mention: Mention) -> dict:
    """A mention, its revision loaded, with the words that name the person and the text before and after them."""
    body = mention.revision.title if mention.part == Mention.Part.TITLE else mention.revision.text
    return {
        "mention": mention,
        "before": body[max(0, mention.start - AROUND) : mention.start],
        "named": body[mention.start : mention.end],
        "after": body[mention.end : mention.end + AROUND],
    }
