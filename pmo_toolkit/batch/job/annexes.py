"""Deeper notebooks of one proposal beside its report, on request.

Each a page of its own, linked from the report.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pmo_toolkit.core.errors import describe

PAGE_SUFFIX = ".html"
#: Begins the names of folders that a notebook needs while it runs.
SCRATCH = ".scratch-"


@dataclass(frozen=True)
class Annex:
    """One deeper notebook: `stem` of its file, and what the link to it says."""

    stem: str
    title: str

    @property
    def page(self) -> str:
        """Name of the page in the proposal's folder."""
        return self.stem + PAGE_SUFFIX


ANNEXES = (
    Annex("business_case", "Business case: options, benefits and money in full"),
    Annex("simulate_risk", "Risk: cost and time simulated together"),
    Annex("compare_proposals", "Standing: this proposal among the others"),
)
PAGES = frozenset(annex.page for annex in ANNEXES)


class AnnexError(Exception):
    """An annex could not be made; the message says which and why."""


def make_annexes(
    annexes: Sequence[Annex],
    folder: Path,
    parameters: Mapping[str, Any],
    *,
    heading: str,
    timeout_seconds: float,
    beside: Path | None = None,
) -> dict[str, str]:
    """Run each annex notebook with a proposal's parameters: name of the page → its HTML.

    Parameters
    ----------
    annexes : sequence of Annex
    folder : Path
        Where the notebooks are.
    parameters : mapping
        Those of the proposal's own notebook.
    heading : str
        Begins the title of each page.
    timeout_seconds : float
        Allowed for each.
    beside : Path, optional
        Folder for what they need on the way, so that nothing is left behind where they are killed.

    Raises
    ------
    AnnexError
        If one of them cannot be run or rendered.
    """
    from pmo_toolkit.batch.notebook.executing import execute
    from pmo_toolkit.report.kit.html import render_report

    pages = {}
    for annex in annexes:
        with tempfile.TemporaryDirectory(
            prefix=SCRATCH, dir=beside, ignore_cleanup_errors=True
        ) as scratch:
            executed, error = execute(
                folder / f"{annex.stem}.ipynb",
                parameters,
                timeout_seconds=timeout_seconds,
                scratch=Path(scratch),
            )
        if error is not None or executed is None:
            why = "it left no result" if error is None else describe(error)
            raise AnnexError(f"its annex {annex.stem} could not be made: {why}")
        try:
            pages[annex.page] = render_report(
                executed, title=f"{heading} · {annex.title}", up=("report.html", heading)
            )
        except Exception as unfit:
            raise AnnexError(
                f"its annex {annex.stem} could not be rendered: {describe(unfit)}"
            ) from unfit
    return pages
