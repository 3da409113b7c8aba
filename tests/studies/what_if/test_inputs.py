"""What is offered to be moved: the proposal's own, what moves the advice first."""

from __future__ import annotations

from pmo_toolkit.studies.what_if.changes import NO_CHANGES
from pmo_toolkit.studies.what_if.inputs import (
    MOST_INPUTS,
    benefits_of,
    movable_inputs,
    options_of,
    risks_of,
)


def test_inputs_are_the_proposals_own_and_those_that_change_the_advice_come_first(study):
    assessment = study.assessment(NO_CHANGES)
    found = movable_inputs(study.workspace, assessment)
    asked = [
        question.about
        for question in assessment.open_questions.questions
        if question.rests_on == "draws" and question.chance_changes > 0
    ]
    labels = [movable.label for movable in found]
    assert 0 < len(found) <= MOST_INPUTS
    assert [name for name in asked if name in labels] == labels[: len(set(asked) & set(labels))]
    benefits = study.workspace.table("benefits")
    own = set(benefits.loc[benefits["proposal"] == "P-007", "title"])
    assert {movable.label for movable in found if movable.table == "benefits"} <= own


def test_switches_are_risks_and_benefits_in_money(study):
    workspace = study.workspace
    assert (
        len(risks_of(workspace, "P-007")) == (workspace.table("risks")["proposal"] == "P-007").sum()
    )
    rows = workspace.table("benefits").set_index("_row")
    for benefit in benefits_of(workspace, "P-007"):
        assert rows.loc[benefit.row, "unit"].startswith("money")
        assert (benefit.owner is None) == rows.loc[benefit.row].isna()["department"]


def test_doing_nothing_is_no_option_to_choose(study):
    rows = study.workspace.table("options").set_index("id")
    chosen = [key for _, key in options_of(study.workspace, "P-007")]
    assert chosen and all(rows.loc[key, "kind"] != "nothing" for key in chosen)
