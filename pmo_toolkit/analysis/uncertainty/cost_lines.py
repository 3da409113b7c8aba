"""Cost elements of an option and the groups in which they move together, for simulation."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pmo_toolkit.analysis.base.cells import number_of, shown_row, text_of
from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.uncertainty.sampling.copula import Correlations, correlated, correlations
from pmo_toolkit.analysis.uncertainty.sampling.draws import place_of, uniforms
from pmo_toolkit.analysis.uncertainty.sampling.inputs import ThreePoint, stated_range

Draws = NDArray[np.float64]

#: Doing nothing first; then the order in which to ask whether an option would do (Canada, UK Cloud
#: First).
OPTION_ORDER = ("nothing", "minimum", "reuse", "SaaS", "PaaS", "IaaS", "build")

#: Draws of an element are kept up to so many.
_MOST_KEPT = 1 << 14

#: Options whose kind is not among `OPTION_ORDER` share the last slot.
_SLOTS = len(OPTION_ORDER) + 1


@dataclass(frozen=True)
class CostLine:
    """One cost element.

    Parameters
    ----------
    element : str
    cost_type : str or None
    period : {"once", "per month", "per year"}
    amount : ThreePoint
        Money a period.
    group : str or None
        Elements (and activities) of one group move together.
    purpose : str or None
        What it pays for: capital, run, exit …
    key : str
        Name of its draws.
    place, second_place : int or None
        Sobol dimensions of its draws and of their second column.
    alone : bool
        Whether the group is this element alone, so that its draws are those of the group.
    """

    element: str
    cost_type: str | None
    period: str
    amount: ThreePoint
    group: str | None
    purpose: str | None
    key: str
    place: int | None
    second_place: int | None
    alone: bool = False

    @property
    def one_off(self) -> bool:
        """Whether it is spent once, at the start."""
        return self.period == "once" and self.purpose != "exit"

    def periods(self, months: int) -> float:
        """How often the amount falls due in a term of so many months."""
        return {"once": 1.0, "per month": float(months)}.get(self.period, months / 12)

    def uniforms(
        self,
        seed: int,
        draws: int,
        shared: Mapping[str, Draws],
        correlation: float,
        *,
        second: bool = False,
    ) -> Draws:
        """Uniform draws of shape (draws,), coupled with `shared`, the draws of its group."""
        if self.alone and self.group is not None:
            return shared[self.group]
        key, place = (f"{self.key}|second", self.second_place) if second else (self.key, self.place)
        if self.group is None:
            return uniforms(seed, key, draws, place)
        coupled = _coupled if draws <= _MOST_KEPT else _coupled.__wrapped__
        return coupled(seed, key, draws, place, shared[self.group].tobytes(), correlation)


@lru_cache(maxsize=64)
def _coupled(
    seed: int, key: str, draws: int, place: int | None, shared: bytes, correlation: float
) -> Draws:
    """Draws of an element of a group; kept, since a what-if takes the same ones at every move."""
    coupled = correlated(uniforms(seed, key, draws, place), np.frombuffer(shared), correlation)
    coupled.setflags(write=False)
    return coupled


def cost_slots(options: pd.DataFrame) -> dict[str, int | None]:
    """Option id → slot among the Sobol dimensions of cost elements.

    The first option of each kind has the slot of its kind, whatever other options there are; a
    further one of the same kind has none and is drawn from streams of its own.
    """
    slots: dict[str, int | None] = {}
    used: set[int] = set()
    for _, row in options.sort_values("_row", kind="stable").iterrows():
        kind = str(row["kind"])
        slot = OPTION_ORDER.index(kind) if kind in OPTION_ORDER else _SLOTS - 1
        slots[str(row["id"])] = None if slot in used else slot
        used.add(slot)
    return slots


def cost_lines(
    rows: pd.DataFrame, *, proposal: str, option: str, slot: int | None, alone: Collection[str] = ()
) -> tuple[CostLine, ...] | NotAssessed:
    """Cost elements of one option; not assessed where one of them states no amount.

    Parameters
    ----------
    rows : DataFrame
        The option's rows of the table costs.
    slot : int or None
        From `cost_slots`.
    alone : collection of str
        Elements of no group that are correlated with groups or with each other: each is a group of
        its own. Lines of such a name move as one.

    Raises
    ------
    ValueError
        If low ≤ mode ≤ high does not hold; the message names the element.
    """
    lines: list[CostLine] = []
    single = {name.casefold(): name for name in alone}
    for position, (_, row) in enumerate(rows.iterrows()):
        element = str(row["element"])
        amount = stated_range(
            *(number_of(row[end]) for end in ("low", "mode", "high")), name=f"cost of “{element}”"
        )
        if amount is None:
            return NotAssessed(
                "cost",
                f"the cost of “{element}” is not stated",
                ReasonCode.NOT_STATED,
                shown_row(row),
                (element,),
            )
        places = [
            None if slot is None else place_of("cost", position * _SLOTS + slot, second=second)
            for second in (False, True)
        ]
        group = text_of(row["correlation_group"])
        own = single.get(element.casefold()) if group is None else None
        lines.append(
            CostLine(
                element=element,
                cost_type=text_of(row["cost_type"]),
                period=text_of(row["period"]) or "once",
                amount=amount,
                group=group if own is None else own,
                purpose=text_of(row.get("purpose")),
                key=f"{proposal}|{option}|cost {position}",
                place=places[0],
                second_place=places[1],
                alone=own is not None,
            )
        )
    return tuple(lines)


def group_names(*tables: pd.DataFrame) -> tuple[str, ...]:
    """Correlation groups of a proposal in the order in which its rows name them first."""
    named = [
        text_of(value)
        for table in tables
        if "correlation_group" in table
        for value in table["correlation_group"]
    ]
    return tuple(dict.fromkeys(name for name in named if name is not None))


def shared_draws(
    groups: Sequence[str],
    *,
    proposal: str,
    draws: int,
    seed: int,
    between: Mapping[tuple[str, str], float] | None = None,
    second: bool = False,
) -> tuple[dict[str, Draws], Correlations]:
    """What the members of each group have in common: uniform draws of shape (draws,) by group.

    Parameters
    ----------
    groups : sequence of str
        From `group_names`; one more at the end changes no draw of the others.
    between : mapping of (str, str) to float, optional
        Correlation of what two groups have in common, −1 to 1; groups that no pair names are
        independent.
    second : bool
        An independent set for sensitivity indices.

    Returns
    -------
    dict of str to ndarray, Correlations
        The draws, and the matrix of the groups as used.
    """
    matrix = correlations(groups, between or {})
    mark = "|second" if second else ""
    own = [
        uniforms(
            seed,
            f"{proposal}|group {group}{mark}",
            draws,
            place_of("group", position, second=second),
        )
        for position, group in enumerate(groups)
    ]
    coupled = matrix.couple(np.stack(own)) if between and own else own
    return dict(zip(groups, coupled, strict=True)), matrix
