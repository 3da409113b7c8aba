"""A plan in the words of the departments."""

from __future__ import annotations

from pmo_toolkit.assessment.scheduling.planning import OnePersonMoreInPlan
from pmo_toolkit.assessment.scheduling.shapes import LeftOutReason
from pmo_toolkit.assessment.scheduling.waits import RoleInPlan, RoleMonthInPlan
from pmo_toolkit.core.number_format import NumberFormat, counted, listed, month
from pmo_toolkit.core.rounding import half_up
from pmo_toolkit.studies.schedule_result import PlannedWork, ScheduleStudy

_NUMBERS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
)  # fmt: skip
_NAMED = 5
#: Why a proposal is left out, as the heading of its group.
REASON_WORDS = {
    LeftOutReason.ROW_FAULT: "Its rows have faults",
    LeftOutReason.UNDER_WAY: "It is under way already",
    LeftOutReason.NO_OPTION: "No option but carrying on as today",
    LeftOutReason.NOTHING_PREFERRED: "Carrying on as today is preferred",
    LeftOutReason.NOT_STATED: "Neither hours nor a length are stated",
    LeftOutReason.TOO_LATE: "It must wait longer than a plan reaches",
    LeftOutReason.TOO_MUCH: "A role never has the hours",
    LeftOutReason.CIRCLE: "It requires itself in a circle",
    LeftOutReason.CONTRADICTION: "It requires what it excludes",
    LeftOutReason.UNKNOWN_ID: "It requires something that is not known",
    LeftOutReason.EXCLUDED: "It gives way to another that it excludes",
    LeftOutReason.REQUIRES_LEFT_OUT: "What it requires is not in the plan",
    LeftOutReason.NOT_ADVISED: "We do not advise to begin it yet",
}


def end_in_words(study: ScheduleStudy) -> str:
    """When all that is planned could be done."""
    if not study.proposals:
        return "No proposal can be planned yet."
    last = month(study.month(study.schedule.makespan - 1))
    number = len(study.proposals)
    which = "The proposal could be done" if number == 1 else f"All {number} could be done"
    if number > 1 and study.portfolio.left_out:
        which = f"{number} proposals could be done"
    late = ""
    p80 = None if study.whole is None else study.whole.p80
    if p80 is not None and p80 > study.month(study.schedule.makespan - 1):
        late = f"; in four cases of five by the end of {month(p80)}"
    return f"{which} by the end of {last}, beside work under way{late}."


def bound_in_words(study: ScheduleStudy) -> str:
    """How good the plan is: what no plan can be below, and whether that is proved."""
    plan = study.schedule
    if not study.proposals:
        return ""
    first = month(study.month(max(plan.lower_bound - 1, 0)))
    said = f"No plan of these proposals can end before the end of {first}"
    gap = plan.makespan - plan.lower_bound
    if gap == 0:
        return f"{said}: this one is as short as any."
    months = counted(gap, "month", "months")
    if plan.is_proved and plan.objective == "weighted finish":
        return (
            f"{said}. This one ends {months} later, so that the proposals finish as early as"
            " possible on the whole; in that, none is better."
        )
    return (
        f"{said}. This one ends {months} later; whether any of it could be saved is not known, as"
        " the search ended first."
    )


def people_in_words(role: RoleInPlan, numbers: NumberFormat) -> str:
    """The people of a role, such as ``the two business analysts``."""
    count = int(half_up(role.people))
    if count < 1:
        return f"the role {role.role}"
    word = _NUMBERS[count] if count < len(_NUMBERS) else numbers.number(float(count))
    if count == 1:
        return f"the one {role.role}"
    return f"the {word} {plural(role.role)}"


def plural(role: str) -> str:
    """Several people of a role; a role that is no plain English word is named as a role.

    Examples
    --------
    >>> plural("business analyst"), plural("head of quality")
    ('business analysts', 'people in the role head of quality')
    """
    last = role.rpartition(" ")[2]
    is_plain = last.isascii() and last.isalpha() and last.islower() and " of " not in role
    if not is_plain or last.endswith(("s", "x", "z", "ch", "y", "people", "staff")):
        return f"people in the role {role}"
    return f"{role}s"


def left_in_words(role: RoleInPlan, numbers: NumberFormat) -> str:
    """Hours that a role has left in the tightest month of the plan that is stated.

    Such as ``the two business analysts have 60 hours left in March 2027``.
    """
    tightest = tightest_month(role)
    people = people_in_words(role, numbers)
    verb = "has" if int(half_up(role.people)) <= 1 else "have"
    if tightest is None:
        return f"{people}: hours are stated for no month of the plan"
    hours = half_up(tightest.left)
    when = month(tightest.month)
    if hours < 0:
        over = counted(int(-hours), "hour", "hours")
        return f"{people} {verb} {over} too few for work under way in {when}"
    if hours == 0:
        return f"{people} {verb} no hour left in {when}"
    return f"{people} {verb} {counted(int(hours), 'hour', 'hours')} left in {when}"


def tightest_month(role: RoleInPlan) -> RoleMonthInPlan | None:
    """The stated month with proposals in which the least is left, else any stated month."""
    stated = [own for own in role.months if own.is_stated]
    busy = [own for own in stated if own.planned > 0] or stated
    return min(busy, key=lambda own: (own.left, own.month), default=None)


def wait_in_words(work: PlannedWork) -> str:
    """For how long a proposal waits from its wished start on, for what and for whom."""
    wait = work.wait
    if wait is None:
        return "–"
    parts = []
    if wait.months_required:
        required = listed(wait.required[:2]) if wait.required else "what it requires"
        parts.append(f"{counted(wait.months_required, 'month', 'months')} for {required}")
    if wait.months:
        months = counted(wait.months, "month", "months")
        roles = listed([role for role, _ in wait.roles][:2])
        parts.append(f"{months} for {roles}" if roles else f"{months}, so that others come first")
    return ", then ".join(parts)


def gain_in_words(gain: OnePersonMoreInPlan, numbers: NumberFormat) -> str:
    """What one person more of a role would buy."""
    who = f"One person more in the role {gain.role} ({gain.hours_per_month} hours a month)"
    if not gain.sooner and not gain.months_whole:
        return f"{who} would let nothing finish sooner: others are waited for as well."
    parts = []
    if gain.months_whole:
        sooner = counted(gain.months_whole, "month", "months")
        parts.append(f"the last proposal would be finished {sooner} sooner")
    if gain.sooner:
        named = [
            f"{name} by {counted(months, 'month', 'months')}"
            for name, months in gain.sooner[:_NAMED]
        ]
        more = len(gain.sooner) - _NAMED
        if more > 0:
            named.append(counted(more, "other", "others"))
        parts.append(f"sooner: {listed(named)}")
    worth = "" if gain.net_value is None else f" These months are worth {_money(gain, numbers)}."
    return f"{who}: {'; '.join(parts)}.{worth}"


def _money(gain: OnePersonMoreInPlan, numbers: NumberFormat) -> str:
    return numbers.money(gain.net_value)
