"""The start page: how sound a workspace is, its proposals, notebooks to open, and earlier runs."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pmo_toolkit.analysis.base.cells import text_of
from pmo_toolkit.core.places import is_sample
from pmo_toolkit.report.kit.section import Section
from pmo_toolkit.report.start.sections import (
    NotebookLink,
    start_health,
    start_notebooks,
    start_proposals,
    start_runs,
)
from pmo_toolkit.studies.start.recent_runs import RecentRun, recent_runs
from pmo_toolkit.workshop.notebook_copies import copies_for
from pmo_toolkit.workshop.notebook_window import somebody_ran_this_cell
from pmo_toolkit.workspace import Workspace, read_workspace

#: Notebook → its name for readers, and what it shows.
_NOTEBOOKS = {
    "assess_proposal": ("Assess the proposal", "the whole report, section by section"),
    "what_if": ("What if?", "the advice under other figures, at once"),
    "business_case": ("The business case", "why one option is preferred and what would turn it"),
    "simulate_risk": ("Cost and time at risk", "how much money and time to set aside"),
    "workshop": ("A workshop", "what those who know it expect, in 90 minutes"),
    "compare_proposals": ("Among the others", "tiers and ranks, and how sure they are"),
}


@dataclass(frozen=True)
class StartPage:
    """What to look at first.

    Parameters
    ----------
    tables : Workspace
        As it was read, with all trouble found.
    path : Path
        Where it lies.
    proposal_id : str or None
        The one that notebooks are set to at first.
    here : Path
        Folder of the notebook.

    Examples
    --------
    >>> page = start_page("sample")
    >>> page.plain_links().text.splitlines()[-1][:2]  # doctest: +SKIP
    """

    tables: Workspace
    path: Path
    proposal_id: str | None
    here: Path

    @cached_property
    def _runs(self) -> tuple[RecentRun, ...]:
        return recent_runs((self.here, self.here.parent), self.tables)

    @property
    def health(self) -> Section:
        """How many faults, row faults and findings there are."""
        return start_health(self.tables)

    @property
    def proposals(self) -> Section:
        """The proposals, with the advice of the latest run."""
        return start_proposals(self.tables, self._runs, self.here)

    @property
    def runs(self) -> Section:
        """Earlier runs nearby."""
        return start_runs(self._runs, self.here)

    @property
    def notebooks(self) -> NotebookLinks:
        """Links to notebooks, set to a proposal that can be chosen at the screen."""
        return NotebookLinks(self)

    def links(self, proposal: str) -> Section:
        """Links to copies of the notebooks that are set to a proposal; the copies are written.

        Where they cannot be written, the links lead to the notebooks beside this one.
        """
        named = "sample" if is_sample(self.path) else str(self.path.absolute())
        try:
            copies = copies_for(proposal, tuple(_NOTEBOOKS), named, self.here)
        except OSError as error:
            return self.plain_links(f"No copies can be written here: {error.strerror}.")
        notes = ["They are your own copies: what you change in them stays."]
        if copies.other:
            names = ", ".join(_NOTEBOOKS[name][0] for name in copies.other)
            notes.append(f"Kept as they were, set to something else: {names}.")
        return self._section(proposal, dict(copies.paths), notes)

    def plain_links(self, *notes: str) -> Section:
        """Links to the notebooks as they are."""
        paths = {name: self.here / f"{name}.ipynb" for name in _NOTEBOOKS}
        return self._section(None, paths, list(notes))

    def _section(self, proposal: str | None, paths: dict[str, Path], notes: list[str]) -> Section:
        links = [NotebookLink(*_NOTEBOOKS[name], path) for name, path in paths.items()]
        table = self.tables.table("proposals")
        titles = dict(zip(table["id"], table["title"], strict=True))
        return start_notebooks(proposal, text_of(titles.get(proposal)), links, notes, self.here)


@dataclass(frozen=True)
class NotebookLinks:
    """Links to notebooks: with a field to choose a proposal at a window, plain elsewhere."""

    page: StartPage

    @property
    def section(self) -> Section:
        """The links to the notebooks as they are; nothing is written."""
        return self.page.plain_links()

    def __repr__(self) -> str:
        return self.section.text

    def _ipython_display_(self) -> None:
        from IPython.display import display

        chosen = self.page.proposal_id or self.page.tables.first_proposal
        if chosen is None or not somebody_ran_this_cell():
            display(self.section)  # type: ignore[no-untyped-call]
            return
        from pmo_toolkit.workshop.start_form import StartForm

        display(StartForm(self.page.tables, chosen, self.page.links))  # type: ignore[no-untyped-call]


def start_page(workspace: str | os.PathLike[str], proposal_id: str | None = None) -> StartPage:
    """What to look at first in a workspace.

    Parameters
    ----------
    workspace : path
        ``"sample"`` is the sample organisation.
    proposal_id : str, optional
        The one that notebooks are set to at first; default: the first.

    Raises
    ------
    WorkspaceError
        If there is no such workspace.

    Examples
    --------
    >>> page = start_page("sample")
    >>> page.health.text.splitlines()[1:3]
    ['Faults', '0 · nothing stops a run']
    """
    return StartPage(read_workspace(workspace), Path(workspace), proposal_id, Path.cwd())
