"""Files and folders in, captures out, told by content and streamed."""

from .folder import read

__all__ = ["read"]
