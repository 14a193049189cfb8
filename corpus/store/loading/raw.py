"""Store raw bytes, compressed, under their hash, through Django's storage API."""

import gzip

from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage

from corpus.models import Capture


class CaptureFileStorage(FileSystemStorage):
    """Writes each file whole or not at all, so that a killed process leaves no partial capture."""

    def get_available_name(self, name, max_length=None):
        """Return the name unchanged: files of the same name hold the same bytes."""
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
    """Store the bytes unless they are stored already. Raise OSError if the storage cannot write them."""
    name = Capture.storage_name(sha256)
    if not default_storage.exists(name):
        default_storage.save(name, ContentFile(gzip.compress(raw, 6, mtime=0)))
