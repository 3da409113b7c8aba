"""What is asked about one proposal: of whom, why, why it may be wrong, in an order that holds."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pmo_toolkit.analysis.overlaps.encoding import WordEncoder
from pmo_toolkit.analysis.overlaps.finding import find_overlaps
from pmo_toolkit.analysis.overlaps.questions import MOST_QUESTIONS, OverlapQuestions
from pmo_toolkit.analysis.overlaps.shapes import (
    Grounds,
    Judgement,
    Overlap,
    OverlapKind,
    Overlaps,
    Profile,
    SameWords,
    ServiceOverlap,
    Strength,
)
from pmo_toolkit.analysis.overlaps.themes import Theme
from pmo_toolkit.core.settings.overlaps import OverlapSettings

PROFILES = {
    name: Profile(name, f"Title of {name}", department)
    for name, department in (("A", "Sales"), ("B", "Legal"), ("C", ""), ("D", "Sales"))
} | {f"X{n}": Profile(f"X{n}", f"X {n}", "Plant") for n in range(9)}
SERVICES = {"S": Profile("S", "Store")}


def questions(strong=0.5, **found) -> OverlapQuestions:
    parts = dict.fromkeys(("pairs", "all_scores", "services", "same_words", "judged"), ())
    empty = Overlaps(
        **parts, without_text=(), shortened=(), compared=4, encoder="words", is_corrected=False
    )
    return OverlapQuestions(replace(empty, **found), PROFILES, SERVICES, strong)


def pair(one, other, score, kind=OverlapKind.SAME_NEED) -> Overlap:
    return Overlap(one, other, score, kind, Grounds(themes=("contracts",)))


def test_both_departments_are_asked_and_one_alone_only_once():
    made = questions(pairs=(pair("A", "B", 0.9), pair("A", "D", 0.8), pair("A", "C", 0.7)))
    departments = {each.id: each.departments for each in made.on_proposals("A")}
    assert departments == {
        "B": ("Sales", "Legal"),
        "D": ("Sales",),
        "C": ("Sales", "the asking department"),
    }


def test_strong_ones_come_first_and_then_ids():
    """Scores of one grade may change places with each other, and nothing is said otherwise."""
    made = questions(pairs=(pair("A", "D", 0.9), pair("A", "B", 0.8), pair("A", "C", 0.3)))
    asked = made.on_proposals("A")
    assert [question.id for question in asked] == ["B", "D", "C"]
    assert [question.strength for question in asked] == [
        Strength.STRONG,
        Strength.STRONG,
        Strength.POSSIBLE,
    ]
    other = questions(pairs=(pair("A", "B", 0.93), pair("A", "D", 0.71), pair("A", "C", 0.3)))
    assert other.on_proposals("A") == asked


def test_a_proposal_is_asked_about_the_nearest_alone():
    pairs = tuple(pair("A", f"X{n}", 0.9 - n / 100) for n in range(9))
    assert [each.id for each in questions(pairs=pairs).on_proposals("A")] == [
        f"X{n}" for n in range(MOST_QUESTIONS)
    ]


@pytest.mark.parametrize(
    "kind", [OverlapKind.SAME_NEED, OverlapKind.PLATFORM, OverlapKind.SEQUENCE]
)
def test_each_kind_asks_its_own_question(kind):
    (question,) = questions(pairs=(pair("A", "B", 0.9, kind),)).on_proposals("B")
    assert question.kind == kind.value and question.id == "A"
    assert question.question.startswith("Sales and Legal: A “Title of A” and B")
    assert question.text.endswith("?")


def test_a_service_is_asked_of_the_department_and_it():
    made = questions(services=(ServiceOverlap("A", "S", 0.4, Grounds()),))
    (question,) = made.on_services("A")
    assert question.departments == ("Sales", "IT") and question.strength is Strength.POSSIBLE
    assert made.on_services("B") == ()


def test_words_that_both_use_are_asked_about_without_a_strength():
    made = questions(same_words=(SameWords("B", "A", ("order",), ("shops",), ("depots",)),))
    (question,) = made.on_words("A")
    assert (question.id, question.strength) == ("B", None)
    assert question.why_it_may_be_wrong and "order" in question.text


def test_an_answer_is_with_its_question():
    judged = (Judgement("B", "A", "partly", "Head", "2026-11-03"), Judgement("S", "A", "same"))
    made = questions(
        pairs=(pair("A", "B", 0.9),),
        services=(ServiceOverlap("A", "S", 0.4, Grounds()),),
        judged=judged,
    )
    assert made.on_proposals("A")[0].answer == "partly"
    assert made.on_services("A")[0].answer == "same"
    assert [(each.id, each.title) for each in made.answers_on("A")] == [
        ("B", "Title of B"),
        ("S", "Store"),
    ]
    assert made.answers_on("D") == ()


def test_every_suggestion_of_a_search_says_why_it_may_be_wrong_or_what_speaks_for_it():
    theme = Theme("contracts", (("contract", "agreement"),))
    profiles = [Profile("A", "Contract list", "Sales"), Profile("B", "Agreements", "Legal")]
    found = find_overlaps(
        profiles,
        (Profile("S", "Contracts"),),
        encoder=WordEncoder(),
        themes=(theme,),
        settings=OverlapSettings(least=0.0),
    )
    known = {profile.id: profile for profile in profiles}
    made = OverlapQuestions(found, known, {"S": Profile("S", "Contracts")}, 0.5)
    for question in (*made.on_proposals("A"), *made.on_services("A")):
        assert question.why and question.why_it_may_be_wrong.startswith("It may be wrong")
