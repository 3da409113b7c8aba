"""What scenarios and targets may name: ids of the workspace, and quarters and years of the plan."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from pmo_toolkit.core.calendar.plan_quarters import PlanQuarters
from pmo_toolkit.workspace.configuration.config import WorkspaceConfig

#: Kinds of what money counts for → table and column that name them.
_COUNTED: Mapping[str, tuple[str, str]] = {
    "goal": ("goals", "id"),
    "capability": ("capabilities", "id"),
    "department": ("proposals", "department"),
    "class": ("proposals", "class"),
}


@dataclass(frozen=True)
class NamedThings:
    """What may be named.

    Parameters
    ----------
    proposals : tuple of str
    options : mapping of str to str
        Option that acts → its proposal.
    roles : tuple of str
        Roles whose hours are stated.
    counted : mapping of str to tuple of str
        ``goal``, ``capability``, ``department`` or ``class`` → names.
    quarters, years : tuple of str
        Of the plan; empty where nobody says from which day on it runs.
    """

    proposals: tuple[str, ...]
    options: Mapping[str, str]
    roles: tuple[str, ...]
    counted: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    quarters: tuple[str, ...] = ()
    years: tuple[str, ...] = ()

    @classmethod
    def of(
        cls,
        column: Callable[[str, str], Iterable[object]],
        config: WorkspaceConfig,
        as_of: dt.date | None,
        quarters: int,
    ) -> NamedThings:
        """What the tables hold.

        Parameters
        ----------
        column : callable
            Table and column → its values, blank ones as None; none where it is absent.
        config : WorkspaceConfig
        as_of : date or None
            Day from which on the plan runs.
        quarters : int
            Of the plan.
        """
        plan = None
        if as_of is not None:
            plan = PlanQuarters.after(as_of, quarters, config.fiscal_year_start)
        acting = zip(
            column("options", "id"),
            column("options", "proposal"),
            column("options", "kind"),
            strict=False,
        )
        return cls(
            proposals=_names(column("proposals", "id")),
            options={str(name): str(owner) for name, owner, kind in acting if kind != "nothing"},
            roles=_names(column("capacity", "role")),
            counted={kind: _names(column(*place)) for kind, place in _COUNTED.items()},
            quarters=() if plan is None else plan.names,
            years=() if plan is None else tuple(dict.fromkeys(plan.years)),
        )


def _names(values: Iterable[object]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(value) for value in values if isinstance(value, str)))
