"""What tickets show and cannot show, as one result."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pmo_toolkit.analysis.evidence.stakeholders import StakeholderRecord
from pmo_toolkit.analysis.tickets.channels import ChannelCoverage
from pmo_toolkit.analysis.tickets.grades import EvidenceGrade, grade_of
from pmo_toolkit.analysis.tickets.load import LoadGaps
from pmo_toolkit.analysis.tickets.recurring import Ungrouped
from pmo_toolkit.analysis.tickets.shapes import (
    Coverage,
    RecurringProblem,
    RoleTicketLoad,
    TicketFinding,
    Trap,
)
from pmo_toolkit.core.canonical_json import json_ready
from pmo_toolkit.core.display import ShownAsFirstPage
from pmo_toolkit.studies.tickets.capabilities import BlindCapability
from pmo_toolkit.studies.tickets.questions import TicketQuestion

SCHEMA_VERSION = "1.1"


@dataclass(frozen=True)
class ProblemsAtAlikeness:
    """What another threshold of likeness of texts would give.

    Parameters
    ----------
    alike : float
        Cosine from which two texts tell of one problem.
    problems : int
        That recur.
    avoided_low, avoided_high : float
        Hours a year that ending all of them may avoid.
    """

    alike: float
    problems: int
    avoided_low: float
    avoided_high: float


@dataclass(frozen=True)
class TicketStudy(ShownAsFirstPage):
    """What tickets show and cannot show.

    Parameters
    ----------
    n : int
        Tickets that are used.
    raised : int
        Rows of the table, those with a fault too.
    last_year : int
        Tickets of the last twelve months, which end with the last ticket.
    last_day : str or None
        Of the last ticket, ISO 8601.
    age_days : int or None
        How long ago that was.
    findings : tuple of TicketFinding
        What was odd about rows.
    set_aside : tuple of str
        Rows that cannot be used, each with its fault in words.
    odd_cells : tuple of str
        What the check of the workspace finds odd about cells of the table, in words.
    traps : tuple of Trap
    problems : tuple of RecurringProblem
    ungrouped : Ungrouped
        Tickets that are counted to no problem, and why.
    loads : tuple of RoleTicketLoad
    load_gaps : LoadGaps
        What no load holds, since role or hours are blank.
    departments, capabilities : tuple of Coverage
    without_service : tuple of BlindCapability
        Capabilities of which tickets cannot tell, since no service of theirs is stated.
    channels : ChannelCoverage
    questions : tuple of TicketQuestion
        What these leave open, with what was answered.
    stakeholders : tuple of StakeholderRecord
        Who was heard and who was not, in the order of asking.
    grade : EvidenceGrade
        Of what tickets show as a whole, by what was heard lately.
    service_grades : dict of str to EvidenceGrade
        Service → grade of its problems, by what else speaks of it. A problem of no known service
        rests on tickets alone.
    services : dict of str to str
        Id → title of the services of `problems`.
    encoder : str
        By what texts were compared; the empty text where there are none.
    with_department : int
        Tickets of the last twelve months that state one.
    window_days : int
        Days of the last year of which tickets are known; hours of fewer are scaled to a year.
    departments_are_stated : bool
        Whether enough tickets state one to call a department silent.
    avoided_shares : (float, float)
        Least and most of a problem's hours that ending its cause is taken to avoid.
    sensitivity : tuple of ProblemsAtAlikeness
        Below and above the threshold of the settings; empty without texts.
    workspace, as_of, input_hash, version : str
    is_sample : bool
    locale : str
    """

    n: int
    raised: int
    last_year: int
    last_day: str | None
    age_days: int | None
    findings: tuple[TicketFinding, ...]
    set_aside: tuple[str, ...]
    odd_cells: tuple[str, ...]
    traps: tuple[Trap, ...]
    problems: tuple[RecurringProblem, ...]
    ungrouped: Ungrouped
    loads: tuple[RoleTicketLoad, ...]
    load_gaps: LoadGaps
    departments: tuple[Coverage, ...]
    capabilities: tuple[Coverage, ...]
    without_service: tuple[BlindCapability, ...]
    channels: ChannelCoverage
    questions: tuple[TicketQuestion, ...]
    stakeholders: tuple[StakeholderRecord, ...]
    grade: EvidenceGrade
    service_grades: dict[str, EvidenceGrade]
    services: dict[str, str]
    encoder: str
    with_department: int
    window_days: int
    departments_are_stated: bool
    avoided_shares: tuple[float, float]
    sensitivity: tuple[ProblemsAtAlikeness, ...]
    workspace: str
    as_of: str
    input_hash: str
    version: str
    is_sample: bool
    locale: str

    def grade_of(self, problem: RecurringProblem) -> EvidenceGrade:
        """What the conclusion from one problem rests on."""
        return self.service_grades.get(problem.service or "", grade_of(()))

    def as_dict(self) -> dict[str, Any]:
        """Every figure as plain JSON types."""
        made = json_ready(self, "$")
        assert isinstance(made, dict)
        return {"schema_version": SCHEMA_VERSION, **made}

    def __repr__(self) -> str:
        return f"TicketStudy({self.n} tickets, {len(self.problems)} problems that recur)"
