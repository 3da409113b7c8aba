"""The rules of the house can be broken: what breaks one is seen.

What keeps them, the package itself, is in ``test_architecture.py``.
"""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from tests.test_architecture import (
    NAME,
    graph,
    impurities,
    mutual_folders,
    through_own_front_door,
    undocumented,
    wrong_imports,
)


def _house(folder: Path, files: dict[str, str]) -> Path:
    package = folder / NAME
    for name, text in files.items():
        path = package / f"{name}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return package


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("analysis/cost", "from pmo_toolkit.workspace import readers"),
        ("analysis/cost", "def f():\n    import pmo_toolkit.workspace.sources.readers"),
        ("analysis/cost", "from ..workspace.readers import read"),
        ("analysis/cost", "from pmo_toolkit.core.places import sample"),
        ("workspace/other", "from pmo_toolkit.analysis import cost"),
        ("report/html", "from pmo_toolkit import batch"),
        ("core/errors", "from pmo_toolkit.workspace import readers"),
        ("report/html", "from pmo_toolkit import Settings"),
        ("attic", "from pmo_toolkit.core.errors import Trouble"),
    ],
)
def test_a_wrong_import_is_seen(tmp_path, file, line):
    rest = dict.fromkeys(
        ("analysis/cost", "workspace/readers", "core/settings", "core/errors", "batch"), ""
    )
    package = _house(tmp_path, rest | {file: line})
    assert len(wrong_imports(graph(package))) == 1


def test_folders_that_import_each_other_are_seen(tmp_path):
    files = {"report/a": "from pmo_toolkit.report.kit.b import x", "report/kit/b": ""}
    files |= {"report/kit/c": "from pmo_toolkit.report.d import y", "report/d": ""}
    package = _house(tmp_path, files)
    for where in (package, package / "report", package / "report" / "kit"):
        (where / "__init__.py").write_text("", encoding="utf-8")
    assert len(mutual_folders(package)) == 3


def test_a_front_door_used_from_within_is_seen():
    edges = {"pmo_toolkit.report.a": {"pmo_toolkit.report", "pmo_toolkit"}}
    assert len(through_own_front_door(edges)) == 1


def test_a_circle_is_seen(tmp_path):
    package = _house(
        tmp_path, {"report/a": "from . import b", "report/b": "def f():\n    from .a import x"}
    )
    with pytest.raises(CycleError):
        TopologicalSorter(graph(package)).prepare()


@pytest.mark.parametrize(
    "source",
    [
        "from pathlib import Path",
        "import os.path",
        "import time",
        "from datetime import datetime",
        "import random",
        "print(1)",
        "open('x')",
        "np.random.seed(1)",
        "numpy.random.normal()",
        "pd.Timestamp.now()",
        "pd.read_csv('x')",
        "table.to_csv('x')",
        "from importlib.resources import files",
        "from importlib import resources",
        "import importlib.resources",
        "files(__package__).joinpath('x.json')",
        "place.read_text(encoding='utf-8')",
        "place.read_bytes()",
    ],
)
def test_an_impure_line_is_seen(source):
    assert list(impurities(source))


@pytest.mark.parametrize(
    "source",
    [
        "from datetime import date",
        "rng.normal()",
        "np.random.default_rng(1)",
        "table.to_json()",
        "evidence.print_words()",
    ],
)
def test_a_pure_line_is_let_pass(source):
    assert list(impurities(source)) == []


def test_a_missing_docstring_is_seen():
    source = (
        '"""Told."""\nclass A:\n    """Told."""\n    def b(self): ...\n    def _c(self): ...\ndef'
        " d(): ...\n"
    )
    assert list(undocumented(source)) == ["A.b", "d"]
