"""Unsubscribing from the mails of a saved search without signing in (RFC 8058)."""

from django.core import signing
from django.urls import reverse

from corpus.models import SavedSearch

_SALT = "dateline.unsubscribe"


def unsubscribe_path(saved: SavedSearch) -> str:
    """Return the path that ends the mails of a search. It is signed and not stored."""
    return reverse("savedsearch-unsubscribe", args=[signing.Signer(salt=_SALT).sign(saved.pk)])


def search_of(token: str) -> SavedSearch | None:
    """Return the search of a token; None if it was deleted. Raise signing.BadSignature for a forged token."""
    pk = signing.Signer(salt=_SALT).unsign(token)
    return SavedSearch.objects.filter(pk=pk).first()


def unsubscribe(saved: SavedSearch) -> None:
    """Turn mail off. The search itself stays."""
    SavedSearch.objects.filter(pk=saved.pk).update(frequency=SavedSearch.Frequency.NEVER)
