"""What travels to other machines is everything that reading needs, and nothing else."""

from __future__ import annotations

import os
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_toolkit.assessment import assess_prepared, prepare
from pmo_toolkit.batch.engines.dask.bundle import pack, unpack
from pmo_toolkit.core.errors import UsageError
from pmo_toolkit.sample import write_sample
from pmo_toolkit.workspace import load_workspace, read_workspace


@pytest.fixture
def notebook(tmp_path):
    folder = tmp_path / "nöte {books}"
    folder.mkdir()
    for name in ("a.ipynb", "business_case.ipynb", "other.ipynb", "private.txt"):
        (folder / name).write_text(name, encoding="utf-8")
    return folder / "a.ipynb"


def tree(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_reading_gives_the_same_there(tmp_path, notebook):
    here = tmp_path / "über “all” {x} $HOME"
    write_sample(here, proposals=3, seed=7)
    (here / "history.csv").unlink()
    (here / "notes of mine.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    (here / "costs.ods").write_bytes(b"not read, but remarked on")
    there, book = unpack(pack(here, notebook), tmp_path / "there")
    assert book.name == notebook.name
    one, other = read_workspace(here), read_workspace(there)
    assert one.name == other.name
    assert one.input_hash == other.input_hash
    assert one.troubles == other.troubles
    assert any("not read" in str(each) for each in one.troubles)
    day = date(2026, 12, 1)
    texts = [
        assess_prepared(prepare(load_workspace(each), as_of=day), "P-001").to_json()
        for each in (here, there)
    ]
    assert texts[0] == texts[1]


def test_only_tables_settings_and_notebooks_travel(tmp_path, notebook):
    here = tmp_path / "mine"
    (here / "deep").mkdir(parents=True)
    (here / ".git").mkdir()
    for name in (
        "proposals.csv", "workspace.toml", "deep/costs.parquet", "deep/secret.txt", ".env",
        ".git/x.csv", "letter.docx", "~$open.xlsx",
    ):  # fmt: skip
        (here / name).write_text("content", encoding="utf-8")
    (here / "link.csv").symlink_to("/etc/hostname")
    unpack(pack(here, notebook), tmp_path / "there")
    assert tree(tmp_path / "there") == {
        "notebooks/a.ipynb": b"a.ipynb",
        "notebooks/business_case.ipynb": b"business_case.ipynb",
        "workspace/mine/proposals.csv": b"content",
        "workspace/mine/workspace.toml": b"content",
        "workspace/mine/deep/costs.parquet": b"content",
        "workspace/mine/letter.docx": b"",
        "workspace/mine/link.csv": b"",
    }


def test_a_workbook_takes_its_settings_along(tmp_path, notebook):
    for name in ("intake.xlsx", "workspace.toml", "other.csv"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    there, _ = unpack(pack(tmp_path / "intake.xlsx", notebook), tmp_path / "there")
    assert there.name == "intake.xlsx"
    assert tree(there.parent) == {
        "intake.xlsx": b"intake.xlsx",
        "workspace.toml": b"workspace.toml",
    }


def test_equal_files_are_equal_bytes_whatever_their_times(tmp_path, notebook):
    bundles = []
    for number in range(2):
        here = tmp_path / str(number) / "mine"
        here.mkdir(parents=True)
        for name in ("b.csv", "a.csv")[:: -1 if number else 1]:
            (here / name).write_text(name, encoding="utf-8")
            os.utime(here / name, (number * 1000, number * 1000))
        bundles.append(pack(here, notebook))
    assert bundles[0] == bundles[1]
    assert bundles[0].digest == bundles[1].digest


def test_the_name_is_that_of_where_a_link_leads(tmp_path, notebook):
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    assert pack(tmp_path / "link", notebook).workspace == "workspace/real"


def test_a_workspace_that_is_gone_is_told(tmp_path, notebook):
    with pytest.raises(UsageError, match="cannot be read to be sent"):
        pack(tmp_path / "none.xlsx", notebook)


@given(st.binary(max_size=3000))
def test_contents_arrive_unchanged(tmp_path_factory, content):
    home = tmp_path_factory.mktemp("p")
    (home / "w").mkdir()
    (home / "w" / "proposals.csv").write_bytes(content)
    (home / "n.ipynb").write_bytes(content)
    there, book = unpack(pack(home / "w", home / "n.ipynb"), home / "there")
    assert (there / "proposals.csv").read_bytes() == book.read_bytes() == content
