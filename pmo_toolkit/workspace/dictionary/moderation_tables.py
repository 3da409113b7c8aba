"""Tables of the moderation: targets, scenarios, answers of departments, and what was decided."""

from __future__ import annotations

from pmo_toolkit.workspace.dictionary import columns as c

#: What shares of money are compared by.
TARGET_KINDS = ("goal", "capability", "department", "class")
#: What whoever decides may have decided; our advice has words of its own.
DECISIONS = ("go ahead", "go ahead in part", "later", "no", "ask again")

#: Name of a changed figure → how a reader would say it; names of tables stand as they are.
FIGURE_NAMES = {
    "position": "our advice",
    "confidence": "confidence",
    "tier": "standing",
    "option": "preferred option",
    "chance_net_positive": "chance of a positive net value",
    "cost.p50": "cost P50",
    "cost.p80": "cost P80",
    "net_value.p50": "net value P50",
    "net_value.p80": "net value P80",
}

#: By this the first cell of a moderation workbook tells what it is.
PACK_MARK = "PMO Workbench moderation pack 1.0"
#: The sheet of that workbook with a row a proposal.
PACK_SHEET = "Proposals"
#: Column of that sheet → column of ``decisions``.
PACK_COLUMNS = {
    "id": "proposal",
    "decision": "decision",
    "decided by (role)": "by_role",
    "decision date": "date",
    "reason of the decision": "reason",
}

#: By this the first cell of a workbook of questions tells what it is.
QUESTIONS_MARK = "PMO Workbench questions 1.0"
#: The sheet of that workbook with a row a question.
QUESTIONS_SHEET = "Questions"
#: Column of that sheet → column of ``answers``, and the id by which an edited question is told.
QUESTION_COLUMNS = {
    "question id": "id",
    "proposals": "proposal",
    "question": "question",
    "department": "department",
    "your answer": "answer",
    "date of the answer": "date",
}

#: What the enterprise PMO sets, hears and decides.
MODERATION_TABLES = (
    c.table(
        "targets",
        "Which share of the money should serve a goal, a capability, a department or a class.",
        {
            "kind": c.category("What the share is of", TARGET_KINDS, required=True),
            "name": c.text(
                "Id of the goal or capability, or name of the department or class", required=True
            ),
            "share": c.fraction("Share of the money of what is chosen"),
        },
    ),
    c.table(
        "scenarios",
        "What-if settings under a name, one row a setting; a scenario never changes the plan.",
        {
            "name": c.category("Name of the scenario", required=True),
            "setting": c.text(
                "What it sets: objective, weight of goals, budget, budget 2027, capacity, capacity"
                " and a role, force in, leave out, option P-001, start P-001, least goal G-01, keep"
                " budget, or tail mean"
            ),
            "value": c.text(
                "To what: net value, goal contribution or weighted; money; a factor on hours;"
                " proposals; an option; a quarter such as 2027-Q1; a share or probability"
            ),
        },
    ),
    c.table(
        "answers",
        "What departments answered to open questions.",
        {
            "proposal": c.reference(
                "Proposal; blank where the question is about several together",
                "proposals.id",
                required=False,
            ),
            "question": c.text(
                "The question, word for word as on the page of the department", required=True
            ),
            "department": c.text("Who answers"),
            "answer": c.text(
                "The answer; where a cell is asked for, what it should hold and nothing else"
            ),
            "date": c.date("Day of the answer"),
        },
    ),
    c.table(
        "decisions",
        "What was decided on a proposal, kept apart from what we advise.",
        {
            "proposal": c.reference("Proposal", "proposals.id"),
            "decision": c.category("What was decided", DECISIONS),
            "by_role": c.text("Role (not name) of who decided"),
            "date": c.date("Day of the decision"),
            "reason": c.text("Why, in a sentence"),
        },
    ),
)
