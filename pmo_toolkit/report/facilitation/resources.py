"""Who is left, and when each proposal could start with those."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from pmo_toolkit.analysis.base.results import NotAssessed, Quantiles
from pmo_toolkit.analysis.capacity.shapes import EarliestStart, RoleLoad
from pmo_toolkit.charts.planning.role_months import MOST_ROLES, role_months, role_months_alt
from pmo_toolkit.core.number_format import NumberFormat, counted, day, listed, month
from pmo_toolkit.report.kit.pictures import picture
from pmo_toolkit.report.kit.section import Section, render
from pmo_toolkit.studies.facilitation.plan import IN_PLAN
from pmo_toolkit.studies.facilitation.questions import LIKELY_SHORT, months_in_words
from pmo_toolkit.studies.facilitation.result import AdvisedProposal, Facilitation, PlacedStart
from pmo_toolkit.studies.schedule_result import PlannedWork

ROW_HEIGHT = 30
#: Positions of proposals that stand after all others, folded away.
NOT_TO_BEGIN = ("defer", "do not pursue yet")


@dataclass(frozen=True)
class StartRow:
    """One proposal with its starts, ready to print; `why` says why there is none."""

    id: str
    title: str
    position: str
    wished: str
    alone: str = ""
    after: str = ""
    supposes: str = ""
    waits: str = ""
    why: str = ""


@dataclass(frozen=True)
class RoleRow:
    """One role with its months of most need, ready to print; empty texts where nobody knows."""

    role: str
    short: str
    worst: str
    left: str
    question: str


def facilitation_starts(facilitation: Facilitation) -> Section:
    """When each proposal could start, alone and after all that stands before it."""
    without: dict[str, list[str]] = {}
    for name, start in facilitation.starts.items():
        if isinstance(start, PlacedStart):
            for role in start.without_capacity:
                without.setdefault(role, []).append(name)
    rows = [_start_row(facilitation, proposal) for proposal in facilitation.proposals]
    return render(
        "facilitation_starts",
        chosen=_to_plan(facilitation),
        rows=[row for row in rows if not row.why and row.position not in NOT_TO_BEGIN],
        others=[row for row in rows if not row.why and row.position in NOT_TO_BEGIN],
        unplaced=[row for row in rows if row.why],
        without_capacity=without,
        at_most=_not_all_stated(facilitation),
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
        _supposed(facilitation, start.supposes) or _sooner_than_its_report(start),
        start.waits_for,
    )


def _supposed(facilitation: Facilitation, required: Sequence[str]) -> str:
    """What a start takes to be there by the day by which it is wanted, as it is placed nowhere."""
    if not required:
        return ""
    wanted = (wanted_finish_of(facilitation, name) for name in required)
    named = [
        f"{name} ({finish})" if finish else f"{name} (no day is stated)"
        for name, finish in zip(required, wanted, strict=True)
    ]
    return f"if {listed(named)} {'is' if len(named) == 1 else 'are'} there by then"


def _sooner_than_its_report(start: PlacedStart) -> str:
    """Why a start lies before the day that the proposal's own report counts from."""
    found = start.after_others
    if start.not_before is None or isinstance(found, NotAssessed) or found.month_p50 is None:
        return ""
    if found.month_p50 >= start.not_before[:7]:
        return ""
    return (
        f"its own report counts from {day(start.not_before)}, by when what it requires is wanted;"
        " here that is finished sooner"
    )


def wanted_finish_of(facilitation: Facilitation, proposal: str) -> str:
    """``wanted by 31 March 2028`` in words; empty where no day is stated."""
    item = facilitation.dependencies.graph.by_id.get(proposal)
    return f"wanted by {day(item.finish)}" if item is not None and item.finish else ""


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


def facilitation_people(facilitation: Facilitation) -> Section:
    """What is left of each role by month, and what all that is advised would take of it."""
    roles, numbers = facilitation.roles, facilitation.figures
    drawn = None
    if roles:
        drawn = picture(
            lambda ax: role_months(ax, roles, numbers),
            alt=role_months_alt(roles, numbers),
            caption=(
                "Read it so: each row is a role, each column a month or several. The darker, the"
                " likelier more is asked for than is left, if all that is advised started as it"
                " wishes; figures are chances in per cent, or hours needed / left. Hours"
                " below nought: so many more are taken than there are, before anything is asked."
            ),
            plot_height=ROW_HEIGHT * len(roles[:MOST_ROLES]),
            left=176,
            bottom=52,
        )
    return render(
        "facilitation_people",
        picture=drawn,
        rows=[_role_row(role, numbers) for role in roles],
        advised=[proposal.id for proposal in facilitation.advised],
        in_flight=_taken_by_running_work(roles),
        at_most=[(role.role, role.question) for role in roles if role.is_at_most],
    )


