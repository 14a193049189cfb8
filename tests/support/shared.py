"""Real documents, which are not part of the project: their folder, or a skip that says so."""

import os
from pathlib import Path

import pytest

FOLDER = Path(os.environ.get("DATELINE_SHARED") or Path(__file__).resolve().parents[3] / "shared")


def shared(*parts: str) -> Path:
    """The path of a shared document; the test is skipped where there is none."""
    path = FOLDER.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"needs {'/'.join(parts)} in the folder that DATELINE_SHARED names")
    return path
