"""Questions to departments made by hand, as the study gives them."""

from __future__ import annotations

from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed, Quantiles
from pmo_toolkit.assessment.department_answers import Stand
from pmo_toolkit.assessment.result import Context
from pmo_toolkit.core.cell_questions import question_id
from pmo_toolkit.core.number_format import NumberFormat
from pmo_toolkit.studies.questions.result import (
    DepartmentPage,
    DepartmentQuestions,
    GivenAnswer,
    OpenItem,
)
from pmo_toolkit.workspace.moderation.department_answers import DepartmentAnswer

HOSTILE = "<script>alert(1)</script> & “more”"
CONTEXT = Context("Ours", False, "the board", "2026-11-22", "2027-02-20", "EUR", 2026, "en_GB")
BEFORE = Stand(
    "explore", "O-1", NotAssessed("net value", "no benefit", ReasonCode.NO_ROWS), None, 0.5
)
NOW = Stand("advance", "O-1", Quantiles(1e3, 2e3, 3e3, 4e3, 5e3, "money"), 0.9, 0.5)


def item(text, *proposals, cell="", form="in words", worth=None, chance=0.0):
    """An open question."""
    owner = proposals[0] if len(proposals) == 1 else ""
    effect = "it could then be said."
    return OpenItem(
        question_id(owner, text), text, effect, "costs", proposals, cell, form, worth, chance
    )


def given(use="cell", before=BEFORE, now=NOW, **more):
    """An answer of Finance on P-1."""
    names = {"proposal": "P-1", "question": "What share?", "answer": HOSTILE} | more
    cell = {"table": "options", "column": "benefit_share"} if use == "cell" else {}
    answer = DepartmentAnswer(department="Finance", date="2026-11-20", use=use, **names, **cell)
    return GivenAnswer(answer, "counts as options.benefit_share", before, now)


def two_pages():
    """Finance with three questions and an answer, and IT with an answer alone."""
    asked = (
        item("What would it cost?", "P-1", cell="options.exit_cost",
             form="an amount of money, as in 120000", worth=5_000.0, chance=0.25),
        item("When is the shared work done?", "P-1", "P-2"),
        item(f"Why {HOSTILE}?"),
    )  # fmt: skip
    pages = (
        DepartmentPage("Finance", "questions-finance", asked, (given(),)),
        DepartmentPage("IT", "questions-it", (), (given("words", None, None),)),
    )
    return DepartmentQuestions(
        pages=pages,
        titles={"P-1": "A portal", "P-2": HOSTILE},
        positions={"P-1": "advance", "P-2": "defer"},
        failed={},
        context=CONTEXT,
        input_hash="0" * 64,
        version="1.0",
        seed=7,
        figures=NumberFormat("en_GB", "EUR"),
    )
