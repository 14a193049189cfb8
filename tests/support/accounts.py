"""Accounts of readers."""

from django.contrib.auth import get_user_model

PASSWORD = "a long word"


def user_called(name: str, email: str = "reader@example.org", **fields):
    """Return a new account of a reader."""
    return get_user_model().objects.create_user(name, email, PASSWORD, **fields)
