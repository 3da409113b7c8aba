"""Tables of risks, of the work in detail, and of what people think and note."""

from __future__ import annotations

from pmo_toolkit.workspace.dictionary import column_groups as g
from pmo_toolkit.workspace.dictionary import columns as c
from pmo_toolkit.workspace.dictionary.scoring_columns import comparison, criterion, judgement

RISK_ORIGINS = ("register", "pre-mortem")

#: What could go wrong, how the work hangs together, what is judged, noted and converted.
JUDGEMENT_TABLES = (
    c.table(
        "risks",
        "What could go wrong with a proposal, with its effect on money and time.",
        {
            "proposal": c.reference("Proposal", "proposals.id"),
            "title": c.text("The risk in words"),
            "probability": c.probability("Probability that it happens"),
            **g.prefixed("impact_money", g.three_points("Effect on cost", unit="money")),
            **g.prefixed("impact_days", g.three_points("Effect on duration", unit="days")),
            "origin": c.category("Where it was found", RISK_ORIGINS),
            **g.priced(),
        },
    ),
    c.table(
        "criteria",
        "What scorers compare proposals by: direction, scale and weight, fixed before anybody"
        " scores.",
        criterion(),
    ),
    c.table(
        "comparisons",
        "Criteria compared in pairs, one row a pair and scorer: the weights of criteria weighed"
        " by AHP.",
        comparison(),
    ),
    c.table(
        "activities",
        "The work of a proposal as a network of activities, each with its duration as a range.",
        g.activity(),
    ),
    c.table(
        "correlations",
        "How correlation groups move with each other; groups that no row names are independent"
        " of one another.",
        g.correlation(),
    ),
    c.table("judgements", "What scorers said, by role; never averaged away.", judgement()),
    c.table(
        "stakeholders",
        "Departments and roles with an interest in the proposals.",
        g.stakeholder(),
    ),
    c.table(
        "overlap_answers",
        "What departments answered where two proposals seem to ask for the same: such a pair is"
        " not asked again.",
        g.overlap_answer(),
    ),
    c.table(
        "notes",
        "What the consultant adds to the computed advice: shown beside it, marked as theirs,"
        " changing no figure.",
        g.note(),
    ),
    c.table(
        "rates",
        "Factors that turn money of another currency or price year into the workspace's.",
        g.rate(),
    ),
)
