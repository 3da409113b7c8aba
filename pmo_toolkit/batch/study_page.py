"""One notebook over a whole workspace: a page, its figures, and the executed notebook."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pmo_toolkit.batch.job.annexes import SCRATCH
from pmo_toolkit.batch.job.outcome import handed_over, is_mistake_of_user, why_failed
from pmo_toolkit.batch.notebook.kept_notebook import kept_text
from pmo_toolkit.batch.store.folder import Folder
from pmo_toolkit.batch.store.target import INDEX_NAME
from pmo_toolkit.batch.study_files import StudyError, write_files
from pmo_toolkit.core.canonical_json import canonical_json
from pmo_toolkit.core.errors import UsageError
from pmo_toolkit.core.places import place

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class StudyNotebook:
    """A notebook over a whole workspace.

    Parameters
    ----------
    stem : str
        Of the notebook, and of the files that it leaves.
    title : str
        Begins the title of the page.
    mime_type : str
        Under which it hands over its figures.
    page, figures : str
        Names of the page and of its figures, where they are not called as the notebook is.
    workbook : (str, callable), optional
        Name of a workbook, and what makes it of the figures.
    """

    stem: str
    title: str
    mime_type: str
    page: str = ""
    figures: str = ""
    workbook: tuple[str, Callable[[Mapping[str, Any]], bytes]] | None = None

    @property
    def files(self) -> tuple[str, ...]:
        """Names of the page, of its figures, of the executed notebook, and of the workbook."""
        names = (
            self.page or f"{self.stem}.html",
            self.figures or f"{self.stem}.json",
            f"{self.stem}.ipynb",
        )
        return names if self.workbook is None else (*names, self.workbook[0])


FACILITATION = StudyNotebook(
    "facilitation",
    "What hangs together, who is left, and when it could start",
    "application/vnd.pmo.facilitation+json",
)


def _moderation_workbook(data: Mapping[str, Any]) -> bytes:
    from pmo_toolkit.exports.moderation import moderation_workbook  # xlsxwriter only where needed

    return moderation_workbook(data)


PORTFOLIO = StudyNotebook(
    "portfolio_advice",
    "The portfolio, for whoever decides",
    "application/vnd.pmo.portfolio+json",
    page="portfolio.html",
    figures="moderation.json",
    workbook=("moderation.xlsx", _moderation_workbook),
)


def _revaluation_workbook(data: Mapping[str, Any]) -> bytes:
    from pmo_toolkit.exports.revaluation import revaluation_workbook

    return revaluation_workbook(data)


REVALUATION = StudyNotebook(
    "service_revaluation",
    "IT's offer, seen from the business",
    "application/vnd.pmo.revaluation+json",
    page="revaluation.html",
    figures="revaluation.json",
    workbook=("revaluation.xlsx", _revaluation_workbook),
)


def write_study(
    study: StudyNotebook,
    workspace: Path,
    out: Path | str,
    *,
    as_of: date,
    seed: int,
    timeout_seconds: float,
    name: str,
    notebook: Path | None = None,
    more_parameters: Mapping[str, Any] | None = None,
) -> Mapping[str, Any]:
    """Run the notebook of a study and put what it leaves into a folder, whole or not at all.

    Parameters
    ----------
    study : StudyNotebook
    workspace : Path
    out : Path or str
        New, empty, or of an earlier run; reports of proposals may lie there. Also an address.
    as_of : date
    seed : int
    timeout_seconds : float
        For the whole notebook.
    name : str
        Of the workspace, for the title of the page.
    notebook : Path, optional
        Another notebook with the same parameters.
    more_parameters : mapping of str to any, optional
        Of this notebook alone.

    Returns
    -------
    mapping
        What the notebook handed over.

    Raises
    ------
    UsageError
        For a folder that cannot serve (nothing is run), or for what the notebook says of the input.
    StudyError
        If the notebook failed otherwise, or the files cannot be written.
    """
    source = notebook or place("notebooks") / f"{study.stem}.ipynb"
    parameters = {
        "workspace": str(workspace.absolute()),
        "seed": seed,
        "as_of": as_of.isoformat(),
        **(more_parameters or {}),
    }

    def made(folder: Folder, staged: Path) -> tuple[dict[str, bytes], Mapping[str, Any]]:
        up = (INDEX_NAME, "All reports") if folder.size(INDEX_NAME) is not None else None
        title = f"{name} · {study.title}"
        return _made(study, source, parameters, staged, timeout_seconds, title=title, up=up)

    return write_files(study.stem, workspace, out, made, study.files)


def _made(
    study: StudyNotebook,
    source: Path,
    parameters: Mapping[str, Any],
    staged: Path,
    timeout_seconds: float,
    *,
    title: str,
    up: tuple[str, str] | None,
) -> tuple[dict[str, bytes], Mapping[str, Any]]:
    """File → content, and what was handed over."""
    from pmo_toolkit.batch.notebook.executing import ENGINE, execute
    from pmo_toolkit.report.kit.html import render_report

    with tempfile.TemporaryDirectory(
        prefix=SCRATCH, dir=staged, ignore_cleanup_errors=True
    ) as scratch:
        executed, error = execute(
            source,
            parameters,
            timeout_seconds=timeout_seconds,
            scratch=Path(scratch),
            engine=ENGINE,
        )
    why = why_failed(executed, error, timeout=timeout_seconds)
    if why is not None or executed is None:
        log.error("%s: %s", study.stem, why)
        if is_mistake_of_user(executed):
            raise UsageError(str(why))
        raise StudyError(f"the {study.stem} could not be made: {why}")
    data = handed_over(executed, study.mime_type)
    if data is None:
        raise UsageError(
            f"{source.name} handed over nothing: give it a cell with report.hand_over(…)"
        )
    page, figures, kept = study.files[:3]
    texts = {
        figures: canonical_json(data),
        kept: kept_text(executed),
        page: render_report(executed, title=title, up=up, folded=True),
    }
    contents = {file: text.encode("utf-8") for file, text in texts.items()}
    if study.workbook is not None:
        file, make = study.workbook
        contents[file] = make(data)
    return contents, data
