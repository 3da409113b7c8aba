"""The whole assessment for programs that read the executed notebook."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pmo_toolkit.assessment import Assessment


@dataclass(frozen=True, repr=False)
class HandOver:
    """An assessment as an output of a cell: a line for the reader, every number for programs."""

    assessment: Assessment

    def __repr__(self) -> str:
        return f"Handed over: the assessment of {self.assessment.proposal.id}, every number of it."

    def _repr_mimebundle_(
        self, include: Iterable[str] | None = None, exclude: Iterable[str] | None = None
    ) -> dict[str, Any]:
        return {"text/plain": repr(self), **self.assessment.handed_over()}


def hand_over(assessment: Assessment) -> HandOver:
    """Put the assessment into the executed notebook, from where `pmo assess` takes it.

    A notebook that the batch runs needs this call as the last line of a cell, once. Nothing of it
    shows in the report if the cell is tagged ``notebook-only``.

    Parameters
    ----------
    assessment : Assessment
        From `pmo_toolkit.assess_proposal`.
    """
    return HandOver(assessment)
