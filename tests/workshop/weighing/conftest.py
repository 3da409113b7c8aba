"""A workshop on a small organisation, with few draws."""

from __future__ import annotations

import shutil
from dataclasses import replace

import pytest

from pmo_toolkit.sample import write_sample
from pmo_toolkit.studies.elicitation.session import WorkshopSession
from pmo_toolkit.workspace import load_workspace

HOSTILE = '<img src=x onerror="alert(1)">'


@pytest.fixture(scope="session")
def small(tmp_path_factory):
    """The sample with few proposals, and the workspace that was read from it."""
    made = tmp_path_factory.mktemp("workshop") / "ws"
    write_sample(made, proposals=6)
    with (made / "workspace.toml").open("a", encoding="utf-8") as file:
        file.write("standing_draws = 500\ndraws = 1024\n")
    return made, load_workspace(made)


@pytest.fixture
def session(small, tmp_path):
    """A tab of the Head of IT on a copy of it."""
    folder, workspace = small
    copy = tmp_path / "ws"
    shutil.copytree(folder, copy)
    return WorkshopSession(copy, workspace, "Head of IT", ("P-002", "P-003"))


def session_of(session, **other):
    """Another tab of the same workshop."""
    return replace(session, **other)
