"""The hash changes with everything that the assessment depends on, and with nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from pmo_toolkit.batch import fingerprint
from pmo_toolkit.batch.fingerprint import entry_hash, files_hash, run_hash, versions
from tests.batch.tiny import make_workspace


@pytest.fixture
def made(tmp_path, tiny):
    """Hash of a run, with some of its ingredients changed."""
    templates = tmp_path / "templates"
    (templates / "report").mkdir(parents=True)
    (templates / "report" / "page.j2").write_text("a", encoding="utf-8")

    def make(workspace=None, **changes):
        given = {"seed": 1, "as_of": date(2026, 1, 1), "notebook": tiny, "templates": templates}
        return run_hash(workspace or make_workspace(["P-1"]), **(given | changes))

    make.templates = templates
    return make


def test_the_same_inputs_give_the_same_hash(made):
    assert made() == made()
    assert entry_hash(made(), "P-1") == entry_hash(made(), "P-1")
    assert entry_hash(made(), "P-1") != entry_hash(made(), "P-2")


def test_it_changes_with_every_input(made, tmp_path, tiny, monkeypatch):
    seen = [made()]
    workspace = make_workspace(["P-1"])
    seen.append(made(make_workspace(["P-1"], input_hash="1" * 64)))
    # a change in the seventh digit of a setting must count
    seen.append(made(replace(workspace, settings=workspace.settings.with_overrides({"discount_rate": 0.035000001}))))
    seen.append(made(replace(workspace, name="renamed")))
    seen.append(made(seed=2))
    seen.append(made(as_of=date(2026, 1, 2)))
    monkeypatch.setattr(fingerprint, "versions", lambda: {"numpy": "99"})
    seen.append(made())
    monkeypatch.undo()
    monkeypatch.setattr(fingerprint, "_own_code", lambda: "changed")
    seen.append(made())
    monkeypatch.undo()
    (made.templates / "report" / "page.j2").write_text("b", encoding="utf-8")
    seen.append(made())
    tiny.write_text(tiny.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    seen.append(made())
    assert len(set(seen)) == len(seen)


def test_files_count_with_name_and_content_but_hidden_ones_do_not(tmp_path):
    (tmp_path / "a").write_bytes(b"bc")
    first = files_hash(tmp_path, tmp_path.rglob("*"))
    (tmp_path / ".hidden").write_bytes(b"x")
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "y.pyc").write_bytes(b"x")
    assert files_hash(tmp_path, tmp_path.rglob("*")) == first
    (tmp_path / "a").rename(tmp_path / "ab")
    (tmp_path / "ab").write_bytes(b"c")
    assert files_hash(tmp_path, tmp_path.rglob("*")) != first


def test_versions_name_what_computes():
    assert {"python", "pmo-toolkit", "numpy", "pandas", "scikit-learn"} <= set(versions())
