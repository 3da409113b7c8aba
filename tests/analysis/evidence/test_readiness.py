"""Readiness: what is present, what is asked, and of whom."""

import pandas as pd
import pytest

from pmo_toolkit.analysis.evidence.readiness import Readiness, assess_readiness
from pmo_toolkit.workspace.model import empty_table


def ready(proposal: dict[str, object] | None = None, **rows: pd.DataFrame) -> Readiness:
    tables = {
        "goals": "proposal_goals",
        "capabilities": "proposal_capabilities",
        "benefits": "benefits",
        "options": "options",
        "costs": "costs",
        "demand": "demand",
        "risks": "risks",
    }
    given = {name: rows.get(name, empty_table(table)) for name, table in tables.items()}
    return assess_readiness(
        proposal or {}, **given, drivers_stated=["class"], drivers_missing=["size", "user_count"]
    )


def add(table: str, *rows: dict[str, object]) -> pd.DataFrame:
    return pd.DataFrame([{**dict.fromkeys(empty_table(table).columns), **row} for row in rows])


def test_a_bare_title_has_no_evidence_and_a_question_for_each_gap():
    made = ready()
    assert made.share == 0
    assert len(made.questions) == len(made.items)
    assert all(question.text.endswith("?") and question.effect for question in made.questions)


def test_weights_sum_to_one_and_questions_come_weightiest_first():
    made = ready()
    assert sum(item.weight for item in made.items) == pytest.approx(1.0)
    weight = {item.key: item.weight for item in made.items}
    asked = [weight[question.topic] for question in made.questions]
    assert asked == sorted(asked, reverse=True)


def test_business_questions_go_to_the_department_that_asks():
    to = {
        question.topic: question.department
        for question in ready({"department": "Finance"}).questions
    }
    assert to["benefits"] == "Finance" and to["costs"] == "IT"
    assert {question.department for question in ready().questions} == {
        "the asking department",
        "IT",
    }


def test_evidence_raises_the_share_and_ends_its_question():
    before, after = ready(), ready({"need": "Too slow"})
    assert after.share > before.share
    assert "need" not in {question.topic for question in after.questions}


@pytest.mark.parametrize(
    ("key", "table", "row"),
    [
        ("benefits", "benefits", {"title": "b", "unit": "money per year"}),
        (
            "benefits",
            "benefits",
            {"title": "b", "low": 1, "mode": 2, "high": 3, "unit": "unit per year"},
        ),
        ("benefit_owner", "benefits", {"title": "b", "low": 1, "mode": 2, "high": 3}),
        ("options", "options", {"id": "O", "kind": "SaaS"}),
        ("costs", "options", {"id": "O", "kind": "SaaS"}),
        ("risks", "risks", {"title": "r", "probability": 0.5}),
    ],
)
def test_half_an_answer_is_not_an_answer(key, table, row):
    made = ready(**{table: add(table, row)})
    assert not next(item for item in made.items if item.key == key).present
