"""Rows of one name are one scenario; what they say against each other is told."""

from __future__ import annotations

from pmo_toolkit.core.written_numbers import number_style
from pmo_toolkit.workspace.moderation.named_things import NamedThings
from pmo_toolkit.workspace.moderation.scenario_rows import ScenarioRow, stated_scenarios

KNOWN = NamedThings(("P-1", "P-2"), {}, (), years=("2027", "2028"))


def scenarios(*rows):
    numbered = [ScenarioRow(place, *row) for place, row in enumerate(rows, 2)]
    return stated_scenarios(numbered, KNOWN, number_style("en_GB"))


def test_the_plan_stands_first_and_the_others_as_they_come():
    found = scenarios(("B", "budget", "1"), ("As stated", "budget", "2"), ("A", "budget", "3"))
    assert [scenario.name for scenario in found] == ["As stated", "B", "A"]


def test_the_same_setting_twice_is_two_scenarios_of_one_name():
    (found,) = scenarios(("B", "budget 2027", "1"), ("b ", "budget 2027", "2"))
    assert found.rows == (2, 3)
    assert "row 2 sets the same" in found.faults[0].what and found.faults[0].row == 3


def test_several_rows_of_forced_proposals_add_up():
    (found,) = scenarios(("B", "force in", "P-1"), ("B", "force in", "P-2"))
    assert not found.faults and len(found.settings) == 2


def test_one_cannot_be_in_and_out_nor_two_rules_hold():
    (found,) = scenarios(("B", "force in", "P-1"), ("B", "leave out", "P-1"))
    assert "forced in and left out" in found.faults[0].what
    (other,) = scenarios(("B", "keep budget", "0.8"), ("B", "tail mean", "0.9"))
    assert "set together" in other.faults[0].what


def test_the_order_of_rows_in_memory_does_not_matter():
    rows = [ScenarioRow(3, "B", "budget", "1"), ScenarioRow(2, "A", "budget", "1")]
    style = number_style("en_GB")
    assert stated_scenarios(rows, KNOWN, style) == stated_scenarios(rows[::-1], KNOWN, style)
