"""Browser tabs of one workshop: a session for each role, all on one folder."""

from __future__ import annotations

import shutil

import pytest

from pmo_toolkit.sample import write_sample
from pmo_toolkit.studies.elicitation.journal import Journal
from pmo_toolkit.studies.elicitation.session import WorkshopSession
from pmo_toolkit.studies.elicitation.setup import keep_setup
from pmo_toolkit.workspace import load_workspace

SUBJECT = "P-001: effort"
HOSTILE = '<img src=x onerror="alert(1)">'

#: Tables that a workshop looks at: the fewer, the sooner they are read.
TABLES = ("proposals", "options", "costs", "benefits", "history")


@pytest.fixture(scope="session")
def shipped(tmp_path_factory):
    """The sample with few proposals; copy it before you change it."""
    made = tmp_path_factory.mktemp("steps") / "ws"
    write_sample(made, proposals=2)
    for path in made.glob("*.csv"):
        if path.stem not in TABLES:
            path.unlink()
    return made


@pytest.fixture(scope="session")
def workspace(shipped):
    return load_workspace(shipped)


@pytest.fixture
def tab(tmp_path, workspace):
    """A session of a role; its folder holds the journal alone."""
    return lambda role: WorkshopSession(tmp_path, workspace, role, ("P-001",))


@pytest.fixture
def journal(tmp_path, workspace):
    """A journal with a setup of two scorers on one proposal."""
    found = Journal(tmp_path)
    keep_setup(found, workspace, "Moderator", ["P-001"], ["Architect", "Developer"])
    return found


@pytest.fixture
def folder(shipped, tmp_path):
    """A workspace that may be changed."""
    copy = tmp_path / "ws"
    shutil.copytree(shipped, copy)
    return copy
