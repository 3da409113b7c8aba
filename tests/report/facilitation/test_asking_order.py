"""In which order departments stand in lists of questions."""

from __future__ import annotations

from pmo_toolkit.analysis.base.results import Question
from pmo_toolkit.report.facilitation.asking import by_department

QUESTIONS = [Question(name, "?", "", "") for name in ("A", "B", "C", "C")]


def test_of_departments_with_as_many_questions_the_weightier_stands_first():
    assert list(by_department(QUESTIONS)) == ["C", "A", "B"]
    assert list(by_department(QUESTIONS, {"B": 1, "D": 2, "A": 3})) == ["C", "B", "A"]


def test_departments_without_a_place_come_behind():
    assert list(by_department(QUESTIONS, {"B": 1})) == ["C", "B", "A"]
