"""All open questions, each department's together, and what it has answered since."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pandas as pd
import pytest

from pmo_toolkit.advice.proposal_overlaps import TOPIC as OVERLAPS
from pmo_toolkit.analysis.base.results import Question
from pmo_toolkit.core.cell_questions import cell_question
from pmo_toolkit.studies.questions.study import _items, study_questions
from tests.workspace.builders import read

WHY_NOT = cell_question("proposals", "risk_of_not_doing")
CLASS = cell_question("proposals", "class")
PROPOSALS = "id,title,department,need\nP1,A portal,Finance,Wait\nP2,A register,Finance,Lapse\n"
ANSWERS = (
    "proposal,question,department,answer,date\n"
    f'P1,"{WHY_NOT}",Finance,Customers leave,2026-11-20\n'
    f'P2,"{CLASS}",Somebody else,software package,2026-11-20\n'
    'P2,"Which business goals does this serve, and how far would it move their measures?",'
    "Finance,None,2026-11-20\n"
    ",How much money is there in each year of the plan?,Enterprise PMO,A million,2026-11-20\n"
)


@pytest.fixture(scope="module")
def studied(tmp_path_factory):
    """The same workspace without and with answers."""
    folder = tmp_path_factory.mktemp("studied")
    found = []
    for name, tables in (("without", {}), ("with", {"answers": ANSWERS})):
        workspace = read(folder / name, "as_of = 2026-11-22\n", proposals=PROPOSALS, **tables)
        found.append(study_questions(workspace))
    return found


def asked(questions, department):
    return {(item.proposals, item.question) for item in questions.page(department).questions}


def test_what_two_proposals_ask_of_themselves_is_two_questions(studied):
    finance = asked(studied[0], "Finance")
    assert {(("P1",), WHY_NOT), (("P2",), WHY_NOT)} <= finance
    ids = [item.id for page in studied[0].pages for item in page.questions]
    assert len(set(ids)) == len(ids)


def test_who_asks_for_the_same_is_asked_once_a_department():
    """Two proposals ask it in the same words; the study of all of them in words of its own."""
    one = Question("Finance", "P1 and P2 – do you ask for the same?", "", OVERLAPS)
    together = replace(one, text=f"Together with IT: {one.text}")
    advised = SimpleNamespace(questions=(one,))
    assessment = SimpleNamespace(advice=advised, open_questions=SimpleNamespace(questions=()))
    empty = SimpleNamespace(
        table=lambda name: {"setting": pd.Series(["budget"])}, department_answers=()
    )
    found = _items(
        empty, {"P1": assessment, "P2": assessment}, SimpleNamespace(questions=(together,))
    )
    assert [(item.text, item.proposals) for item in found] == [(one.text, ("P1", "P2"))]


def test_a_cell_that_is_asked_for_says_how_to_answer(studied):
    forms = {item.question: (item.cell, item.answer_form)
             for page in studied[0].pages for item in page.questions}  # fmt: skip
    assert forms[CLASS] == ("proposals.class", next(
        form for cell, form in forms.values() if cell == "proposals.class"))  # fmt: skip
    assert forms[CLASS][1].startswith("one of software package")
    assert forms["How much money is there in each year of the plan?"] == ("", "in words")


def test_what_is_answered_is_asked_no_more(studied):
    before, after = studied
    gone = asked(before, "Finance") - asked(after, "Finance")
    assert {names for names, _ in gone} == {("P1",), ("P2",)} and len(gone) == 2
    assert (("P2",), CLASS) in asked(before, "IT") - asked(after, "IT")
    assert before.page("Enterprise PMO").questions and not after.page("Enterprise PMO").questions


def test_answers_stand_on_the_page_of_who_answered(studied):
    after = studied[1]
    uses = {page.department: [one.answer.use for one in page.answers] for page in after.pages}
    assert uses["Finance"] == ["cell", "words"] and uses["Somebody else"] == ["cell"]
    assert uses["Enterprise PMO"] == ["words"] and uses["IT"] == []
    assert after.page("Finance").answers[0].now is not None


def test_the_table_has_a_row_a_question(studied):
    table = studied[0].table()
    assert len(table) == studied[0].count
    assert repr(studied[0]).startswith(f"DepartmentQuestions({len(table)}")


def test_a_workspace_without_proposals_asks_for_money_alone(tmp_path):
    found = study_questions(read(tmp_path / "ws", proposals="id,title\n,Nameless\n"))
    assert [page.department for page in found.pages] == ["Enterprise PMO"]
