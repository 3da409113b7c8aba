"""Whole results for programs that read an executed notebook."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from pmo_toolkit.assessment import Assessment


class Result(Protocol):
    """A result that a notebook can carry."""

    def handed_over(self) -> dict[str, Any]:
        """What it is for programs, by MIME type."""
        ...


@dataclass(frozen=True, repr=False)
class HandOver:
    """A result as an output of a cell: a line for the reader, every number for programs."""

    result: Result

    def __repr__(self) -> str:
        if isinstance(self.result, Assessment):
            named = f"the assessment of {self.result.proposal.id}"
        else:
            named = f"{self.result!r}"
        return f"Handed over: {named}, every number of it."

    def _repr_mimebundle_(
        self, include: Iterable[str] | None = None, exclude: Iterable[str] | None = None
    ) -> dict[str, Any]:
        return {"text/plain": repr(self), **self.result.handed_over()}


def hand_over(result: Result) -> HandOver:
    """Put a result into the executed notebook, from where the commands take it.

    A notebook that `pmo assess` or `pmo facilitate` runs needs this call as the last line of a
    cell, once. Nothing of it shows in the report if the cell is tagged ``notebook-only``.

    Parameters
    ----------
    result : Assessment or Facilitation
        From `pmo_toolkit.assess_proposal` or `pmo_toolkit.study_facilitation`.
    """
    return HandOver(result)
