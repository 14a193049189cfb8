"""Files and folders in, captures out: types detected by content, everything streamed."""

from .folder import read

__all__ = ["read"]
