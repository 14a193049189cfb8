"""The address by which the reader of a mail ends it, without signing in (RFC 8058)."""

from django.core import signing
from django.urls import reverse

from corpus.models import SavedSearch

_SIGNER = "dateline.unsubscribe"


def address_of(saved: SavedSearch) -> str:
    """The path that ends the mails of a search: signed, not stored."""
    return reverse("savedsearch-unsubscribe", args=[signing.Signer(salt=_SIGNER).sign(saved.pk)])


def search_of(token: str) -> SavedSearch | None:
    """The search a token is of; None where it has been deleted. Raises signing.BadSignature for a forged one."""
    pk = signing.Signer(salt=_SIGNER).unsign(token)
    return SavedSearch.objects.filter(pk=pk).first()


def unsubscribe(saved: SavedSearch) -> None:
    """No mail of it from now on; the search itself stays."""
    SavedSearch.objects.filter(pk=saved.pk).update(frequency=SavedSearch.Frequency.NEVER)
