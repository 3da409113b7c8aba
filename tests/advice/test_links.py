"""Conditions and questions on dependencies go to the departments that can say."""

from __future__ import annotations

from dataclasses import replace

from pmo_toolkit.advice import LinkedProposal, Links
from pmo_toolkit.advice.links import link_conditions, link_questions
from pmo_toolkit.advice.questions import questions_to_ask
from pmo_toolkit.analysis.dependencies.graph_results import Clash, DistantTie, KnockOn, SinglePoint
from pmo_toolkit.analysis.dependencies.shapes import ITSELF
from pmo_toolkit.core.settings import Settings
from tests.advice.test_conditions import FIGURES
from tests.advice.test_rules import QUESTION, advice, results

OTHER = LinkedProposal("P-2", "Two", 0.9, "People")


def asked_of(links, **change):
    return [
        (question.department, question.text)
        for question in link_questions(results(links=links, **change))
    ]


def test_what_touches_is_asked_of_both_departments_and_of_one_only_once():
    found = asked_of(Links(relates=(OTHER,)))
    assert [department for department, _ in found] == ["Finance", "People"]
    same = LinkedProposal("P-2", "Two", 0.9, "Finance")
    assert len(asked_of(Links(relates=(same,)))) == 1


def test_both_sides_ask_in_the_same_words():
    one = Links(relates=(OTHER,), enables=(OTHER,), circle=("P-1", "P-2"))
    own = LinkedProposal("P-1", "One", 0.9, "Finance")
    other = Links(relates=(own,), enabled_by=(own,), circle=("P-2", "P-1"))
    here = asked_of(one, name="P-1 (One)")
    assert set(here) >= set(asked_of(other, name="P-2 (Two)", department="People")) - {
        ("People", here[0][1])  # the circle is put to each by its own department
    }
    assert here[0][1].startswith("Which of P-1 and P-2 comes first?")


def test_an_enabler_is_asked_for_its_gain_where_the_gain_falls():
    assert asked_of(Links(enables=(OTHER,)))[0][0] == "People"
    assert asked_of(Links(enabled_by=(OTHER,)))[0][0] == "Finance"


def test_unknown_circles_and_contradictions_are_asked():
    texts = " ".join(
        text
        for _, text in asked_of(
            Links(
                unknown=(LinkedProposal("X-9", "", 1.0),),
                circle=("P-1", "P-2"),
                contradictions=(ITSELF, "P-7"),
            )
        )
    )
    for words in ("“X-9”", "P-1 and P-2", "the proposal itself", "require P-7 or exclude it"):
        assert words in texts


def test_what_is_not_stated_is_asked():
    in_flight = Links(in_flight=(LinkedProposal("F-1", "Meters", 1.0),))
    assert len(asked_of(in_flight)) == 2  # its finish, and who answers for it
    unstated = LinkedProposal("P-2", "Two", 1.0, "People", is_strength_stated=False)
    assert "How strongly" in asked_of(Links(), requires=(unstated,))[0][1]


def test_they_follow_the_questions_for_evidence():
    made = results(links=Links(relates=(OTHER,)))
    assert questions_to_ask(made, Settings())[0] == QUESTION
    assert len(questions_to_ask(made, Settings())) == 3


POINT = SinglePoint(
    "S-1", "Customer records", "service", "IT", ("P-1", "P-2"), (), 1.8, "2027-09-30"
)
TIE = DistantTie("S-1", "Customer records", "service", "IT", 0.9)


def conditions_of(links, kind, **change):
    made = results(links=links, **change)
    found = link_conditions(made, "2027-01-30", FIGURES, Settings())
    return [condition for condition in found if condition.kind == kind]


def test_a_single_point_that_it_needs_is_a_condition_of_whoever_answers_for_it():
    links = Links(needs=(TIE,), single_points=(POINT,))
    (condition,) = conditions_of(links, "single point")
    assert condition.text.replace("\u00a0", " ") == (
        "It is settled what becomes of it if S-1 (Customer records), whose contract ends on 30"
        " September 2027, fails or is late: 2 proposals hang on it."
    )
    assert (condition.department, condition.by_date) == ("IT", "2027-01-30")
    assert condition.number == "dependencies.single_points.0.expected"
    # itself, or what only its goal hangs on
    assert not conditions_of(Links(single_points=(POINT,)), "single point")
    # its decision is waited for anyway
    decided = replace(POINT, id="P-9", kind="proposal")
    assert not conditions_of(
        Links(single_points=(decided,)), "single point", requires=(replace(OTHER, id="P-9"),)
    )


def test_a_delay_that_is_passed_on_and_what_else_hangs_are_reasons_with_numbers():
    knock_on = KnockOn("F-1", "P-1", "Meters", "One", "in flight", 90.0, 0.8, 45.0, 90.0)
    idle = replace(knock_on, cause="F-2", p50=0.0)
    links = Links(needs=(TIE,), single_points=(POINT,), knock_on=(idle, knock_on))
    named = advice(results(links=links)).named
    assert named["dependencies.knock_on.1.p50"] == 45.0
    assert named["dependencies.single_points.0.expected"] == 1.8
    assert "dependencies.knock_on.0.p50" not in named


def test_dependencies_that_cannot_all_hold_are_conditions_and_questions_once():
    clash = Clash("requires both", ("P-1", "P-2", "P-3"), "P-1 requires P-2 and P-3, which …")
    (condition,) = conditions_of(Links(clashes=(clash,)), "requires")
    assert condition.text.startswith("It is settled which of its dependencies hold. P-1 requires")
    assert condition.department == "Finance"
    assert any("cannot" in question.effect for question in _asked(Links(clashes=(clash,))))
    told = Links(clashes=(clash,), contradictions=("P-3",))
    assert len(conditions_of(told, "requires")) == 1
    late = Links(clashes=(replace(clash, kind="too late"),))  # both days stand in a condition
    assert not conditions_of(late, "requires")


def _asked(links):
    return link_questions(results(links=links))
