"""A small organisation of which a workshop is held."""

from __future__ import annotations

import pytest

from pmo_toolkit.sample import write_sample
from pmo_toolkit.studies.elicitation.journal import Journal
from pmo_toolkit.workspace import load_workspace

#: Tables that a workshop looks at: the fewer, the sooner they are read.
TABLES = ("proposals", "options", "costs", "benefits", "history")


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    """The sample with few proposals; copy it before you change it."""
    made = tmp_path_factory.mktemp("workshop") / "ws"
    write_sample(made, proposals=3)
    for path in made.glob("*.csv"):
        if path.stem not in TABLES:
            path.unlink()
    return made


@pytest.fixture(scope="session")
def workspace(folder):
    return load_workspace(folder)


@pytest.fixture
def journal(tmp_path):
    return Journal(tmp_path)
