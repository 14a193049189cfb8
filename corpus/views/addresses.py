"""Addresses of forms, and of the site itself."""

from corpus.models.addresses import address


def base_of(request) -> str:
    """Scheme and host, as the reader knows them."""
    return f"{request.scheme}://{request.get_host()}"


def list_form(model: str, suffix: str) -> str:
    """The path of a list in a form: of "article" and "csv", /articles.csv."""
    if suffix == "json":
        return address(f"{model}-json")
    return address(f"{model}-feed") if suffix == "atom" else address(f"{model}-export", suffix)
