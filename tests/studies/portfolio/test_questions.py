"""What the portfolio asks of departments: once, and not what is answered in words."""

from __future__ import annotations

from dataclasses import replace

from pmo_toolkit.analysis.base.results import NotAssessed, ReasonCode
from pmo_toolkit.studies.portfolio.questions import BUDGET, ENTERPRISE_PMO, questions_by_department
from pmo_toolkit.workspace.moderation.department_answers import DepartmentAnswer

NONE = NotAssessed("what hangs together", next(iter(ReasonCode)), "nothing is stated")
ANSWER = DepartmentAnswer("", BUDGET.text, "It is decided in May.", None, None, "words")


def test_the_question_about_money_is_closed_by_words_or_by_a_budget():
    def asked(*answers, has_budget=False):
        return questions_by_department({}, NONE, has_budget=has_budget, answers=answers)

    assert asked() == {ENTERPRISE_PMO: (BUDGET,)}
    assert asked(replace(ANSWER, use="not asked")) == {ENTERPRISE_PMO: (BUDGET,)}
    assert asked(replace(ANSWER, proposal="P-1")) == {ENTERPRISE_PMO: (BUDGET,)}
    assert asked(ANSWER) == {} == asked(has_budget=True)
