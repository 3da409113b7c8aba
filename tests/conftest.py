"""What all tests share.

Where the project and the public data are, and a fixed way to draw examples.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# Charts are drawn into memory, and the same examples are drawn in every run: a failure here fails
# everywhere.
os.environ.setdefault("MPLBACKEND", "agg")
settings.register_profile(
    "house", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("house")

# Figures measured in one test serve the others, but never those of an earlier run.
if "PMO_CACHE_DIR" not in os.environ:
    _kept = tempfile.TemporaryDirectory(prefix="pmo-kept-")
    os.environ["PMO_CACHE_DIR"] = _kept.name  # workers of the suite inherit it

PROJECT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def project() -> Path:
    """The checkout."""
    return PROJECT


@pytest.fixture(scope="session")
def sample() -> Path:
    """The sample organisation's workspace."""
    return PROJECT / "data" / "sample"


@pytest.fixture(scope="session")
def public_data() -> Path:
    """Folder of public data sets, named by PMO_PUBLIC_DATA.

    Tests that need it are skipped where it is absent.
    """
    named = os.environ.get("PMO_PUBLIC_DATA")
    if not named:
        pytest.skip("PMO_PUBLIC_DATA names no folder of public data; see CONTRIBUTING.md")
    folder = Path(named)
    if not folder.is_dir():
        pytest.skip(f"PMO_PUBLIC_DATA is set, but there is no folder {folder}")
    return folder