def _role_row(role: RoleLoad, numbers: NumberFormat) -> RoleRow:
    known = [one for one in role.months if one.chance_overloaded is not None]
    worst = max((one.chance_overloaded or 0.0 for one in known), default=None)
    hours = [
        one.net_hours.p50 - one.demand_hours.p50
        for one in known
        if isinstance(one.net_hours, Quantiles) and isinstance(one.demand_hours, Quantiles)
    ]
    short = [
        one.month
        for one in known
        if (one.chance_overloaded or 0.0) >= LIKELY_SHORT or one.hours_overbooked
    ]
    return RoleRow(
        role.role,
        months_in_words(short),
        "" if worst is None else numbers.chance(worst),
        _left(fmean(hours), role.is_at_most, numbers) if hours else "",
        role.question or "",
    )


def _left(hours: float, is_at_most: bool, numbers: NumberFormat) -> str:
    """Hours a month that would be left, or that would be lacking."""
    if abs(hours) < 1:
        return "nothing"
    if hours < 0:
        return f"{'at least ' * is_at_most}{numbers.hours(-hours)} too few"
    return f"{'at most ' * is_at_most}{numbers.hours(hours)}"


def _not_all_stated(facilitation: Facilitation) -> list[str]:
    """Roles of which something that takes hours is not stated."""
    return [role.role for role in facilitation.roles if role.is_at_most]


def _taken_by_running_work(roles: Sequence[RoleLoad]) -> list[tuple[str, str]]:
    """Roles of which running things and work under way alone take more than there is."""
    found = []
    for role in roles:
        months = [
            one.month
            for one in role.months
            if isinstance(one.net_hours, Quantiles) and one.net_hours.p50 < 0
        ]
        if months:
            found.append((role.role, months_in_words(months)))
    return found


def _to_plan(facilitation: Facilitation) -> int:
    """How many proposals are advised or explored, so that a plan would hold them."""
    return sum(proposal.position in IN_PLAN for proposal in facilitation.proposals)


def planned_of_all(facilitation: Facilitation) -> str:
    """How many are planned of those that are advised or explored: ``4 of the 5 proposals``."""
    planned, all_of_them = len(facilitation.schedule.proposals), _to_plan(facilitation)
    named = counted(all_of_them, "proposal", "proposals") if all_of_them != 1 else "one proposal"
    return f"the {named}" if planned == all_of_them else f"{planned} of the {named}"


def order_sentence(facilitation: Facilitation) -> str:
    """Why the plan begins with others than the order of advice; empty where it does not."""
    begins = {work.proposal.id: work for work in facilitation.schedule.proposals}
    order = [proposal.id for proposal in facilitation.proposals if proposal.id in begins]
    turned = [
        (first, later)
        for place, first in enumerate(order)
        for later in order[place + 1 :]
        if (wait := begins[first].wait) is not None
        and wait.months
        and begins[later].start < begins[first].start
        if _share_a_role(begins[first], begins[later])
    ]
    if not turned:
        return ""
    first, later = turned[0]
    further = len(turned) - 1
    more = f" ({counted(further, 'further pair', 'further pairs')} likewise)" if further else ""
    return (
        f"Here {later} begins before {first}{more}, though it stands below in the order of advice:"
        " by that order the people go to whoever stands above, as the starts show; a plan looks for"
        " the earliest end of all, and then lets that wait of which a month of waiting costs least,"
        " to within one per cent and as far as that is assessed. Where both would do,"
        " whoever decides chooses."
    )


def _share_a_role(one: PlannedWork, other: PlannedWork) -> bool:
    return not one.option.profile.keys().isdisjoint(other.option.profile)


def facilitation_plan(facilitation: Facilitation) -> Section:
    """What the plan holds, and what it takes to be there by the day by which it is wanted."""
    supposed: dict[str, list[str]] = {}
    for name, other in facilitation.supposed:
        supposed.setdefault(other, []).append(name)
    return render(
        "facilitation_plan",
        planned=planned_of_all(facilitation) if facilitation.schedule.proposals else "",
        chosen=_to_plan(facilitation),
        order=order_sentence(facilitation),
        supposed=[
            (other, facilitation.title_of(other), names, wanted_finish_of(facilitation, other))
            for other, names in supposed.items()
        ],
    )
