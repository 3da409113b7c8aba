"""A starter map from an optional package, here one that is made up."""

from __future__ import annotations

import csv
import io
import sys
from types import ModuleType, SimpleNamespace

import pytest

from pmo_toolkit.core.errors import UsageError
from pmo_toolkit.workspace import read_workspace
from pmo_toolkit.workspace.capability_catalogue import starter_map
from tests.cli.commands import pmo


def capability(key, level, parent, industry, *, deprecated=False):
    return SimpleNamespace(
        id=key,
        name=f"Doing {key}",
        level=level,
        parent_id=parent,
        industry=industry,
        deprecated=deprecated,
    )


ALL = (
    capability("A", 1, None, "Cross-Industry"),
    capability("A.1", 2, "A", None),
    capability("A.1.1", 3, "A.1", "Cross-Industry"),
    capability("R", 1, None, "Retail & Goods"),
    capability("R.1", 2, "R", "Mining; Retail & Goods"),
    capability("R.2", 2, "gone", "Retail & Goods"),
    capability("R.3", 2, "R", "Retail & Goods", deprecated=True),
    capability("M", 1, None, "Mining"),
    capability("a/b", 1, None, "Retail & Goods"),
)


@pytest.fixture
def package(monkeypatch):
    module = ModuleType("turbo_ea_capabilities")
    module.load_all = lambda: list(ALL)
    monkeypatch.setitem(sys.modules, "turbo_ea_capabilities", module)
    return module


@pytest.fixture
def absent(monkeypatch):
    monkeypatch.setitem(sys.modules, "turbo_ea_capabilities", None)


def test_the_map_holds_the_industry_and_what_all_share(package):
    found = starter_map("retail")
    rows = list(csv.DictReader(io.StringIO(found.table.decode("utf-8-sig"))))
    assert [(row["id"], row["parent"]) for row in rows] == [
        ("A", ""),
        ("A.1", "A"),
        ("R", ""),
        ("R.1", "R"),
        ("R.2", ""),
    ]
    assert found.industry == "Retail & Goods" and found.rows == 5
    assert all("CC BY 4.0" in row["source"] for row in rows)
    assert "Vincent Verdet" in found.credit and "CC BY 4.0" in found.credit


def test_industries_that_are_unknown_or_unclear_are_refused_with_those_known(package):
    with pytest.raises(UsageError, match=r"no industry 'banking'.*Mining, Retail & Goods"):
        starter_map("banking")
    with pytest.raises(UsageError, match="Mining or Retail"):
        starter_map("i")
    with pytest.raises(UsageError, match="no industry"):
        starter_map(" ")


def test_without_the_package_it_says_how_to_install_it(absent, tmp_path):
    with pytest.raises(UsageError, match="pip install turbo-ea-capabilities"):
        starter_map("retail")
    done = pmo("init", tmp_path / "new", "--capability-map", "retail")
    assert (done.exit_code, done.stderr.count("\n")) == (2, 1)
    assert not (tmp_path / "new").exists()


def test_a_package_of_another_shape_is_refused_in_words(package):
    package.load_all = lambda: [SimpleNamespace(key=1)]
    with pytest.raises(UsageError, match="another shape"):
        starter_map("retail")


def test_a_workspace_begins_with_the_map_and_names_its_source(package, tmp_path):
    folder = tmp_path / "new"
    done = pmo("init", folder, "--capability-map", "retail")
    assert (done.exit_code, done.stderr) == (0, "")
    assert "5 capabilities" in done.stdout.replace("\N{NO-BREAK SPACE}", " ")
    assert "CC BY 4.0" in (folder / "README.md").read_text(encoding="utf-8")
    (folder / "proposals.csv").write_text("id,title\nX-1,Invented\n")
    read = read_workspace(folder)
    assert len(read.table("capabilities")) == 5
    assert not [one for one in read.troubles if one.grade.name == "ROW"]
    both = pmo("init", tmp_path / "b", "--capability-map", "retail", "--excel")
    assert both.exit_code == 2 and "--excel" in both.stderr
