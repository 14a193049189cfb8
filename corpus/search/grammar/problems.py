"""What is wrong with a query, parameter by parameter, in one shape for pages, files and the API."""

from collections.abc import Iterable

SHOWN = 100  # characters of a wrong value, and of a wrong name


def problem(name: str, value: str, message: str) -> dict[str, str]:
    """Return the problem of one parameter; long names and values are cut."""
    return {"name": name[:SHOWN], "value": value[:SHOWN], "message": message}


def unknown_parameters(names: Iterable[str]) -> list[dict[str, str]]:
    """Return a problem for each parameter that does not exist."""
    return [problem(name, "", "There is no such parameter.") for name in names]


def empty_parameters(names: Iterable[str]) -> list[dict[str, str]]:
    """Return a problem for each parameter without a value."""
    return [problem(name, "", "It has no value.") for name in names]
