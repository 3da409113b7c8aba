"""Workspaces that the tests of what an assessment reads share."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pmo_toolkit.assessment import prepare
from pmo_toolkit.sample import write_sample


@pytest.fixture(scope="session")
def base(tmp_path_factory) -> Path:
    """A small sample, which tests copy before they change it."""
    folder = tmp_path_factory.mktemp("inputs") / "ws"
    write_sample(folder, proposals=4)
    history = folder / "history.csv"  # learning from all of it takes most of the time
    lines = history.read_text(encoding="utf-8").splitlines(keepends=True)
    history.write_text("".join(lines[:61]), encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def paired(base, tmp_path_factory) -> Path:
    """The same workspace with criteria compared in pairs and with stated correlations."""
    folder = tmp_path_factory.mktemp("paired") / "ws"
    shutil.copytree(base, folder)
    criteria = (folder / "criteria.csv").read_text(encoding="utf-8").replace("swing", "AHP")
    (folder / "criteria.csv").write_text(criteria, encoding="utf-8")
    ids = [line.split(",")[0] for line in criteria.splitlines()[1:]]
    rows = [
        f"{role},{a},{b},{k + 2}"
        for k, role in enumerate(("Head", "Lead"))
        for a in ids
        for b in ids
        if a < b
    ]
    (folder / "comparisons.csv").write_text(
        "\n".join(["scorer_role,criterion,other,ratio", *rows]), encoding="utf-8"
    )
    ready = prepare(folder)
    for each in ready.workspace.proposal_ids:
        groups = sorted(
            {
                str(name)
                for name in ready.reader(each).of_options("costs")["correlation_group"].dropna()
            }
        )
        if len(groups) > 1:
            text = f"proposal,one,other,correlation\n{each},{groups[0]},{groups[1]},0.5\n"
            (folder / "correlations.csv").write_text(text, encoding="utf-8")
            return folder
    raise AssertionError("no proposal of the sample has two groups")
