"""How a proposal's correlation groups move with each other, made fit for drawing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pandas as pd

from pmo_toolkit.analysis.base.cells import number_of, records_of, text_of
from pmo_toolkit.analysis.uncertainty.cost_lines import group_names
from pmo_toolkit.analysis.uncertainty.sampling.copula import Correlations, correlations
from pmo_toolkit.core.number_format import listed

#: A repair below this changes nothing that anybody could have meant.
_TOLD_FROM = 0.005


@dataclass(frozen=True)
class Coupling:
    """Groups of a proposal and the correlations between them.

    Parameters
    ----------
    groups : tuple of str
        Correlation groups in their declared order, then the cost elements that are named though
        they belong to none.
    between : mapping of (str, str) to float
        Stated correlation of what two of them have in common, −1 to 1.
    alone : frozenset of str
        Those that are single cost elements.
    rows : mapping of (str, str) to int
        Row of each stated pair.
    """

    groups: tuple[str, ...]
    between: Mapping[tuple[str, str], float] = field(default_factory=dict)
    alone: frozenset[str] = frozenset()
    rows: Mapping[tuple[str, str], int] = field(default_factory=dict)

    @cached_property
    def matrix(self) -> Correlations:
        """The correlations that are used.

        The stated ones, or the nearest possible where they cannot hold together.
        """
        return correlations(self.groups, self.between)

    @property
    def repaired(self) -> tuple[tuple[int, tuple[str, str], float, float], ...]:
        """Row, pair, stated and used correlation of each pair changed, the largest change first.

        Empty where the stated correlations could be used as they are.
        """
        place = {name: position for position, name in enumerate(self.groups)}
        changes = []
        for pair, stated in self.between.items():
            used = float(self.matrix.matrix[place[pair[0]], place[pair[1]]])
            if pair in self.rows and abs(used - stated) >= _TOLD_FROM:
                changes.append((self.rows[pair], pair, stated, used))
        return tuple(sorted(changes, key=lambda change: (-abs(change[3] - change[2]), change[0])))

    @property
    def finding(self) -> str | None:
        """What was repaired, with its rows, as a sentence; None where nothing was."""
        if self.matrix.largest_change < _TOLD_FROM:
            return None
        changed = self.repaired
        if not changed:
            return self.matrix.finding
        named = sorted(row for row, *_ in changed)
        rows = f"row{'s' if len(named) > 1 else ''} {listed(list(map(str, named)))}"
        _, (one, other), stated, used = changed[0]
        whole = np.eye(len(self.groups))
        place = {name: position for position, name in enumerate(self.groups)}
        for pair, value in self.between.items():
            whole[place[pair[0]], place[pair[1]]] = whole[place[pair[1]], place[pair[0]]] = value
        moved = np.count_nonzero(np.triu(np.abs(self.matrix.matrix - whole) >= _TOLD_FROM))
        return (
            f"The stated correlations contradict each other (correlations {rows}); the nearest"
            f" possible ones are used. The largest change of a stated one is from {stated:.2f} to"
            f" {used:.2f}, between “{one}” and “{other}”."
            + (" Pairs that no row states count as 0." if moved > len(changed) else "")
        )


def coupling_of(costs: pd.DataFrame, activities: pd.DataFrame, stated: pd.DataFrame) -> Coupling:
    """The groups of one proposal with what the table ``correlations`` states of them.

    Parameters
    ----------
    costs, activities, stated : DataFrame
        The proposal's rows of costs, activities and correlations, each with ``_row``. Rows that
        state no value, or name what the proposal does not have, are passed over; the check of a
        workspace tells them.
    """
    groups = group_names(costs, activities)
    known = {name.casefold(): name for name in groups}
    free = (
        costs.loc[costs["correlation_group"].isna(), "element"]
        if len(costs)
        else pd.Series(dtype=object)
    )
    singles = {
        str(name).casefold(): str(name)
        for name in reversed(free.tolist())
        if text_of(name) is not None
    }
    alone: dict[str, None] = {}
    between: dict[tuple[str, str], float] = {}
    rows: dict[tuple[str, str], int] = {}
    for row in records_of(stated.sort_values("_row", kind="stable")):
        value = number_of(row["correlation"])
        names = [str(row[end]).casefold() for end in ("one", "other")]
        members = [known.get(name) or singles.get(name) for name in names]
        one, other = members
        if value is None or one is None or other is None or one == other or (other, one) in between:
            continue
        alone |= dict.fromkeys(name for name in (one, other) if name not in groups)
        between[one, other] = value
        rows[one, other] = int(row["_row"])
    return Coupling((*groups, *alone), between, frozenset(alone), rows)
