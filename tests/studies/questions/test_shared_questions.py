"""What several proposals ask is asked once, and closed by one answer on all of them."""

from __future__ import annotations

import pytest

from pmo_toolkit import assess_proposal
from pmo_toolkit.studies.questions.study import study_questions
from tests.workspace.builders import read

PROPOSALS = (
    "id,title,department,need\nP1,A portal,Finance,Wait\nP10,A register,Finance,Lapse\n"
    "P2,A desk,People,Calls\n"
)
DEPENDENCIES = (
    "from,to,type\nP1,P10,relates\nP2,P1,enables\nP1,P10,enables\nP1,F1,requires\nP2,F1,requires\n"
)
IN_FLIGHT = "project,title,role,hours_per_month,department\nF1,Meters,developer,40,Operations\n"
TOUCH = "Where do P1 (A portal) and P10 (A register) touch: the same data, process, people or"
END = "When will F1 (Meters) be finished?"


def studied(folder, *answers: str):
    """Questions of a workspace, with rows of answers."""
    given = "\n".join(["proposal,question,department,answer,date", *answers]) + "\n"
    tables = {"answers": given} if answers else {}
    workspace = read(
        folder,
        "as_of = 2026-11-22\n",
        proposals=PROPOSALS,
        dependencies=DEPENDENCIES,
        in_flight=IN_FLIGHT,
        **tables,
    )
    return workspace, study_questions(workspace)


@pytest.fixture(scope="module")
def open_ones(tmp_path_factory):
    return studied(tmp_path_factory.mktemp("open") / "ws")[1]


def asked(questions, start: str) -> list[tuple[str, tuple[str, ...]]]:
    return [
        (page.department, item.proposals)
        for page in questions.pages
        for item in page.questions
        if item.question.startswith(start)
    ]


def test_a_department_of_both_sides_is_asked_once(open_ones):
    assert asked(open_ones, TOUCH) == [("Finance", ("P1", "P10"))]
    gain = "What more would P1 (A portal) bring if P10 (A register) comes first?"
    assert asked(open_ones, gain) == [("Finance", ("P1", "P10"))]


def test_whoever_answers_for_work_under_way_is_asked_for_its_end(open_ones):
    assert [department for department, _ in asked(open_ones, END)] == ["Operations"]
    assert asked(open_ones, "Which department answers for F1") == []


def test_sides_of_two_departments_are_both_named_where_both_ask(open_ones):
    gain = "What more would P2 (A desk) bring if P1 (A portal) comes first?"
    assert asked(open_ones, gain) == [("People", ("P1", "P2"))]


@pytest.mark.parametrize("start", [TOUCH, END])
def test_one_answer_closes_it_for_all(open_ones, tmp_path, start):
    (question,) = {
        item.question
        for page in open_ones.pages
        for item in page.questions
        if item.question.startswith(start)
    }
    ((department, _),) = set(asked(open_ones, start))
    workspace, after = studied(tmp_path / "ws", f',"{question}",{department},In spring,2026-11-20')
    assert asked(after, start) == []
    answers = [one.answer for page in after.pages for one in page.answers]
    assert [(one.question, one.use) for one in answers] == [(question, "words")]
    evidence = assess_proposal(workspace, "P1").evidence
    assert any("In spring" in line.claim for line in evidence)


def test_an_answer_on_all_says_nothing_of_a_proposal_that_does_not_ask(tmp_path):
    workspace, _ = studied(tmp_path / "ws", f',"{END}",Operations,In spring,2026-11-20')
    assert not any("In spring" in one.claim for one in assess_proposal(workspace, "P10").evidence)
