"""The address of the site."""


def base_of(request) -> str:
    """Return scheme and host, as the reader's browser knows them."""
    return f"{request.scheme}://{request.get_host()}"
