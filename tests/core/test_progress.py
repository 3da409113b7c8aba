"""Progress is shown where someone watches, and nowhere else."""

import io
import sys
from types import SimpleNamespace

import pytest

from pmo_toolkit.core import progress
from pmo_toolkit.core.progress import (
    PROGRESS_VARIABLE,
    QUIET,
    FileProgress,
    NotebookProgress,
    TerminalProgress,
    shown_progress,
)


@pytest.fixture(autouse=True)
def undeclared(monkeypatch):
    monkeypatch.delenv(PROGRESS_VARIABLE, raising=False)


def test_nobody_watches_a_pipe(monkeypatch):
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    assert shown_progress() is None
    monkeypatch.setattr(sys, "stderr", None)
    assert shown_progress() is None


def test_a_terminal_shows_one_line_that_goes_away(monkeypatch):
    terminal = io.StringIO()
    terminal.isatty = lambda: True
    monkeypatch.setattr(sys, "stderr", terminal)
    show = shown_progress()
    assert isinstance(show, TerminalProgress)
    show("measuring", 9, 10)
    show("measuring", 10, 10)
    assert terminal.getvalue() == "\rmeasuring: 9 of 10" + "\r" + " " * 18 + "\r"


def test_the_variable_names_a_file_or_keeps_quiet(monkeypatch, tmp_path):
    monkeypatch.setenv(PROGRESS_VARIABLE, QUIET)
    assert shown_progress() is None
    monkeypatch.setenv(PROGRESS_VARIABLE, str(tmp_path / "progress"))
    show = shown_progress()
    assert isinstance(show, FileProgress) and show.read() == ""
    show("measuring", 3, 12)
    assert show.read() == "measuring: 3 of 12"
    assert [path.name for path in tmp_path.iterdir()] == ["progress"]


def test_where_the_file_cannot_be_written_nothing_is_said(tmp_path):
    show = FileProgress(tmp_path / "absent" / "progress")
    show("measuring", 3, 12)
    assert show.read() == ""


def test_a_notebook_has_one_output_a_cell(monkeypatch):
    outputs = []

    def display(data, raw, display_id):
        outputs.append([data["text/plain"]])
        return SimpleNamespace(update=lambda data, raw: outputs[-1].append(data["text/plain"]))

    monkeypatch.setattr(progress, "import_module", lambda name: SimpleNamespace(display=display))
    shell = SimpleNamespace(kernel=object(), execution_count=1)
    monkeypatch.setitem(sys.modules, "IPython", SimpleNamespace(get_ipython=lambda: shell))
    show = shown_progress()
    assert isinstance(show, NotebookProgress)
    show("a", 0, 2)
    show("a", 1, 2)
    shell.execution_count = 2
    show("b", 0, 2)
    assert outputs == [["a: 0 of 2", "a: 1 of 2"], ["b: 0 of 2"]]
