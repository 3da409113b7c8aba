"""The hash changes with everything that the assessment depends on, and with nothing else."""

from __future__ import annotations

from datetime import date

import pytest

from pmo_toolkit.batch.store import fingerprint
from pmo_toolkit.batch.store.fingerprint import entry_hash, files_hash, run_hash, versions
from pmo_toolkit.core.settings import Settings


@pytest.fixture
def made(tmp_path, tiny):
    """Hash of a run, with some of its ingredients changed."""
    templates = tmp_path / "templates"
    (templates / "report").mkdir(parents=True)
    (templates / "report" / "page.j2").write_text("a", encoding="utf-8")

    def make(settings=None, **changes):
        given = {"seed": 1, "as_of": date(2026, 1, 1), "notebook": tiny, "templates": templates}
        return run_hash(settings or Settings(), **(given | changes))

    make.templates = templates
    return make


def test_the_same_inputs_give_the_same_hash(made):
    assert made() == made()
    assert entry_hash(made(), "P-1", "a") == entry_hash(made(), "P-1", "a")
    assert (
        len({entry_hash(made(), *each) for each in (("P-1", "a"), ("P-2", "a"), ("P-1", "b"))}) == 3
    )


def test_it_changes_with_every_input(made, tmp_path, tiny, monkeypatch):
    seen = [made()]
    # a change in the seventh digit of a setting must count
    seen.append(made(Settings().with_overrides({"discount_rate": 0.035000001})))
    seen.append(made(annexes=(tiny,)))
    seen.append(made(comparison="1" * 64))
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
