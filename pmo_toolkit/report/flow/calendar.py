"""What lands when, and in whose capability, as one section."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pmo_toolkit.core.number_format import counted, listed, month
from pmo_toolkit.report.kit.section import Section, render
from pmo_toolkit.studies.flow.hand_over_calendar import Landing, LandingKind

_WORDS = {
    LandingKind.PROPOSAL: "planned, not decided",
    LandingKind.UNDER_WAY: "under way",
    LandingKind.TEAM: "a team's forecast",
}


@dataclass(frozen=True)
class LandingRow:
    """One hand-over, ready to print."""

    month: str
    what: str
    where: str
    owners: str
    basis: str
    p80: str


def hand_over_calendar(landings: Sequence[Landing]) -> Section:
    """Hand-overs by month, with the capability that each raises and its owner.

    Parameters
    ----------
    landings : sequence of Landing
        From `pmo_toolkit.studies.flow.hand_over_calendar.hand_over_calendar`.
    """
    return render("hand_over_calendar", rows=[_row(landing) for landing in landings])


def _row(landing: Landing) -> LandingRow:
    what = landing.title
    if landing.kind is LandingKind.PROPOSAL:
        what = f"{landing.id} {landing.title}"
    if landing.items is not None:
        what = f"{landing.title}: at least {counted(landing.items, 'item', 'items')}"
    return LandingRow(
        month=month(landing.month),
        what=what,
        where=listed(landing.capabilities) if landing.capabilities else "not stated",
        owners=listed(landing.owners) if landing.owners else "not stated",
        basis=_WORDS[landing.kind],
        p80="not known" if landing.p80 is None else month(landing.p80),
    )
