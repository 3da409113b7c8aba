"""The evidence that an assessment asks for: weights, who can supply it, and how to ask."""

from __future__ import annotations

from dataclasses import dataclass

from pmo_toolkit.core.cell_questions import cell_question


@dataclass(frozen=True)
class EvidenceKind:
    """A kind of evidence.

    Parameters
    ----------
    key, label : str
    points : int
        Weight among all kinds.
    ask : str
        ``"business"`` (the department that asks) or ``"IT"``.
    question, effect : str
        How to ask, and what an answer makes possible.
    """

    key: str
    label: str
    points: int
    ask: str
    question: str
    effect: str


#: The evidence that an assessment draws on, with weights by how much of the advice hangs on it. The
#: weights are ours: what moves the money, the value and the comparison weighs most.
EVIDENCE_KINDS = (
    EvidenceKind(
        "need",
        "The business need",
        2,
        "business",
        cell_question("proposals", "need"),
        "Without it nobody can say what success would be.",
    ),
    EvidenceKind(
        "risk_of_not_doing",
        "What happens if it is not done",
        1,
        "business",
        cell_question("proposals", "risk_of_not_doing"),
        "It tells whether waiting is an option.",
    ),
    EvidenceKind(
        "sponsor",
        "Department and sponsor role",
        1,
        "business",
        "Which department asks for this, and which role sponsors it?",
        "Questions and benefits then have someone to go to.",
    ),
    EvidenceKind(
        "goals",
        "Business goals served",
        3,
        "business",
        "Which business goals does this serve, and how far would it move their measures?",
        "It gives the proposal its place among the business outcomes.",
    ),
    EvidenceKind(
        "capabilities",
        "Capabilities raised",
        1,
        "business",
        "Which capability of the enterprise would this raise, and by how much?",
        "It shows what the business could then do better.",
    ),
    EvidenceKind(
        "benefits",
        "Benefits as ranges in money",
        3,
        "business",
        "What would this bring each year, at worst, most likely and at best, in money?",
        "The net value, and with it the advice, could then be assessed.",
    ),
    EvidenceKind(
        "benefit_owner",
        "An owner for every benefit",
        2,
        "business",
        "Which department answers for each benefit, and how will it be measured?",
        "A benefit that nobody owns is seldom realised.",
    ),
    EvidenceKind(
        "options",
        "Options, doing nothing among them",
        3,
        "IT",
        "Which ways of answering the need are there, including doing nothing, reusing a service and"
        " SaaS?",
        "They could then be compared side by side.",
    ),
    EvidenceKind(
        "costs",
        "Cost ranges for every option",
        3,
        "IT",
        "What would each option cost to set up, run and leave, as low, most likely and high?",
        "The cost could then be simulated from the proposal's own figures.",
    ),
    EvidenceKind(
        "class",
        "Kind of project",
        1,
        "IT",
        cell_question("proposals", "class"),
        "It chooses the finished projects to compare with.",
    ),
    EvidenceKind(
        "drivers",
        "Size and cost drivers",
        2,
        "IT",
        "How large is it (function points, users, interfaces) and how clear and how new is the"
        " work?",
        "Effort could then be estimated from finished projects, with a narrower range.",
    ),
    EvidenceKind(
        "requested_budget",
        "The budget asked for",
        1,
        "business",
        cell_question("proposals", "requested_budget"),
        "We could then say how likely it is to suffice.",
    ),
    EvidenceKind(
        "start_window",
        "When the work could begin",
        1,
        "business",
        cell_question("proposals", "start_window"),
        "It could then be held against the people who are left to do it.",
    ),
    EvidenceKind(
        "demand",
        "Roles needed each month",
        1,
        "IT",
        "Which roles does it need, for how many hours a month?",
        "It could then be said when they have hours for it, and what waiting for them costs.",
    ),
    EvidenceKind(
        "risks",
        "Risks with probability and effect",
        1,
        "IT",
        "What could go wrong, how likely is it and what would it cost in money and days?",
        "The ranges would then hold what the proposal itself fears.",
    ),
)
