"""Figures that look like another unit are asked about, in words."""

from __future__ import annotations

import pytest

from pmo_toolkit import assess_proposal
from pmo_toolkit.analysis.evidence.unit_questions import unit_questions
from pmo_toolkit.workspace.magnitudes.quantities import Quantity
from tests.workspace.magnitudes.varied_workspaces import Mistakes, mistaken, varied_tables, write


def test_one_question_for_each_column_to_the_department():
    doubts = [
        ("proposals", "requested_budget", "thousand", 1000.0),
        ("costs", "mode", "million", 1e6),
        ("proposals", "estimate_duration_days", "weeks", 7.0),
        ("history", "actual_cost", "thousand", 1000.0),
    ]
    budget, costs, duration = unit_questions(doubts, "Finance")
    assert budget.department == costs.department == duration.department == "Finance"
    assert budget.text == (
        "In which unit is the budget stated? The figures look like thousands, and are read as they"
        " stand."
    )
    assert "a factor of 1,000." in budget.effect and "a factor of 7." in duration.effect
    assert unit_questions(doubts[:1], None)[0].department == "the asking department"


@pytest.mark.slow  # assesses a large workspace twice
def test_a_proposal_that_states_the_figure_is_asked_first_of_all(tmp_path):
    tables = varied_tables(7)
    made: Mistakes = {Quantity("proposals", "requested_budget"): (1000, "thousand")}
    changed = mistaken(tables, made)
    folder = write(tmp_path / "w", changed, 'currency = "EUR"\nas_of = "2026-11-22"\n')
    proposals = changed["proposals"].assign(
        stated=[
            text.replace(".", "").isdigit() for text in changed["proposals"]["requested_budget"]
        ]
    )
    stated = proposals.loc[proposals["stated"], "id"].iloc[0]
    first = assess_proposal(folder, stated).advice.questions[0]
    assert first.text.startswith("In which unit is the budget stated?")
    if not proposals["stated"].all():
        silent = proposals.loc[~proposals["stated"], "id"].iloc[0]
        texts = [question.text for question in assess_proposal(folder, silent).advice.questions]
        assert not any("In which unit" in text for text in texts)
