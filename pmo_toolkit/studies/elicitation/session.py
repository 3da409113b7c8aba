"""A workshop as one tab sees it: whose tab it is, on which proposals, and the journal of all."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from pmo_toolkit.studies.elicitation.journal import JOURNAL, Journal
from pmo_toolkit.workspace import Workspace


@dataclass(frozen=True)
class WorkshopSession:
    """What every step of a workshop is made from.

    Parameters
    ----------
    folder : Path
        The workspace; the journal lies in it.
    workspace : Workspace
        Its tables as they were read when the tab was opened.
    role : str
        Who sits at this tab, by role.
    proposals : tuple of str
        Ids of the proposals that the workshop is about, the first chosen first.
    seed : int, optional
    as_of : date, optional
        As for `assess_proposal`.
    workbook : str, optional
        Name of the workspace's only file, where it is a workbook; `folder` is the one around it.
    """

    folder: Path
    workspace: Workspace
    role: str
    proposals: tuple[str, ...]
    seed: int | None = None
    as_of: dt.date | None = None
    workbook: str | None = None

    @property
    def path(self) -> Path:
        """Where the tables are read from."""
        return self.folder if self.workbook is None else self.folder / self.workbook

    @property
    def stem(self) -> str:
        """What names of files begin with that belong to this workshop alone."""
        return "" if self.workbook is None else f"{Path(self.workbook).stem}."

    @property
    def journal(self) -> Journal:
        """The journal that all tabs share."""
        return Journal(self.folder, f"{self.stem}{JOURNAL}")
