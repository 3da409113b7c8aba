"""What tickets say and cannot say, as a result and as JSON."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from pmo_toolkit.analysis.base.results import NotAssessed, Quantiles, Question
from pmo_toolkit.analysis.tickets.coverage import Coverage, Covered
from pmo_toolkit.analysis.tickets.grades import Graded
from pmo_toolkit.analysis.tickets.load import RoleLoad
from pmo_toolkit.analysis.tickets.saving import Saving
from pmo_toolkit.analysis.tickets.traps import Trap
from pmo_toolkit.core.canonical_json import json_ready
from pmo_toolkit.core.number_format import NumberFormat

SCHEMA_VERSION = "1.0"
MIME_TYPE = "application/vnd.pmo.tickets+json"


@dataclass(frozen=True)
class RecurringProblem:
    """Tickets that come again, and what solving their cause would be worth.

    Parameters
    ----------
    title : str
        Wording, category and service, as far as they are stated.
    service, capability, department : str or None
        Service concerned, the capability that it supports, and who owns that.
    tickets, days : int
        Tickets, and different days on which they were opened.
    saving : Saving
    grade : Graded
    proposals : tuple of str
        Proposals that touch the service or the capability, and so might relieve it.
    """

    title: str
    service: str | None
    capability: str | None
    department: str | None
    tickets: int
    days: int
    saving: Saving
    grade: Graded
    proposals: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class TicketStudy:
    """What tickets say, and what they cannot say.

    Parameters
    ----------
    given, used : int
        Rows of the table, and tickets that are used.
    first, last : str or None
        Days of the first and the last of them.
    problems : tuple of RecurringProblem or NotAssessed
        Those that take most hours first.
    loads : tuple of RoleLoad or NotAssessed
        All roles together first.
    departments, capabilities, channels : Coverage or NotAssessed
    main_channel : Covered or None
        The channel by which nearly all come.
    traps : tuple of Trap
    remarks : tuple of str
    questions : tuple of Question
    order_of_asking : tuple of str
        Departments by interest times influence.
    workspace, as_of, input_hash, version : str
    encoder : str or None
        What compared the texts.
    is_sample : bool
    figures : NumberFormat
    """

    given: int
    used: int
    first: str | None
    last: str | None
    problems: tuple[RecurringProblem, ...] | NotAssessed
    loads: tuple[RoleLoad, ...] | NotAssessed
    departments: Coverage | NotAssessed
    capabilities: Coverage | NotAssessed
    channels: Coverage | NotAssessed
    main_channel: Covered | None
    traps: tuple[Trap, ...]
    remarks: tuple[str, ...]
    questions: tuple[Question, ...]
    order_of_asking: tuple[str, ...]
    workspace: str
    as_of: str
    input_hash: str
    version: str
    encoder: str | None
    is_sample: bool
    figures: NumberFormat = field(repr=False)

    def as_dict(self) -> dict[str, Any]:
        """The result as JSON."""
        names = [name for name in self.__dataclass_fields__ if name != "figures"]
        ready: dict[str, Any] = json_ready(
            {"schema_version": SCHEMA_VERSION, **{name: getattr(self, name) for name in names}}
        )
        return ready

    def handed_over(self) -> dict[str, Any]:
        """What an executed notebook carries, by type."""
        return {MIME_TYPE: self.as_dict()}

    def summary(self) -> pd.DataFrame:
        """A row a problem: ``problem``, ``tickets``, hours ``avoided a year``, ``grade``."""
        problems = () if isinstance(self.problems, NotAssessed) else self.problems
        return pd.DataFrame(
            [
                {
                    "problem": one.title,
                    "tickets": one.tickets,
                    "avoided from": _end(one.saving.avoided, "p10"),
                    "avoided to": _end(one.saving.avoided, "p90"),
                    "grade": one.grade.grade.value,
                }
                for one in problems
            ],
            columns=["problem", "tickets", "avoided from", "avoided to", "grade"],
        )

    def __repr__(self) -> str:
        problems = 0 if isinstance(self.problems, NotAssessed) else len(self.problems)
        return (
            f"TicketStudy({self.used} of {self.given} tickets, {problems} recurring problems,"
            f" {len(self.traps)} traps, {len(self.questions)} questions)"
        )


def _end(found: Quantiles | NotAssessed, name: str) -> float | None:
    return None if isinstance(found, NotAssessed) else round(getattr(found, name))
