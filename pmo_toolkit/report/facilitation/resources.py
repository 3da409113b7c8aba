"""Who is left, and when each proposal could start with those."""

from __future__ import annotations

from dataclasses import dataclass

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.capacity.shapes import EarliestStart, RemainingResources, RoleLoad
from pmo_toolkit.core.number_format import NumberFormat, month
from pmo_toolkit.report.kit.section import Section, render
from pmo_toolkit.studies import Facilitation
from pmo_toolkit.studies.facilitation_result import AdvisedProposal


@dataclass(frozen=True)
class StartRow:
    """One proposal with its starts, ready to print; `why` says why there is none."""

    id: str
    title: str
    position: str
    wished: str
    alone: str = ""
    after: str = ""
    waits: str = ""
    why: str = ""


@dataclass(frozen=True)
class RoleRow:
    """One role with its months of most need, ready to print."""

    role: str
    short: str
    worst: str
    question: str


def facilitation_starts(facilitation: Facilitation) -> Section:
    """When each proposal could start, alone and after all that stands before it."""
    without: dict[str, list[str]] = {}
    for name, start in facilitation.starts.items():
        if isinstance(start, RemainingResources):
            for role in start.without_capacity:
                without.setdefault(role, []).append(name)
    rows = [_start_row(facilitation, proposal) for proposal in facilitation.proposals]
    return render(
        "facilitation_starts",
        rows=[row for row in rows if not row.why],
        unplaced=[row for row in rows if row.why],
        without_capacity=without,
    )


def _start_row(facilitation: Facilitation, proposal: AdvisedProposal) -> StartRow:
    start = facilitation.starts.get(proposal.id)
    known = (proposal.id, proposal.title, proposal.position)
    if start is None:
        return StartRow(*known, "", why="no option is preferred")
    if isinstance(start, NotAssessed):
        return StartRow(*known, "", why=start.why)
    wished = month(start.wished_month)
    if isinstance(start.alone, NotAssessed):
        return StartRow(*known, wished, why=start.alone.why)
    return StartRow(
        *known,
        wished,
        start_in_words(start.alone, facilitation.figures),
        start_in_words(start.after_others, facilitation.figures),
        start.bottleneck or "nobody",
    )


def start_in_words(start: EarliestStart | NotAssessed, figures: NumberFormat) -> str:
    """The months of a start that are not exceeded in one case of two and in four of five."""
    if isinstance(start, NotAssessed):
        return "not assessed"
    if start.month_p50 is None:
        within = figures.chance(start.chance_within_horizon)
        return f"beyond the stated months ({within} within them)"
    if start.month_p80 is None:
        return f"{month(start.month_p50)} – beyond the stated months"
    if start.month_p50 == start.month_p80:
        return month(start.month_p80)
    return f"{month(start.month_p50)} – {month(start.month_p80)}"


def role_rows(roles: tuple[RoleLoad, ...], figures: NumberFormat) -> list[RoleRow]:
    """Roles with the months in which more is asked of them than is left, as likely as not."""
    rows = []
    for role in roles:
        chances = [
            (one.chance_overloaded, one.month)
            for one in role.months
            if one.chance_overloaded is not None
        ]
        short = [when for chance, when in chances if chance >= 0.5]
        worst = max(chances, default=None)
        rows.append(
            RoleRow(
                role.role,
                _months(short),
                "not assessed" if worst is None else f"{figures.chance(worst[0])}",
                role.question or "",
            )
        )
    return rows


def _months(months: list[str]) -> str:
    if not months:
        return "none"
    if len(months) == 1:
        return month(months[0])
    return f"{len(months)} from {month(months[0])} to {month(months[-1])}"
