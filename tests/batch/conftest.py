"""Notebooks and workspaces for the tests of the batch.

Spaces, braces and umlauts in their paths are on purpose.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from importlib import import_module
from pathlib import Path

import nbformat
import pytest

from pmo_toolkit.assessment.answers import Answers
from pmo_toolkit.batch import run as run_module
from pmo_toolkit.batch.run import run_batch
from tests.batch.fakes import Fake, grouped
from tests.batch.tiny import BY_ID, HAND_OVER, PARAMETERS, notebook


@pytest.fixture
def written(tmp_path: Path) -> Callable[..., Path]:
    """Write a notebook of the given cells and return its path."""

    def write(*cells: str, parameters: str = PARAMETERS) -> Path:
        folder = tmp_path / "nöte {books}"
        folder.mkdir(exist_ok=True)
        path = folder / f"tiny{len(list(folder.iterdir()))}.ipynb"
        nbformat.write(notebook(*cells, parameters=parameters), path)
        return path

    return write


@pytest.fixture
def tiny(written: Callable[..., Path]) -> Path:
    """The notebook that behaves as the id says."""
    return written("## What the id says", BY_ID, "## Provenance", HAND_OVER)


@pytest.fixture
def workspace_path(tmp_path: Path) -> Path:
    folder = tmp_path / "my wörkspace"
    folder.mkdir()
    (folder / "proposals.csv").write_text("id,title\n", encoding="utf-8")
    return folder


@pytest.fixture
def fake(monkeypatch):
    made = Fake()
    monkeypatch.setattr(run_module, "make_pool", lambda *given, **options: made(*given))
    pages = import_module("pmo_toolkit.report.index.pages")
    monkeypatch.setattr(
        pages, "index_pages", lambda manifest, found: {"index.html": f"index of {len(found)}"}
    )
    return made


@pytest.fixture
def batch(workspace_path, tmp_path, tiny, request):
    """Run a batch into ``out``, with defaults for everything."""

    def run(workspace, **options):
        given = {"as_of": date(2026, 1, 2), "notebook": tiny}
        if "fake" in request.fixturenames:
            request.getfixturevalue("fake").answers = Answers(workspace)
        return run_batch(workspace, workspace_path, tmp_path / "out", **grouped(given | options))

    return run


@pytest.fixture
def out(tmp_path):
    return tmp_path / "out"
