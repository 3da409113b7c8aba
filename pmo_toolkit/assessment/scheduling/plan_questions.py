"""What a plan must ask, and what is odd in the rows that it was made from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pmo_toolkit.analysis.base.results import Question
from pmo_toolkit.assessment.dependencies.requirements import Ties
from pmo_toolkit.assessment.scheduling.candidates import Candidates
from pmo_toolkit.assessment.scheduling.capacities import Capacities
from pmo_toolkit.assessment.scheduling.months import PlanMonths
from pmo_toolkit.assessment.scheduling.shapes import (
    LeftOut,
    LeftOutReason,
    NotPossible,
    PlannedProposal,
)
from pmo_toolkit.core.errors import Grade, Trouble
from pmo_toolkit.core.number_format import counted, listed
from pmo_toolkit.core.troubles import rows_in_words

#: Who is asked where no department answers for it.
_NO_DEPARTMENT = "Whoever sponsors it"


def questions_of(
    proposals: Iterable[PlannedProposal],
    left_out: Iterable[LeftOut],
    candidates: Candidates,
    without_capacity: Mapping[str, Sequence[str]],
) -> tuple[Question, ...]:
    """Questions on hours that nobody states, to those who can state them."""
    questions = [
        Question(
            f"Whoever plans the role {role}",
            f"How many hours a month has the role {role}, and how many of them are taken?",
            f"Nobody states them, so the plan sets no limit there: {listed(list(names))} may have"
            " to wait longer than it says.",
            "capacity",
        )
        for role, names in without_capacity.items()
    ]
    for proposal in proposals:
        department = proposal.department or _NO_DEPARTMENT
        if not any(work.demand for work in proposal.options):
            questions.append(
                Question(
                    department,
                    f"Whom does “{proposal.title}” take, for how many hours a month and for how"
                    " long?",
                    "It is placed by its length alone, and roles may be fuller than the plan"
                    " shows.",
                    "demand",
                )
            )
        rows = sorted({row for work in proposal.options for row in work.not_stated})
        if rows:
            questions.append(
                Question(
                    department,
                    f"How many hours a month, and for how many months, does “{proposal.title}” ask"
                    f" for in {rows_in_words(rows)} of the table demand?",
                    "Until then these rows are not counted.",
                    "demand",
                )
            )
    questions += [
        Question(
            candidates.departments.get(gone.proposal) or _NO_DEPARTMENT,
            f"Whom does “{gone.title}” take, and how long does it take?",
            "It can then be planned.",
            "demand",
        )
        for gone in left_out
        if gone.reason is LeftOutReason.NOT_STATED
    ]
    return tuple(questions)


def findings_of(
    capacities: Capacities,
    ties: Ties,
    proposals: Iterable[PlannedProposal],
    left_out: Iterable[LeftOut],
    months: PlanMonths,
) -> tuple[Trouble, ...]:
    """What is odd: roles promised twice, ties that bind nothing, rows that keep something out."""
    findings = [
        Trouble(
            grade=Grade.FINDING,
            table="in_flight",
            what=f"work under way takes more of the role {role} than is there in"
            f" {listed([months.name(number) for number in numbers])}; nothing is left then",
            column="hours_per_month",
            expected="hours within the capacity of the role",
            next_step="Ask which of the work moves, or who else does it.",
            rows=tuple(
                sorted(
                    row
                    for work in capacities.running
                    if role in work.hours and work.finish > numbers[0]
                    for row in work.rows
                )
            ),
        )
        for role, numbers in capacities.overbooked().items()
    ]
    findings += [
        Trouble(
            grade=Grade.FINDING,
            table="dependencies",
            what=f"that {own} hangs on {other} is less likely than not; it moves no date",
            row=row,
            column="strength",
            proposal=own,
        )
        for own, other, row in ties.weak
    ]
    findings += [
        Trouble(
            grade=Grade.FINDING,
            table="demand",
            what=gone.why + _instead(proposal, gone),
            row=gone.rows[0],
            column="hours_per_month_mode",
            proposal=proposal.id,
            next_step="Ask whether the work can be spread over more months.",
            rows=gone.rows,
        )
        for proposal in proposals
        for gone in proposal.not_possible
    ]
    findings += [
        Trouble(
            grade=Grade.FINDING,
            table=gone.table,
            what=f"{gone.proposal} stands in no plan: {gone.why}".rstrip("."),
            row=gone.rows[0],
            proposal=gone.proposal,
            rows=gone.rows,
        )
        for gone in left_out
        if gone.table and gone.rows
    ]
    return tuple(findings)


def _instead(proposal: PlannedProposal, gone: NotPossible) -> str:
    """What the plan holds instead of an option that cannot be done as it is stated."""
    if gone.spread:
        return f"; spread over {counted(gone.spread, 'month', 'months')} more, it can be done"
    if not gone.is_part and all(work.is_part for work in proposal.options):
        return "; the plan holds a part of the proposal instead"
    return "; the plan holds another option"
