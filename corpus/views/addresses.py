"""Addresses of forms, and of the site itself."""

from django.urls import reverse


def base_of(request) -> str:
    """Scheme and host, as the reader knows them."""
    return f"{request.scheme}://{request.get_host()}"


def list_form(model: str, suffix: str) -> str:
    """The path of a list in a form: of "article" and "csv", /articles.csv."""
    if suffix == "json":
        return reverse(f"{model}-json")
    return reverse(f"{model}-feed") if suffix == "atom" else reverse(f"{model}-export", args=[suffix])
