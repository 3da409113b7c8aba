"""The engine ``pmo`` gives what papermill's own gives.

Outputs, pictures, errors, widgets, marks, files.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import papermill
import pytest
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from papermill.exceptions import PapermillExecutionError

import pmo_toolkit.batch.notebook.executing  # noqa: F401 (registers the engine)
from pmo_toolkit.batch.fork_server.forking import can_fork
from pmo_toolkit.batch.notebook import papermill_engine as engine_module
from tests.batch.notebook.books import BOOKS, book, told, widgets

pytestmark = pytest.mark.skipif(not can_fork(), reason="this system cannot fork safely")


def run(engine: str | None, path: Path, out: Path, **options):
    """Run a notebook; it as it was written, and the error that ended it."""
    error = None
    try:
        papermill.execute_notebook(
            path,
            out,
            engine_name=engine,
            kernel_name="python3",
            progress_bar=False,
            **{"execution_timeout": 120, **options},
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


def _by_stream(cell):
    source, count, outputs, *rest = cell
    return (source, count, sorted(outputs, key=lambda output: output.get("name", "")), *rest)


@pytest.mark.parametrize("name", BOOKS)
def test_equal_to_papermills_own_engine(both, name):
    tags = ["raises-exception"] if name == "error_allowed" else []
    (stock, stock_error), (ours, our_error) = both(book(BOOKS[name], tags=tags))
    cells, our_cells = told(stock), told(ours)
    if name == "past_python":  # two pipes: which is read first is chance, in either engine
        cells, our_cells = map(_by_stream, cells), map(_by_stream, our_cells)
    for expected, found in zip(cells, our_cells, strict=True):
        # our kernels keep dollars in tables from being read as maths
        assert str(found).replace(" tex2jax_ignore mathjax_ignore", "") == str(expected)
    assert widgets(ours) == widgets(stock)
    assert type(our_error) is type(stock_error)
    if isinstance(stock_error, PapermillExecutionError):
        assert (our_error.ename, our_error.evalue) == (stock_error.ename, stock_error.evalue)
    assert ours.metadata["language_info"] == stock.metadata["language_info"]
    assert set(ours.metadata["papermill"]) == set(stock.metadata["papermill"])


def test_a_cell_that_takes_too_long_is_stopped_and_the_notebook_kept(both):
    cells = (
        "print('before')",
        "print('begun', flush=True)\nwhile True:\n    pass",
        "print('never')",
    )
    (stock, stock_error), (ours, our_error) = both(book(cells), execution_timeout=2)
    assert isinstance(stock_error, CellTimeoutError)
    assert isinstance(our_error, CellTimeoutError)
    assert str(our_error) == str(stock_error)
    # As it leaves, papermill's kernel may or may not still tell of its interruption.
    printed = [
        [each for each in cell.get("outputs", []) if each.output_type == "stream"]
        for cell in stock.cells
    ]
    assert [cell.get("outputs") for cell in ours.cells] == printed


def test_a_cell_that_swallows_the_alarm_is_ended_from_outside():
    stubborn = (
        "import time\nwhile True:\n    try:\n        while True: time.sleep(0.1)\n    except"
        " BaseException: pass"
    )
    start = time.monotonic()
    made = book(("print('before')", stubborn))
    error = None
    try:
        papermill.execute_notebook(
            made, None, engine_name="pmo", progress_bar=False, timeout_seconds=2.0
        )
    except Exception as caught:
        error = caught
    assert isinstance(error, CellTimeoutError)
    assert time.monotonic() - start < 60


def test_a_kernel_that_dies_leaves_what_was_done(both):
    cells = (
        "print('before')",
        "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)",
        "print('never')",
    )
    (stock, stock_error), (ours, our_error) = both(book(cells))
    assert isinstance(stock_error, DeadKernelError)
    assert isinstance(our_error, DeadKernelError)
    assert ours.cells[0].outputs == stock.cells[0].outputs
    assert ours.cells[2].execution_count is None


def test_two_runs_share_nothing():
    cells = (
        "import random, uuid, os, builtins, numpy as np, matplotlib",
        (
            "(random.random(), float(np.random.rand()), str(uuid.uuid4()), os.getpid(),"
            " hasattr(builtins, 'leak'), os.environ.get('LEAK'), matplotlib.rcParams['font.size'],"
            " np.geterr()['divide'])"
        ),
        (
            "builtins.leak = 1; os.environ['LEAK'] = '1'; matplotlib.rcParams['font.size'] ="
            " 33;np.seterr(divide='raise');"
        ),
    )
    first, second = (
        eval(
            papermill.execute_notebook(book(cells), None, engine_name="pmo", progress_bar=False)
            .cells[1]
            .outputs[0]
            .data["text/plain"]
        )
        for _ in range(2)
    )
    assert all(a != b for a, b in zip(first[:4], second[:4], strict=True))
    assert second[4:] == first[4:] == (False, None, 10.0, "warn")


def test_every_output_is_logged_where_papermill_is_asked_to(tmp_path):
    with (tmp_path / "out.txt").open("w+", encoding="utf-8") as file:
        papermill.execute_notebook(
            book(("print('to the file')",)),
            None,
            engine_name="pmo",
            progress_bar=False,
            stdout_file=file,
        )
        file.seek(0)
        assert file.read() == "to the file\n"


def test_papermill_finds_the_engine_by_its_name(tmp_path):
    made = book(("x = 1", "print(x + 1)"))
    made.cells[0].metadata["tags"] = ["parameters"]
    nbformat.write(made, tmp_path / "in.ipynb")
    command = [
        sys.executable,
        "-m",
        "papermill",
        "--engine",
        "pmo",
        "in.ipynb",
        "out.ipynb",
        "-p",
        "x",
        "41",
    ]
    done = subprocess.run(
        command, cwd=tmp_path, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr
    assert nbformat.read(tmp_path / "out.ipynb", as_version=4).cells[2].outputs[0].text == "42\n"


def test_notebooks_in_other_languages_and_systems_that_cannot_fork_get_papermills_own(monkeypatch):
    monkeypatch.setattr(engine_module, "can_fork", lambda: False)
    pid = int(
        papermill.execute_notebook(
            book(("import os; os.getppid()",)), None, engine_name="pmo", progress_bar=False
        )
        .cells[0]
        .outputs[0]
        .data["text/plain"]
    )
    assert pid == os.getpid()  # a kernel of its own, started by this very process


def test_all_children_end_with_whoever_started_them(tmp_path):
    code = (
        "import papermill, sys; sys.path.insert(0, '.')\nimport"
        " pmo_toolkit.batch.notebook.executing\nfrom tests.batch.notebook.books import"
        f' book\npapermill.execute_notebook(book(("import os; open({str(tmp_path / "pid")!r},'
        " 'w').write(str(os.getpid()))\", 'import time; time.sleep(120)')), None,"
        " engine_name='pmo', progress_bar=False)"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    end = time.monotonic() + 60
    while not (tmp_path / "pid").exists() and time.monotonic() < end:
        time.sleep(0.1)
    time.sleep(0.5)
    child = int((tmp_path / "pid").read_text())
    assert _alive(child)
    process.kill()
    process.wait()
    end = time.monotonic() + 10
    while _alive(child) and time.monotonic() < end:
        time.sleep(0.1)
    assert not _alive(child)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
