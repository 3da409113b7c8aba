"""The engine ``pmo`` gives what papermill's own gives: outputs, pictures, errors, widgets, marks, files."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import papermill
import pytest
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from papermill.exceptions import PapermillExecutionError

import pmo_toolkit.batch.executing  # noqa: F401 (registers the engine where the package is not installed)
from pmo_toolkit.batch.warm import away
from tests.batch.warm.books import BOOKS, book, told, widgets

pytestmark = pytest.mark.skipif(not away.possible(), reason="this system cannot fork safely")


def run(engine: str | None, path: Path, out: Path, **options):
    """Run a notebook; it as it was written, and the error that ended it."""
    error = None
    try:
        papermill.execute_notebook(
            path, out, engine_name=engine, kernel_name="python3", progress_bar=False, **{"execution_timeout": 120, **options}
        )
    except Exception as caught:
        error = caught
    return nbformat.read(out, as_version=4), error


@pytest.fixture
def both(tmp_path, monkeypatch):
    """Run a notebook under papermill's own engine and under ours."""


    def do(made, **options):
        # ipykernel looks away from what is written past Python while pytest runs.
        monkeypatch.delenv("PYTEST_CURRENT_TEST")
        path = tmp_path / "book.ipynb"
        nbformat.write(made, path)
        stock = run(None, path, tmp_path / "stock.ipynb", **options)
        ours = run("pmo", path, tmp_path / "ours.ipynb", **options)
        return stock, ours

    return do


@pytest.mark.parametrize("name", BOOKS)
def test_equal_to_papermills_own_engine(both, name):
    tags = ["raises-exception"] if name == "error_allowed" else []
    (stock, stock_error), (ours, our_error) = both(book(BOOKS[name], tags=tags))
    for expected, found in zip(told(stock), told(ours), strict=True):
        assert found == expected
    assert widgets(ours) == widgets(stock)
    assert type(our_error) is type(stock_error)
    if isinstance(stock_error, PapermillExecutionError):
        assert (our_error.ename, our_error.evalue) == (stock_error.ename, stock_error.evalue)
    assert ours.metadata["language_info"] == stock.metadata["language_info"]
    assert set(ours.metadata["papermill"]) == set(stock.metadata["papermill"])
