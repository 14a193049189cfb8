"""A test client for streamed pages."""

from functools import partial

from django.http import HttpResponse
from django.test import Client, signals
from django.test.client import store_rendered_templates
from django.test.utils import ContextList


class ReadingClient(Client):
    """Reads a streamed page to its end, as a browser does, with the contexts of all its parts."""

    def request(self, **request):
        """Return the response; a streamed one as a whole."""
        response = super().request(**request)
        if not response.streaming:
            return response
        seen = response.context or []
        rendered = {"context": seen if isinstance(seen, ContextList) else ContextList([seen])}
        receiver = partial(store_rendered_templates, rendered)
        signals.template_rendered.connect(receiver)
        try:
            content = b"".join(response.streaming_content)
        finally:
            signals.template_rendered.disconnect(receiver)
        whole = HttpResponse(content, status=response.status_code)
        kept = {name: value for name, value in vars(response).items() if not name.startswith("_")}
        vars(whole).update(kept | {"context": rendered["context"]})
        return whole
