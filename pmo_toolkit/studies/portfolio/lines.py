"""Each proposal as one line of the portfolio, and the lines by the goal that they serve most."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pmo_toolkit.analysis.base.cells import text_of
from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.standing import ProposalStanding, Standing
from pmo_toolkit.assessment import Assessment
from pmo_toolkit.assessment.portfolio.problem import PortfolioInputs
from pmo_toolkit.studies.facilitation.result import AdvisedProposal, Facilitation, PlacedStart
from pmo_toolkit.studies.portfolio.shapes import (
    DissentLine,
    OutcomeGroup,
    PortfolioLine,
    ValueAndCost,
)
from pmo_toolkit.studies.track_record.shapes import Decision
from pmo_toolkit.workspace import Workspace

#: Title of the group of proposals that name no goal.
NO_GOAL = "No goal stated"
_NO_DRAWS = NotAssessed(
    "value against cost", "no option's net value and cost are assessed", ReasonCode.NOT_VALUED
)


def lines_of(
    facilitation: Facilitation | NotAssessed,
    assessed: Mapping[str, Assessment],
    standing: Standing | NotAssessed,
    ellipses: Mapping[str, ValueAndCost],
    decisions: Mapping[str, Decision],
) -> tuple[PortfolioLine, ...]:
    """One line a proposal, in the order of advice.

    Parameters
    ----------
    facilitation : Facilitation or NotAssessed
    assessed : mapping of str to Assessment
    standing : Standing or NotAssessed
    ellipses : mapping of str to ValueAndCost
        Proposal → value and cost of its preferred option from joint draws.
    decisions : mapping of str to Decision
    """
    if isinstance(facilitation, NotAssessed):
        return ()
    return tuple(
        _line(
            proposal,
            assessed[proposal.id],
            standing,
            ellipses.get(proposal.id, _NO_DRAWS),
            facilitation.starts.get(proposal.id),
            decisions.get(proposal.id),
        )
        for proposal in facilitation.proposals
    )


def ellipses_of(inputs: PortfolioInputs) -> dict[str, ValueAndCost]:
    """Proposal → value and cost of its preferred option, about their medians."""
    return {
        name: ValueAndCost(
            ellipse.centre[0],
            ellipse.centre[1],
            ellipse.cost_axis,
            ellipse.value_axis,
            ellipse.share,
        )
        for name, priced in inputs.priced.items()
        if (ellipse := priced.ellipse) is not None
    }


def _line(
    proposal: AdvisedProposal,
    assessment: Assessment,
    standing: Standing | NotAssessed,
    ellipse: ValueAndCost | NotAssessed,
    start: PlacedStart | NotAssessed | None,
    decision: Decision | None,
) -> PortfolioLine:
    place = standing if isinstance(standing, NotAssessed) else standing.of(proposal.id)
    return PortfolioLine(
        id=proposal.id,
        title=proposal.title,
        department=proposal.department,
        outcomes=tuple(goal.id for goal in assessment.alignment.goals),
        position=proposal.position,
        confidence=assessment.advice.confidence,
        chance_net_positive=proposal.chance_net_positive,
        option=proposal.option,
        cost=proposal.cost,
        net_value=proposal.net_value,
        value_and_cost=ellipse,
        tier=place.about("tier") if isinstance(place, NotAssessed) else place.tier,
        ranks=() if isinstance(place, NotAssessed) else _ranks(place),
        start_p80=_start(start),
        decision=decision,
        questions=len(assessment.advice.questions),
        source=assessment.context.merged_from,
    )


def _ranks(place: ProposalStanding) -> tuple[tuple[int, float], ...]:
    return tuple(
        (rank, chance) for rank, chance in enumerate(place.rank_acceptability, 1) if chance > 0
    )


def _start(start: PlacedStart | NotAssessed | None) -> str | None:
    if start is None or isinstance(start, NotAssessed):
        return None
    after = start.after_others
    return None if isinstance(after, NotAssessed) else after.month_p80


def groups_of(
    lines: Sequence[PortfolioLine], titles: Mapping[str, str]
) -> tuple[OutcomeGroup, ...]:
    """Lines by the goal that they contribute to most, in the order of the goals.

    Parameters
    ----------
    lines : sequence of PortfolioLine
    titles : mapping of str to str
        Goal → title, in the order in which goals are shown.
    """
    by_goal: dict[str | None, list[str]] = {}
    for line in lines:
        by_goal.setdefault(line.outcomes[0] if line.outcomes else None, []).append(line.id)
    named = [*titles, *sorted(goal for goal in by_goal if goal and goal not in titles)]
    groups = [
        OutcomeGroup(goal, titles.get(goal, goal), tuple(by_goal[goal]))
        for goal in named
        if goal in by_goal
    ]
    if None in by_goal:
        groups.append(OutcomeGroup(None, NO_GOAL, tuple(by_goal[None])))
    return tuple(groups)


def goal_titles(workspace: Workspace) -> dict[str, str]:
    """Goal → title, the weightiest first."""
    goals = workspace.table("goals")
    if goals.empty:
        return {}
    ordered = goals.sort_values(["weight", "id"], ascending=[False, True], na_position="last")
    names = ("id", "title", "measure")
    cells = zip(*(ordered[name] for name in names if name in ordered), strict=True)
    return {str(row[0]): next(filter(None, map(text_of, row[1:])), str(row[0])) for row in cells}


def dissent_of(
    standing: Standing | NotAssessed, proposals: Iterable[str]
) -> tuple[DissentLine, ...]:
    """Where roles score a proposal far from each other, by criterion, never averaged away.

    Parameters
    ----------
    standing : Standing or NotAssessed
    proposals : iterable of str
        In the order in which they are shown.
    """
    if isinstance(standing, NotAssessed):
        return ()
    titles = {criterion.id: criterion.title for criterion in standing.criteria}
    found = []
    for proposal in proposals:
        place = standing.of(proposal)
        if isinstance(place, NotAssessed):
            continue
        for dissent in place.dissent:
            if dissent.who_differs:
                found.append(
                    DissentLine(
                        proposal,
                        f"{titles.get(dissent.criterion, dissent.criterion)}: {dissent.sentence}.",
                        tuple(score.role for score in dissent.said),
                    )
                )
    return tuple(found)
