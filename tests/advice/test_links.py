"""Questions on dependencies go to the departments that can say."""

from __future__ import annotations

from pmo_toolkit.advice import LinkedProposal, Links
from pmo_toolkit.advice.links import link_questions
from pmo_toolkit.advice.questions import questions_to_ask
from pmo_toolkit.analysis.dependencies.shapes import ITSELF
from pmo_toolkit.core.settings import Settings
from tests.advice.test_rules import QUESTION, results

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
