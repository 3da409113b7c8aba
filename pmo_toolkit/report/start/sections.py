"""The start page: health of a workspace, its proposals, notebooks to open, and earlier runs."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from pmo_toolkit.analysis.base.cells import text_of
from pmo_toolkit.core.errors import Grade
from pmo_toolkit.report.kit.section import Section, render
from pmo_toolkit.studies.checks.workspace import checked_workspace
from pmo_toolkit.studies.start.recent_runs import RecentRun, latest_advice
from pmo_toolkit.workspace import Workspace

#: Proposals that the page lists; the rest are counted.
_MOST_LISTED = 60


@dataclass(frozen=True)
class NotebookLink:
    """A notebook to open.

    Parameters
    ----------
    title : str
    what : str
        What it shows.
    path : Path
    """

    title: str
    what: str
    path: Path


@dataclass(frozen=True)
class _Line:
    id: str
    title: str | None
    department: str | None
    stage: str | None
    position: str | None
    confidence: str | None
    as_of: str | None
    report: str | None
    fault: str | None


def start_health(workspace: Workspace) -> Section:
    """How many faults, row faults and findings the check has, and what that means.

    Parameters
    ----------
    workspace : Workspace
        From `pmo_toolkit.read_workspace`.
    """
    checked = checked_workspace(workspace)
    counts = {
        grade.value: sum(trouble.grade is grade for trouble in checked.troubles) for grade in Grade
    }
    return render(
        "start_health",
        workspace=workspace,
        counts=counts,
        tables=len(workspace.sources),
        proposals=len(workspace.proposal_ids),
        failed=tuple(workspace.failed),
    )


def start_proposals(workspace: Workspace, runs: Sequence[RecentRun], here: Path) -> Section:
    """The proposals, with the advice of the latest run where there is one.

    Parameters
    ----------
    workspace : Workspace
    runs : sequence of RecentRun
        The latest first.
    here : Path
        Folder of the notebook, from which links lead.
    """
    known = latest_advice(runs)
    rows = {str(row["id"]): row for row in workspace.table("proposals").to_dict("records")}
    lines = []
    for proposal in workspace.proposal_ids[:_MOST_LISTED]:
        row, faults = rows.get(proposal, {}), workspace.failed.get(proposal, ())
        run, advice = known.get(proposal, (None, None))
        lines.append(
            _Line(
                id=proposal,
                title=text_of(row.get("title")),
                department=text_of(row.get("department")),
                stage=text_of(row.get("stage")),
                position=advice.position if advice else None,
                confidence=advice.confidence if advice else None,
                as_of=run.as_of if run else None,
                report=link(run.folder / advice.report, here)
                if run and advice and advice.report
                else None,
                fault=faults[0].what if faults else None,
            )
        )
    return render(
        "start_proposals",
        lines=lines,
        more=max(0, len(workspace.proposal_ids) - _MOST_LISTED),
        advised=sum(line.position is not None for line in lines),
        is_sample=workspace.is_sample,
    )


def start_runs(runs: Sequence[RecentRun], here: Path) -> Section:
    """Folders of earlier runs, the latest first.

    Parameters
    ----------
    runs : sequence of RecentRun
    here : Path
        Folder of the notebook, from which links lead.
    """
    lines = [
        (run, os.path.relpath(run.folder, here), link(run.folder / run.index, here))
        if run.index
        else (run, os.path.relpath(run.folder, here), None)
        for run in runs
    ]
    return render("start_runs", lines=lines)


def start_notebooks(
    proposal: str | None, title: str | None, links: Sequence[NotebookLink], notes: Sequence[str],
    here: Path,
) -> Section:  # fmt: skip
    """Notebooks to open on one proposal.

    Parameters
    ----------
    proposal : str or None
        The one that they are set to; None where the user has to set it.
    title : str or None
    links : sequence of NotebookLink
    notes : sequence of str
        What the reader should know of them.
    here : Path
        Folder of the notebook, from which links lead.
    """
    return render(
        "start_notebooks",
        proposal=proposal,
        title=title,
        links=[(one, link(one.path, here)) for one in links],
        notes=notes,
    )


def link(path: Path, here: Path) -> str:
    """The address of a file as a link in a notebook of `here` leads to it."""
    return quote(Path(os.path.relpath(path, here)).as_posix())
