"""Real documents, which are not part of the project. Tests that need them are skipped without them."""

import os
from pathlib import Path

import pytest

FOLDER = Path(os.environ.get("DATELINE_SHARED") or Path(__file__).resolve().parents[3] / "shared")


def shared(*parts: str) -> Path:
    """Return the path of a shared document. Skip the test if it is not there."""
    path = FOLDER.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"needs {'/'.join(parts)} in the folder that DATELINE_SHARED names")
    return path
