"""A small organisation whose proposals are asked what if."""

from __future__ import annotations

from pathlib import Path

import pytest

from pmo_toolkit.core.settings import Settings
from pmo_toolkit.sample import write_sample
from pmo_toolkit.studies.what_if.study import WhatIfStudy
from pmo_toolkit.workspace import Workspace, load_workspace

DAY = "2026-01-15"


@pytest.fixture(scope="session")
def quick() -> Settings:
    """Coarse ranks; fewer draws of money would put most positions on a border."""
    return Settings().with_overrides({"standing_draws": 500})


@pytest.fixture(scope="session")
def folder(tmp_path_factory) -> Path:
    """The sample with few proposals; copy it before you change it."""
    made = tmp_path_factory.mktemp("what-if") / "ws"
    write_sample(made, proposals=8)
    return made


@pytest.fixture(scope="session")
def workspace(folder) -> Workspace:
    return load_workspace(folder)


@pytest.fixture(scope="session")
def study(workspace, quick) -> WhatIfStudy:
    return WhatIfStudy(workspace, "P-007", settings=quick, as_of=DAY)
