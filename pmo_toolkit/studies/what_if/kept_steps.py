"""Steps of an assessment that are taken again only where something that they read has changed.

A step notes which queries it puts to the workspace and which values of the proposal's row it looks
at. Its result is used again where all of them have the same answers, so that nobody lists what a
step depends on, and a new read counts by itself.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

import pandas as pd

from pmo_toolkit.assessment.lookups.queries import Query
from pmo_toolkit.assessment.prepared import Prepared
from pmo_toolkit.assessment.reader import ProposalReader

_Result = TypeVar("_Result")
#: What a step is made of: the reader and the row that it notes.
Step = Callable[[ProposalReader, "NotedRow"], _Result]
#: So many results of each step are kept.
_MOST_KEPT = 6


class NotedRow(Mapping[str, Any]):
    """A proposal's values by column, which notes those that are looked at.

    Parameters
    ----------
    values : mapping of str
    """

    def __init__(self, values: Mapping[str, Any]):
        self._values = values
        self.noted: set[str] = set()

    def __getitem__(self, column: str) -> Any:
        self.noted.add(column)
        return self._values[column]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)


@dataclass(frozen=True)
class _Kept:
    """A result with all that it was made from."""

    inputs: tuple[object, ...]
    row: NotedRow
    answers: dict[Query, str] = field(repr=False)
    result: Any = field(repr=False)

    def fits(self, prepared: Prepared, row: Mapping[str, Any], inputs: tuple[object, ...]) -> bool:
        """Whether the same would come out again."""
        if len(inputs) != len(self.inputs):
            return False
        if not all(map(_same_input, self.inputs, inputs)):
            return False
        if any(not same(self.row.get(name), row.get(name)) for name in tuple(self.row.noted)):
            return False
        return all(
            prepared.answers.digest(query) == answer for query, answer in self.answers.items()
        )


class KeptSteps:
    """Results of the steps of one proposal's assessments."""

    def __init__(self) -> None:
        self._kept: dict[str, deque[_Kept]] = {}

    def take(
        self,
        name: str,
        prepared: Prepared,
        proposal: str,
        row: Mapping[str, Any],
        step: Step[_Result],
        *inputs: object,
    ) -> _Result:
        """The result of a step, taken now or before.

        Parameters
        ----------
        name : str
        prepared : Prepared
            Of the workspace as it is now.
        proposal : str
        row : mapping of str
            Its values by column.
        step : callable
            Must read the workspace and the row by its arguments alone.
        *inputs
            What else it is made from: the very same objects, or equal texts, numbers and
            collections of them, mean the same inputs.
        """
        kept = self._kept.setdefault(name, deque(maxlen=_MOST_KEPT))
        for place, known in enumerate(kept):
            if known.fits(prepared, row, inputs):
                del kept[place]
                kept.appendleft(known)
                result: _Result = known.result
                return result
        reader, noted = prepared.reader(proposal), NotedRow(row)
        made = step(reader, noted)
        answers = {query: prepared.answers.digest(query) for query in reader.reads.queries}
        kept.appendleft(_Kept(inputs, noted, answers, made))
        return made


def same(one: Any, other: Any) -> bool:
    """Whether two values of a cell say the same; missing ones do."""
    if pd.api.types.is_scalar(one) and pd.isna(one):
        return bool(pd.api.types.is_scalar(other) and pd.isna(other))
    return bool(one == other)


def _same_input(one: object, other: object) -> bool:
    return one is other or (isinstance(one, str | float | bool | tuple | dict) and one == other)
