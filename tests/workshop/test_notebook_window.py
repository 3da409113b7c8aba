"""Only a window that sends a cell is taken for one."""

from __future__ import annotations

import sys
from types import SimpleNamespace

import pytest

from pmo_toolkit.workshop.notebook_window import somebody_ran_this_cell


@pytest.mark.parametrize(
    ("request_", "expected"),
    [
        ({"metadata": {"cellId": "a1"}}, True),
        ({"metadata": {"cellId": None}}, False),
        ({"metadata": {}}, False),
        ({}, False),
        (None, False),
    ],
)
def test_a_window_names_its_cell(monkeypatch, request_, expected):
    kernel = SimpleNamespace(get_parent=lambda channel: request_)
    shell = SimpleNamespace(kernel=kernel)
    monkeypatch.setitem(sys.modules, "IPython", SimpleNamespace(get_ipython=lambda: shell))
    assert somebody_ran_this_cell() is expected


def test_neither_a_terminal_nor_plain_python_is_a_window(monkeypatch):
    for shell in (None, SimpleNamespace(), SimpleNamespace(kernel=None)):
        fake = SimpleNamespace(get_ipython=lambda shell=shell: shell)
        monkeypatch.setitem(sys.modules, "IPython", fake)
        assert not somebody_ran_this_cell()
    monkeypatch.delitem(sys.modules, "IPython")
    assert not somebody_ran_this_cell()
