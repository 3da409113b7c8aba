"""Benefits one by one, and their chain to goals and capabilities."""

import pytest

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.evidence.alignment import Alignment, CapabilityRaised, GoalServed
from tests.analysis.money.business_case.cases import benefits
from tests.analysis.money.business_case.test_case import case

MIXED = benefits(
    ("Fewer calls", 30, 60, 70),
    ("Calmer staff", 1, 2, 3),
    ("More letters", -12, -10, -5),
    ("Less paper", 4, 4, 4),
    unit=[None, "unit per year", "money per year", None],
    department=["Finance", "People", None, "Finance"],
    cashable=[True, False, False, None],
    goal=["G-1", "G-1", None, "G-9"],
    measure=["calls", None, "letters", "sheets"],
)


def goal(name: str) -> GoalServed:
    return GoalServed(name, f"Goal {name}", None, None, None, None, None, None, None, None)


def capability(name: str) -> CapabilityRaised:
    return CapabilityRaised(name, f"Capability {name}", None, None, None, None, None, None)


def test_each_benefit_with_what_it_brings():
    lines = case(gains=MIXED).benefits.lines
    assert [each.title for each in lines] == list(MIXED["title"])
    assert [each.dis_benefit for each in lines] == [False, False, True, False]
    assert isinstance(lines[1].present_value, NotAssessed) and "money" in lines[1].present_value.why
    assert lines[2].present_value.p90 < 0 < lines[0].present_value.p10
    assert lines[3].present_value.p10 == pytest.approx(lines[3].present_value.p90)


def test_sums_by_sort_with_the_harm_apart():
    view = case(gains=MIXED).benefits
    lines = view.lines
    assert view.cashable == lines[0].present_value
    assert view.not_said == lines[3].present_value
    assert view.dis_benefits == lines[2].present_value
    assert isinstance(view.not_cashable, NotAssessed)


def test_a_benefit_without_an_owner_or_measure_is_asked_about():
    view = case(gains=MIXED).benefits
    assert view.without_owner == ("More letters",) and view.without_measure == ("Calmer staff",)
    asked = {each.topic: each for each in view.questions}
    assert asked["benefit_owner"].department == "IT", (
        "nobody owns it, so the department that asks is asked"
    )
    assert "“More letters”" in asked["benefit_owner"].text
    assert asked["benefit_measure"].department == "People"


def test_benefits_of_which_none_could_be_valued():
    view = case(gains=MIXED.assign(unit="unit per year")).benefits
    assert isinstance(view.cashable, NotAssessed)
    assert all(isinstance(each.present_value, NotAssessed) for each in view.lines)


def test_the_chain_says_what_is_stated_and_where_it_breaks():
    made = case(
        gains=MIXED, alignment=Alignment((goal("G-1"), goal("G-2")), (capability("C-1"),), ())
    ).chain
    assert [each.title for each in made.nodes if each.kind == "goal"] == [
        "Goal G-1",
        "Goal G-2",
        "G-9",
    ]
    benefits_linked = [
        (each.start, each.end) for each in made.links if each.start.startswith("benefit")
    ]
    assert benefits_linked == [
        ("benefit 0", "goal G-1"),
        ("benefit 1", "goal G-1"),
        ("benefit 3", "goal G-9"),
    ]
    assert all(each.stated for each in made.links), "one capability: it serves them all"
    assert made.benefits_without_goal == ("More letters",) and made.goals_without_benefit == (
        "Goal G-2",
    )


def test_with_several_goals_and_capabilities_the_link_between_them_is_not_stated():
    several = Alignment((goal("G-1"), goal("G-2")), (capability("C-1"), capability("C-2")), ())
    made = case(gains=MIXED.assign(goal="G-1"), alignment=several).chain
    between = [each for each in made.links if each.start.startswith("goal")]
    assert len(between) == 4 and not any(each.stated for each in between)
    keys = {each.key for each in made.nodes}
    assert {end for each in made.links for end in (each.start, each.end)} <= keys
