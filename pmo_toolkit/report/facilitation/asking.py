"""What is asked twice, what would be possible, what is asked of whom, and where it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pmo_toolkit.advice.opportunities import Opportunity, OpportunityKind
from pmo_toolkit.analysis.base.results import Question
from pmo_toolkit.analysis.overlaps.shapes import Strength
from pmo_toolkit.report.kit.section import Section, render
from pmo_toolkit.studies.facilitation.result import Facilitation

#: Questions of one kind that are shown at once; the rest is folded away.
MOST_SHOWN = 6


def facilitation_twice(facilitation: Facilitation) -> Section:
    """Pairs of proposals that may ask for the same, and services that may do it already."""
    study = facilitation.overlaps
    pairs = [
        (f"{pair.a} and {pair.b}", study.questions.of_pair(pair, pair.b))
        for pair in study.overlaps.pairs
    ]
    services = [
        (f"{found.proposal} and {found.service}", study.questions.of_service(found))
        for found in study.overlaps.services
    ]
    return render(
        "facilitation_twice",
        pairs=[pair for pair in pairs if pair[1].strength == Strength.STRONG],
        possible=[pair for pair in pairs if pair[1].strength != Strength.STRONG],
        services=[pair for pair in services if pair[1].strength == Strength.STRONG],
        other_services=[pair for pair in services if pair[1].strength != Strength.STRONG],
        judged=study.overlaps.judged,
        remarks=study.remarks,
        compared=study.overlaps.compared,
        few=not study.overlaps.is_corrected,
    )


def facilitation_opportunities(facilitation: Facilitation) -> Section:
    """What several proposals together, or people who are left, would make possible."""
    groups = {kind: _of_kind(facilitation.opportunities, kind) for kind in OpportunityKind}
    return render(
        "facilitation_opportunities",
        groups={kind.value: found for kind, found in groups.items() if found},
        most=MOST_SHOWN,
    )


def facilitation_questions(facilitation: Facilitation) -> Section:
    """What is asked of whom, each department's questions together."""
    return render(
        "facilitation_questions",
        groups=by_department(facilitation.questions, facilitation.asking_places),
    )


def facilitation_provenance(facilitation: Facilitation) -> Section:
    """What was set aside, and where it comes from."""
    return render("facilitation_provenance", t=facilitation)


def by_department(
    questions: Iterable[Question], places: Mapping[str, int] | None = None
) -> dict[str, list[Question]]:
    """Department → its questions, those asked most first.

    Parameters
    ----------
    questions : iterable of Question
    places : mapping of str to int, optional
        Place of a department in the order of asking, which decides where as much is asked (see
        `order_of_asking`); those without one come behind, by name.
    """
    groups: dict[str, list[Question]] = {}
    for question in questions:
        groups.setdefault(question.department, []).append(question)
    known = places or {}

    def place(group: tuple[str, list[Question]]) -> tuple[int, int, str]:
        return -len(group[1]), known.get(group[0], len(known) + 1), group[0]

    return dict(sorted(groups.items(), key=place))


def _of_kind(opportunities: Iterable[Opportunity], kind: OpportunityKind) -> list[Opportunity]:
    return [opportunity for opportunity in opportunities if opportunity.kind is kind]
