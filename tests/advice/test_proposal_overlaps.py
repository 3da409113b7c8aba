"""Who may ask for the same is asked of both departments; nothing is merged, answers are kept."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pmo_toolkit.advice.proposal_overlaps import overlap_conditions, overlap_questions
from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.overlaps.shapes import (
    OverlapKind,
    OverlapQuestion,
    ProposalOverlaps,
    Strength,
)
from tests.advice.test_rules import advice, results

SAME = OverlapQuestion(
    "P-8",
    "Requests online",
    OverlapKind.SAME_NEED.value,
    Strength.STRONG,
    ("Finance", "Field services"),
    "do you ask for the same, and could one solution serve both?",
    "Both name the goal G-1.",
)
SERVICE = replace(
    SAME, id="S-3", kind=OverlapKind.REUSE.value, departments=("Finance", "IT"), title="Website"
)


def said(*proposals, services=(), position="advance"):
    made = results(overlaps=ProposalOverlaps(proposals, services))
    conditions = tuple(overlap_conditions(position, made, "2027-01-30"))
    return conditions, overlap_questions(made)


def test_a_strong_suggestion_is_settled_by_both_and_asked_of_both():
    (condition,), questions = said(SAME)
    assert condition.text == (
        "Finance and Field services settle whether P-8 (Requests online) asks for the same; until"
        " then each stands for itself."
    )
    assert (condition.kind, condition.department, condition.by_date) == (
        "same need",
        "Finance",
        "2027-01-30",
    )
    assert [question.department for question in questions] == ["Finance", "Field services"]
    assert all(question.text.startswith("Do you ask for the same") for question in questions)
    (condition,), _ = said(replace(SAME, kind=OverlapKind.PLATFORM.value))
    assert "share a platform" in condition.text


@pytest.mark.parametrize(
    "change",
    [
        {"answer": "different"},
        {"strength": Strength.POSSIBLE},
        {"kind": OverlapKind.SEQUENCE.value},
    ],
)
def test_what_is_answered_only_possible_or_tied_already_is_not_asked_here(change):
    assert said(replace(SAME, **change)) == ((), ())


def test_a_service_is_asked_for_and_no_condition():
    conditions, questions = said(services=(SERVICE,))
    assert conditions == ()
    assert [question.department for question in questions] == ["Finance", "IT"]


def test_nothing_is_settled_for_what_is_not_to_be_pursued():
    conditions, questions = said(SAME, position="do not pursue yet")
    assert conditions == () and len(questions) == 2


def test_overlaps_change_no_position():
    gap = NotAssessed("overlaps", "too many proposals", ReasonCode.TOO_MANY_PROPOSALS)
    for overlaps in (None, gap, ProposalOverlaps((SAME, SAME))):
        assert advice(results(overlaps=overlaps)).position == "advance"
    assert overlap_questions(results(overlaps=gap)) == ()
