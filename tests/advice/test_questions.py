"""One place decides which questions are asked, and in which order."""

from dataclasses import replace

from pmo_toolkit.advice.questions import questions_to_ask
from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed, Question
from pmo_toolkit.analysis.money.business_case.open_questions import OpenQuestion, ValueOfInformation
from pmo_toolkit.core.settings import Settings
from tests.advice.test_rules import QUESTION, advice, results

NO_PRICE = NotAssessed("worth", "nothing is drawn", ReasonCode.NO_PROBABILITIES)


def open_one(text: str, rests_on: str, chance: float) -> OpenQuestion:
    question = Question("IT", text, "effect", "costs")
    return OpenQuestion(
        question, "about", None, rests_on, chance, chance, 0.0, None, NO_PRICE, None, None
    )


def asked(*found: OpenQuestion, **changed: float) -> list[str]:
    made = replace(results(), open_questions=ValueOfInformation(found, NO_PRICE, None))
    assert advice(made).questions == questions_to_ask(made, Settings())
    return [each.text for each in questions_to_ask(made, Settings().with_overrides(changed))]


def test_until_their_worth_is_known_the_questions_for_absent_evidence_are_asked():
    assert questions_to_ask(results(), Settings()) == (QUESTION,)


def test_a_range_is_asked_about_only_where_the_answer_may_change_the_advice():
    found = (
        open_one("often", "draws", 0.3),
        open_one("seldom", "draws", 0.04),
        open_one("tried", "trial", 0.2),
    )
    assert asked(*found) == ["often", "tried"]
    assert asked(*found, question_chance=0.25) == ["often"]


def test_the_threshold_holds_for_the_chance_as_it_is_printed():
    assert (
        asked(open_one("a", "draws", 0.0451)) == ["a"]
        and asked(open_one("b", "draws", 0.0449)) == []
    )


def test_absent_evidence_is_asked_for_whatever_its_chance_and_in_the_given_order():
    found = (open_one("a", "draws", 0.9), open_one("b", "rules", 0.1), open_one("c", "rules", 0.0))
    assert asked(*found) == ["a", "b", "c"]


def test_the_same_question_is_asked_once():
    assert asked(open_one("a", "draws", 0.9), open_one("a", "draws", 0.8)) == ["a"]
