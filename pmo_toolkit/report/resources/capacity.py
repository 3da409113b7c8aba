"""Who would do a proposal, and when it could start: a section of its report, and a line of it."""

from __future__ import annotations

from collections.abc import Iterator

from pmo_toolkit.analysis.base.results import NotAssessed, Quantiles
from pmo_toolkit.analysis.capacity.shapes import (
    EarliestStart,
    OnePersonMore,
    RemainingResources,
    RoleMonth,
    TeamThroughput,
)
from pmo_toolkit.assessment import Assessment
from pmo_toolkit.charts.planning.role_months import MOST_ROLES, role_months, role_months_alt
from pmo_toolkit.core.number_format import NumberFormat, counted, listed, month
from pmo_toolkit.report.kit.pictures import Picture, picture
from pmo_toolkit.report.kit.section import Section, render

#: Roles that are told in words; the map and the table hold all.
_MOST_TOLD = 3
#: From this chance on it is told that hours do not suffice.
_WORTH_SAYING = 0.2
_ROW_HEIGHT = 30
#: Table that lacks rows → what is asked for.
_ASKED = {
    "demand": "Which roles does it need, for how many hours a month and how many months?",
    "capacity": "How many hours a month have the roles that it needs, from its wished start on?",
}
_PLAN = "80\N{NO-BREAK SPACE}%"


def capacity(assessment: Assessment) -> Section:
    """Earliest start, what roles have left and need, what one more person buys, and questions."""
    result, context = assessment.resources, assessment.context
    numbers = NumberFormat(context.locale, context.currency)
    if isinstance(result, NotAssessed):
        asked = next((_ASKED[name] for name in result.names if name in _ASKED), "")
        return render("capacity", r=result, f=numbers, question=asked)
    return render(
        "capacity",
        r=result,
        f=numbers,
        month=month,
        start=start_in_words(result, numbers),
        after=after_in_words(result, numbers),
        shortages=list(_shortages(result, numbers)),
        picture=_map(result, numbers),
        left_out=_left_out(result),
        at_most=[load.role for load in result.roles if load.is_at_most],
        supposed=list(_supposed(result)),
        more=[_more(bought, numbers) for bought in result.one_more],
        teams=[_team(team, numbers) for team in result.teams],
        span=lambda hours: _span(hours, numbers),
        taken=lambda spot: _taken(spot, numbers),
        is_needed=_is_needed,
    )


def start_in_words(result: RemainingResources, numbers: NumberFormat) -> str:
    """When it could start beside work under way, held against its wished start."""
    if isinstance(result.alone, NotAssessed):
        return f"When it could start is not assessed: {result.alone.why}."
    start, wished = result.alone, month(result.wished_month)
    if not result.is_start_stated:
        wished = f"{wished}, the first full month, since it states no start"
    if start.wait_p80 == 0:
        chance = numbers.chance(start.chance_as_wished)
        most = " at most" if any(load.is_at_most for load in result.roles) else ""
        return (
            f"With a chance of{most} {chance} its people are free for a start as wished: {wished}."
        )
    waits = ""
    if result.bottleneck:
        waits = f" It waits most often for the role {result.bottleneck}."
    return f"Its wished start is {wished}. {_start(result, start, numbers)}{waits}"


def _start(result: RemainingResources, start: EarliestStart, numbers: NumberFormat) -> str:
    ends = month(result.last_stated_month)
    within = numbers.chance(start.chance_within_horizon)
    if start.month_p80 is not None and start.month_p50 is not None:
        later = f", {numbers.days(start.wait_p80)} later" if start.wait_p80 else ""
        even = ""
        if start.month_p50 != start.month_p80:
            even = f"; in one case of two in {month(start.month_p50)}"
        return f"With a chance of {_PLAN} it could start in {month(start.month_p80)}{later}{even}."
    if start.month_p50 is not None:
        return (
            f"In one case of two it could start in {month(start.month_p50)}. No month can be named"
            f" with a chance of {_PLAN}: within the months that are stated, which end with {ends},"
            f" it could start in {within} of the cases."
        )
    soonest = f", and hardly before {month(start.month_at_least)}" if start.month_at_least else ""
    return (
        f"The months that are stated end with {ends}; its work takes"
        f" {counted(result.months_needed, 'month', 'months')}. That it can start and be done within"
        f" them has a chance of {within}{soonest}. What lies beyond is not known."
    )


def start_at_a_glance(result: RemainingResources, numbers: NumberFormat) -> str | None:
    """The earliest start in a line; None where no month can be named."""
    start, after = result.alone, result.after_others
    if isinstance(start, NotAssessed) or start.month_p80 is None:
        return None
    at_best = "at best " if any(load.is_at_most for load in result.roles) else ""
    line = (
        f"{at_best}{month(start.month_p80)} with a chance of {_PLAN}, beside work under way alone"
    )
    if start.wait_p80:
        who = f", waiting for the role {result.bottleneck}" if result.bottleneck else ""
        line += f", {numbers.days(start.wait_p80)} after the wished start{who}"
    else:
        line += ", as wished"
    if result.others and not isinstance(after, NotAssessed) and after != start:
        later = month(after.month_p80) if after.month_p80 else "not within the stated months"
        line += f"; after {listed(result.others)}: {later}"
    return f"{line}{', as far as stated roles go' if _left_out(result) else ''}."


