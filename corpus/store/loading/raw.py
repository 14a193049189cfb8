"""Keep raw bytes, compressed, under their hash, through Django's storage API."""

import gzip

from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage

from corpus.models import Capture


class CaptureFileStorage(FileSystemStorage):
    """Files that appear whole or not at all, so that a kill in the middle leaves no half capture."""

    def get_available_name(self, name, max_length=None):
        """As it is: bytes of the same name are the same bytes."""
        return name

    def _save(self, name, content):
        import os
        from pathlib import Path

        path = Path(self.path(name))
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_name(f".{path.name}.{os.getpid()}")
        partial.write_bytes(content.read())
        os.replace(partial, path)
        return name


def keep(sha256: str, raw: bytes) -> None:
    """Store the bytes once. Raises OSError where the storage does not take them."""
    name = Capture.storage_name(sha256)
    if not default_storage.exists(name):
        default_storage.save(name, ContentFile(gzip.compress(raw, 6, mtime=0)))
