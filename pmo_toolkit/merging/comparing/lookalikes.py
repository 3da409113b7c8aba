"""Proposals of different PMOs that may ask for the same, as questions to both."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from pmo_toolkit.core.settings import Settings
from pmo_toolkit.intake.storing import csv_bytes
from pmo_toolkit.merging.base.declarations import config_text
from pmo_toolkit.merging.base.shapes import Question, Rows
from pmo_toolkit.studies.overlaps import study_overlaps
from pmo_toolkit.workspace import read_workspace
from pmo_toolkit.workspace.configuration.config import CONFIG_FILE, WorkspaceConfig
from pmo_toolkit.workspace.dictionary.tables import TABLES

#: What proposals are compared by.
_TABLES = (
    "proposals",
    "goals",
    "proposal_goals",
    "capabilities",
    "proposal_capabilities",
    "services",
)


def lookalikes(
    rows: Rows, config: WorkspaceConfig, settings: Settings, prefixes: Sequence[str]
) -> tuple[list[Question], list[str]]:
    """Pairs of proposals of two PMOs that may answer the same need, and what was left out.

    Parameters
    ----------
    rows : mapping of str to list of MergedRow
        With the joint names.
    config : WorkspaceConfig
    settings : Settings
        How many proposals are compared with each other depends on them.
    prefixes : sequence of str
        In the order of the workspaces.
    """
    proposals = rows.get("proposals", [])
    if len(proposals) > settings.overlaps.most_in_report:
        return [], [
            f"{len(proposals):,} proposals are compared by id and title alone; pmo overlaps"
            " compares what they ask for"
        ]
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        (folder / CONFIG_FILE).write_text(config_text(config), encoding="utf-8")
        for table in _TABLES:
            if rows.get(table):
                headers = [name for name in TABLES[table].columns if name in rows[table][0].cells]
                records = [[row.cells.get(name, "") for name in headers] for row in rows[table]]
                (folder / f"{table}.csv").write_bytes(csv_bytes(headers, records))
        study = study_overlaps(read_workspace(folder), settings=settings)
    titles = {row.cells.get("id", ""): row.cells.get("title", "") for row in proposals}
    questions = []
    for pair in study.as_dict()["pairs"]:
        ends = sorted((pair["a"], pair["b"]), key=lambda name: _place(name, prefixes))
        if pair["kind"] == "same need" and _prefix(ends[0]) != _prefix(ends[1]):
            says = [titles.get(name, "") for name in ends]
            one, other = ends
            why = str(pair["why"])
            questions.append(Question("proposal", "", one, other, says[0], says[1], why))
    return questions, []


def _prefix(name: str) -> str:
    return name.partition("-")[0]


def _place(name: str, prefixes: Sequence[str]) -> tuple[int, str]:
    return prefixes.index(_prefix(name)), name