def after_in_words(result: RemainingResources, numbers: NumberFormat) -> str:
    """When it could start after what comes before it; empty where that changes nothing."""
    after = result.after_others
    if isinstance(after, NotAssessed):
        return f"After what it requires: not assessed, since {after.why}." if result.others else ""
    if after == result.alone and not result.others:
        return ""
    first = f"After {listed(result.others)}" if result.others else "After the work it waits for"
    if after.wait_p80 == 0:
        return f"{first}, which it requires, it could still start as wished."
    return f"{first}, which it requires: {_lower(_start(result, after, numbers))}"


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def _shortages(result: RemainingResources, numbers: NumberFormat) -> Iterator[str]:
    """The tightest month of the tightest roles, in the department's words."""
    tight = [load for load in result.roles if (load.chance_overloaded or 0.0) >= _WORTH_SAYING]
    for load in tight[:_MOST_TOLD]:
        spot = max(load.months, key=lambda spot: spot.chance_overloaded or 0.0)
        if isinstance(spot.net_hours, Quantiles) and isinstance(spot.demand_hours, Quantiles):
            yield _shortage(load.role, spot, spot.net_hours, spot.demand_hours, numbers)


def _shortage(
    role: str, spot: RoleMonth, left: Quantiles, needed: Quantiles, numbers: NumberFormat
) -> str:
    hours = "no hours" if left.p50 <= 0 else f"about {numbers.hours(left.p50)}"
    of = ""
    if spot.gross_hours is not None:
        of = f"Of the {numbers.stated(spot.gross_hours, 'h')} of the role "
    chance = numbers.chance(spot.chance_overloaded)
    return (
        f"{of or 'Of the role '}{role} {hours} are left in {month(spot.month)}; the proposal needs"
        f" about {numbers.hours(needed.p50)}: too few with a chance of {chance}."
    )


def _left_out(result: RemainingResources) -> str:
    """Roles that the start knows nothing of."""
    parts = []
    if result.without_capacity:
        parts.append(f"nobody states the hours of {listed(result.without_capacity)}")
    if result.demand_unknown:
        parts.append(f"nor how much it needs of {listed(result.demand_unknown)}")
    if not parts:
        return ""
    return f"As far as the stated roles go: {', '.join(parts)}. It may be later."


def _supposed(result: RemainingResources) -> Iterator[str]:
    """Work under way whose hours nobody states, and what they are taken to be."""
    for load in result.roles:
        if load.all_taken:
            verb = "states" if len(load.all_taken) == 1 else "state"
            yield (
                f"{listed(load.all_taken)} {verb} no hours of the role {load.role}: all of its"
                " hours are taken to be kept until that work ends."
            )


def _more(bought: OnePersonMore, numbers: NumberFormat) -> str:
    """What one more person would buy."""
    who = (
        f"One more of the role {bought.role}, about {numbers.hours(bought.hours_per_month)} a month"
    )
    if bought.months_earlier_p80 is None and bought.month_p80 is not None:
        bring = f"would let it start in {month(bought.month_p80)} with a chance of {_PLAN}"
    elif bought.months_earlier_p80 is None:
        bring = "would not bring the start into the stated months with a chance of " + _PLAN
    elif bought.months_earlier_p80 <= 0:
        bring = f"would not let it start sooner with a chance of {_PLAN}"
    else:
        sooner = counted(round(bought.months_earlier_p80), "month", "months")
        bring = f"would let it start {sooner} sooner with a chance of {_PLAN}"
    worth = ""
    if isinstance(bought.net_value, Quantiles):
        span = numbers.money_range(bought.net_value.p10, bought.net_value.p90)
        worth = f", which changes the net value by {span} (P10–P90)"
    return f"{who}, {bring}{worth}."


def _team(team: TeamThroughput, numbers: NumberFormat) -> str:
    """What a team finishes, and in hours where finished work allows."""
    items, weeks = team.items_per_week, counted(team.weeks, "week", "weeks")
    spread = f"{numbers.number(items.p10)} to {numbers.number(items.p90)} items a week"
    text = f"{team.team} finished {spread} in the last {weeks} (P10–P90)"
    if team.idle_weeks:
        idle = counted(team.idle_weeks, "week", "weeks")
        return (
            f"{text}, and nothing in the last {idle}: it has ended, rests or is recorded elsewhere,"
            " so that no hours of it are counted on."
        )
    if isinstance(team.hours_per_month, NotAssessed):
        return f"{text}; not converted into hours: {team.hours_per_month.why}."
    hours = team.hours_per_month
    return f"{text}: about {numbers.quantity_range(hours.p10, hours.p90, 'h')} a month."


def _map(result: RemainingResources, numbers: NumberFormat) -> Picture:
    rows = min(len(result.roles), MOST_ROLES)
    caption = (
        "Read it so: hours needed / hours left, both at the median, if it starts as wished; on"
        " narrow screens and over many months the chance in per cent that hours do not suffice. The"
        " darker, the likelier they do not; ? where nobody states hours. Hours below nought: so"
        " many more are taken than there are."
    )
    return picture(
        lambda ax: role_months(ax, result.roles, numbers),
        alt=role_months_alt(result.roles, numbers),
        caption=caption,
        plot_height=_ROW_HEIGHT * rows,
        left=165,
        top=6,
        bottom=30,
    )


def _is_needed(spot: RoleMonth) -> bool:
    """Whether anything is asked of the role in this month."""
    return not isinstance(spot.demand_hours, Quantiles) or spot.demand_hours.p90 > 0


def _taken(spot: RoleMonth, numbers: NumberFormat) -> str:
    """Hours of absence, running work and tickets as stated, a question mark for a blank."""
    stated = (spot.absence_hours, spot.run_work_hours, spot.ticket_hours)
    if all(hours is None for hours in stated):
        return numbers.stated(None, "h")
    return " + ".join("?" if hours is None else numbers.number(hours) for hours in stated)


def _span(hours: Quantiles | NotAssessed, numbers: NumberFormat) -> str:
    """P10–P90 of hours; what is not known is said."""
    if isinstance(hours, NotAssessed):
        return "not stated"
    return numbers.quantity_range(hours.p10, hours.p90, "h")
