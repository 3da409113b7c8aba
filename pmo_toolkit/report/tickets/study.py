"""Sections on the tickets of a workspace, for the page on what IT offers."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pmo_toolkit.analysis.tickets.grades import TICKETS_ONLY
from pmo_toolkit.analysis.tickets.shapes import RoleTicketLoad
from pmo_toolkit.charts.planning.ticket_months import ticket_months, ticket_months_alt
from pmo_toolkit.core.number_format import NumberFormat, month
from pmo_toolkit.report.kit.pictures import Picture, picture
from pmo_toolkit.report.kit.section import Section, render
from pmo_toolkit.studies.tickets.result import TicketStudy

#: Problems and questions that a page shows; `TicketStudy.as_dict` holds all.
_MOST_SHOWN = 12


def tickets_overview(study: TicketStudy) -> Section:
    """How many tickets are used, what was odd about rows, and what is refused."""
    return render("tickets_overview", s=study)


def tickets_problems(study: TicketStudy) -> Section:
    """Problems that recur, each with the hours that ending it may avoid."""
    shown = study.problems[:_MOST_SHOWN]
    grades = dict.fromkeys(study.grade_of(problem) for problem in shown)
    several = [grade for grade in grades if grade.grade != TICKETS_ONLY]
    numbers = NumberFormat(study.locale, None)
    return render("tickets_problems", s=study, problems=shown, grades=several, f=numbers)


def tickets_loads(study: TicketStudy) -> Section:
    """Hours of tickets by role and month, with season."""
    numbers = NumberFormat(study.locale, None)
    largest = max(study.loads, key=lambda load: load.usual, default=None)
    drawn = None if largest is None else _months(largest, numbers)
    return render("tickets_loads", s=study, f=numbers, picture=drawn, month=month)


def tickets_unseen(study: TicketStudy) -> Section:
    """What tickets cannot show, who was not heard, and what to ask of whom."""
    rows = _departments(study)
    asked = [one for one in study.questions if one.about != "capability"]
    by_text = {one.text: one for one in study.questions}
    thin = [(one, by_text[one.question]) for one in study.capabilities if one.question in by_text]
    return render(
        "tickets_unseen",
        s=study,
        asked=asked[:_MOST_SHOWN],
        thin=thin[:_MOST_SHOWN],
        all_thin=len(thin),
        more_asked=max(len(asked) - _MOST_SHOWN, 0) + max(len(thin) - _MOST_SHOWN, 0),
        departments=rows[:_MOST_SHOWN],
        more_departments=max(len(rows) - _MOST_SHOWN, 0),
        f=NumberFormat(study.locale, None),
    )


@dataclass(frozen=True)
class _DepartmentRow:
    """What tickets hold of one department."""

    name: str
    importance: float | None
    n: int
    share: float | None
    n_channel: int = 0
    not_recorded: int = 0
    used: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()
    is_asked: bool = False


def _departments(study: TicketStudy) -> list[_DepartmentRow]:
    """Departments as `TicketStudy.departments` has them, with the channels that they use."""
    channels = {one.department: one for one in study.channels.departments}
    rows = []
    for one in study.departments:
        row = _DepartmentRow(one.name, one.importance, one.n, one.share)
        use = channels.get(one.name)
        if use is not None:
            row = replace(
                row,
                n_channel=use.n,
                not_recorded=use.not_recorded,
                used=use.used,
                unused=use.unused,
                is_asked=use.unused == use.left_out,
            )
        rows.append(row)
    return rows


def _months(load: RoleTicketLoad, numbers: NumberFormat) -> Picture:
    return picture(
        lambda ax: ticket_months(ax, load),
        alt=ticket_months_alt(load, numbers),
        caption=(
            f"Read it so: each bar is a month's hours of tickets of the role {load.role}; the"
            " dashed line is a usual month without its season."
        ),
        plot_height=150,
        left=52,
    )
