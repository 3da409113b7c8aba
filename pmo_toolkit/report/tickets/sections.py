"""The sections of what tickets say, and of what they cannot say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pmo_toolkit.analysis.base.results import NotAssessed, Quantiles
from pmo_toolkit.analysis.tickets.coverage import Coverage
from pmo_toolkit.analysis.tickets.load import RoleLoad, Season, YearChange
from pmo_toolkit.charts.planning.tickets import (
    avoided_hours,
    avoided_hours_alt,
    drawn_departments,
    drawn_problems,
    heard_departments,
    heard_departments_alt,
    months_of_tickets,
    months_of_tickets_alt,
)
from pmo_toolkit.core.number_format import NumberFormat, counted, day, listed, month
from pmo_toolkit.report.facilitation.asking import by_department
from pmo_toolkit.report.kit.pictures import Picture, picture
from pmo_toolkit.report.kit.section import Section, render
from pmo_toolkit.studies.tickets_result import RecurringProblem, TicketStudy

#: Rows that a section shows at once, and that a page holds.
MOST_SHOWN, MOST_ON_PAGE = 12, 200
_ROW_HEIGHT, _MONTHS_HEIGHT = 46, 150


@dataclass(frozen=True)
class ProblemRow:
    """One recurring problem, ready to print."""

    title: str
    tickets: str
    spent: str
    avoided: str
    grade: str
    allows: str
    proposals: str


@dataclass(frozen=True)
class LoadRow:
    """What tickets ask of one role, ready to print."""

    role: str
    tickets: int
    hours: str
    stated: str
    change: str


def tickets_problems(study: TicketStudy) -> Section:
    """What recurs, what solving it would be worth, and how well that stands."""
    problems = () if isinstance(study.problems, NotAssessed) else study.problems
    numbers = study.figures
    rows = [_problem_row(one, numbers) for one in problems[:MOST_ON_PAGE]]
    return render(
        "tickets_problems",
        t=study,
        why=study.problems.why if isinstance(study.problems, NotAssessed) else "",
        picture=_avoided_picture(problems, numbers),
        rows=rows,
        most=MOST_SHOWN,
        further=len(problems) - len(rows),
        span="" if study.first is None else f"{day(study.first)} to {day(study.last)}",
    )


def _avoided_picture(
    problems: tuple[RecurringProblem, ...], numbers: NumberFormat
) -> Picture | None:
    drawn = drawn_problems(problems)
    if not drawn:
        return None
    return picture(
        lambda ax: avoided_hours(ax, problems, numbers),
        alt=avoided_hours_alt(problems, numbers),
        caption=(
            "Read it so: each row is a problem that comes again; the dot is the middle of the hours"
            " a year that solving it would avoid, the bars hold 60 and 80 % of the draws."
        ),
        plot_height=_ROW_HEIGHT * len(drawn) + 4,
    )


def _problem_row(one: RecurringProblem, numbers: NumberFormat) -> ProblemRow:
    saving = one.saving
    number = counted(one.tickets, "ticket", "tickets")
    return ProblemRow(
        one.title,
        f"{number} on {counted(one.days, 'day', 'days')}, {saving.with_hours:,} with hours",
        _hours_in_words(saving.spent, numbers),
        _hours_in_words(saving.avoided, numbers),
        one.grade.sentence,
        f"{one.grade.confidence} confidence: {one.grade.allows}",
        ", ".join(one.proposals) or "none",
    )


def _hours_in_words(found: Quantiles | NotAssessed, numbers: NumberFormat) -> str:
    if isinstance(found, NotAssessed):
        return f"not assessed: {found.why}"
    return numbers.quantity_range(found.p10, found.p90, "h")


def tickets_load(study: TicketStudy) -> Section:
    """What tickets ask of each role, and its season."""
    loads = () if isinstance(study.loads, NotAssessed) else study.loads
    rows = [_load_row(one, study.figures) for one in loads if one.role]
    everything = next((one for one in loads if not one.role), None)
    drawn = None
    if everything is not None and everything.months:
        drawn = picture(
            lambda ax: months_of_tickets(ax, everything),
            alt=months_of_tickets_alt(everything),
            caption=(
                "Read it so: each bar holds the tickets opened in a whole month; the line, where"
                " there is one, what the same months of the known years brought on average."
            ),
            plot_height=_MONTHS_HEIGHT,
            left=34,
        )
    return render(
        "tickets_load",
        why=study.loads.why if isinstance(study.loads, NotAssessed) else "",
        picture=drawn,
        rows=rows[:MOST_ON_PAGE],
        most=MOST_SHOWN,
        season="" if everything is None else season_in_words(everything),
    )


def season_in_words(load: RoleLoad) -> str:
    """The months that bring most and least, or why no season is read."""
    if not isinstance(load.season, Season):
        return f"No season is read: {load.season.why}."
    season = load.season
    named = sorted(range(12), key=lambda place: -season.factors[place])
    words = []
    for place in (*named[:2], named[-1]):
        name = month(f"2000-{place + 1:02d}").split()[0]
        words.append(
            f"{name} {season.factors[place]:.1f} ({season.low[place]:.1f}–{season.high[place]:.1f})"
        )
    years = counted(load.season.years, "year", "years")
    return (
        f"Times a usual month, mean and range of {years}: most in {words[0]} and {words[1]}, fewest"
        f" in {words[2]}."
    )


def _load_row(load: RoleLoad, numbers: NumberFormat) -> LoadRow:
    hours = load.hours_a_month
    return LoadRow(
        load.role,
        sum(spot.tickets for spot in load.months),
        f"not assessed: {hours.why}" if isinstance(hours, NotAssessed) else numbers.hours(hours),
        "not stated" if load.stated is None else numbers.hours(load.stated),
        _change_in_words(load.change),
    )


def _change_in_words(change: YearChange | NotAssessed) -> str:
    if isinstance(change, NotAssessed):
        return f"not assessed: {change.why}"
    return (
        f"{change.ratio:.2f} times ({change.low:.2f}–{change.high:.2f}; {change.after:,} after"
        f" {change.before:,})"
    )


def tickets_unseen(study: TicketStudy) -> Section:
    """What tickets cannot show: who and what they hardly speak of."""
    departments = study.departments
    drawn = None
    if isinstance(departments, Coverage):
        drawn = picture(
            lambda ax: heard_departments(ax, departments),
            alt=heard_departments_alt(departments),
            caption=(
                "Read it so: the bar holds the tickets of a department, the dot those that the"
                " importance of what it answers for would let expect; a dark dot far beyond its bar"
                " is a department that is hardly heard. Importance is not size."
            ),
            plot_height=_ROW_HEIGHT * len(drawn_departments(departments)) + 4,
        )
    return render(
        "tickets_unseen",
        picture=drawn,
        findings=list(unseen_findings(study)),
        missing=[
            f"{found.what[:1].upper()}{found.what[1:]} is not assessed: {found.why}."
            for found in (study.departments, study.capabilities, study.channels)
            if isinstance(found, NotAssessed)
        ],
    )


def unseen_findings(study: TicketStudy) -> Iterator[str]:
    """Who and what is hardly heard, in sentences."""
    for found, words in (
        (study.departments, ("department hardly raises", "departments hardly raise")),
        (study.capabilities, ("capability hardly shows in", "capabilities hardly show in")),
    ):
        if isinstance(found, NotAssessed) or not found.silent:
            continue
        named = [
            f"{line.title} ({line.tickets:,} of about {line.expected:.0f})"
            for line in found.silent[:MOST_SHOWN]
        ]
        more = len(found.silent) - len(named)
        yield (
            f"{counted(len(found.silent), *words)} tickets, against what importance would let"
            f" expect: {listed([*named, f'{more} more'] if more else named)}. No finding against"
            " anybody: it is asked why."
        )
    if study.main_channel is not None:
        share = study.figures.share(study.main_channel.share)
        yield (
            f"{share} of the tickets that state a channel came by “{study.main_channel.title}”: who"
            " does not use it is hardly heard."
        )


def tickets_traps(study: TicketStudy) -> Section:
    """Readings that would mislead, what is odd in the table, and where it comes from."""
    return render("tickets_traps", t=study)


def tickets_questions(study: TicketStudy) -> Section:
    """What is asked of departments that tickets hardly speak of."""
    return render(
        "facilitation_questions", groups=by_department(study.questions, study.order_of_asking)
    )
