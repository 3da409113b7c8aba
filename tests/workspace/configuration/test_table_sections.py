"""``[units]`` and ``[words]``: what is declared of single columns."""

from __future__ import annotations

import pytest

from tests.workspace.builders import grave, one, read, told


@pytest.mark.parametrize(
    ("written", "name"),
    [("person-days", "person-days"), ("PT", "person-days"), ("Personentage", "person-days"),
     ("h", "person-hours"), ("days", "person-days")],
)  # fmt: skip
def test_a_unit_is_declared_in_any_spelling(tmp_path, written, name):
    config = f'hours_per_day = 8\n[units.History]\nActual-Effort-Person-Hours = "{written}"\n'
    workspace = read(tmp_path, config)
    assert workspace.config.units == {"history": {"actual_effort_person_hours": name}}
    assert grave(workspace) == []


def test_working_days_need_the_hours_of_a_day(tmp_path):
    trouble = one(read(tmp_path, '[units.demand]\nhours_per_month_mode = "PT"\n'), grade="fault")
    assert (trouble.row, trouble.column) == (2, "hours_per_month_mode")
    assert "hours_per_day = 8" in trouble.next_step


@pytest.mark.parametrize(
    ("config", "grade", "says"),
    [
        ('[units.history]\nactual_cost = "PT"', "fault", "cannot be used"),
        ('[units.history]\nactual_cost = "parsecs"', "fault", "cannot be used"),
        ("[units.history]\nactual_cost = 1000", "fault", "cannot be used"),
        ('[units.history]\nclass = "PT"', "finding", "not known"),
        ('[units.histori_x]\na = "PT"', "finding", "not known"),
        ('[units]\nhistory = "PT"', "fault", "cannot be used"),
        ('[words.proposals.stages]\na = "b"', "finding", "not known"),
        ('[words.proposals.id]\na = "b"', "fault", "cannot be used"),
        ('[words.nothing]\na = "b"', "finding", "not known"),
        ('[words]\nstage = "x"', "fault", "cannot be used"),
        ('[words.proposals.stage]\nIdee = ["idea"]', "fault", "cannot be used"),
    ],
)
def test_what_cannot_be_declared_is_told_with_its_line(tmp_path, config, grade, says):
    trouble = one(read(tmp_path, config), grade=grade, file="workspace.toml", says=says)
    assert trouble.row in (1, 2)
    assert trouble.expected or trouble.next_step


def test_words_of_a_table_win_over_those_of_all_tables(tmp_path):
    everywhere = '[words.stage]\nIdee = "outline"\nplan = "outline"\n'
    workspace = read(tmp_path, everywhere + '[words.proposals.stage]\nIdee = "idea"\n')
    assert workspace.config.translation("proposals", "stage") == {"Idee": "idea", "plan": "outline"}


def test_what_is_declared_changes_the_hash_of_the_inputs(tmp_path):
    first = read(tmp_path / "a", '[words.stage]\nx = "idea"\n')
    second = read(tmp_path / "b", '[words.stage]\nx = "outline"\n')
    assert first.input_hash != second.input_hash
    assert told(first, file="workspace.toml") == []
