"""Workspaces for the tests of the commands, and a batch that only notes how it is called."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from pmo_toolkit.core.errors import ExitCode
from tests.batch.manifests import MANIFEST, RENDERED


@pytest.fixture
def workspace(tmp_path):
    """A small workspace in a folder with a space, an umlaut and a quote."""
    folder = tmp_path / "my wörk'space"
    folder.mkdir()
    (folder / "proposals.csv").write_text(
        "id,title,requested_budget\nP-001,One,1000\nP-002,Two [red]x[/red],TBD\n", encoding="utf-8"
    )
    return folder


@pytest.fixture
def faulty(tmp_path):
    """A workspace whose ids are twice the same, and no id."""
    folder = tmp_path / "faulty"
    folder.mkdir()
    (folder / "proposals.csv").write_text(
        "id,title\nP-1,One\nP-1,Two\n../x,Three\n", encoding="utf-8"
    )
    return folder


@pytest.fixture
def batch(monkeypatch, tmp_path):
    """Stands in for the batch and notes down how it is called."""
    called = {}

    def run_batch(workspace, path, out, **options):
        called.update(options, workspace=workspace, path=path, out=out)
        options["on_step"](SimpleNamespace(entry=RENDERED, place=1, total=1, kept=False))
        if isinstance(called.get("raises"), BaseException):
            raise called["raises"]
        return SimpleNamespace(
            entries=(RENDERED,),
            manifest=MANIFEST,
            kept=0,
            left_over=(),
            index=out / "index.html",
            exit_code=called.get("exit_code", ExitCode.OK),
        )

    monkeypatch.setattr("pmo_toolkit.batch.run.run_batch", run_batch)
    return called
