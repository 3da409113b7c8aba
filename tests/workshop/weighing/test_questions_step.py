"""Questions in a form: noted with department and day, exported as rows that a workspace takes."""

from __future__ import annotations

import csv

import pytest

from pmo_toolkit.core.errors import Grade
from pmo_toolkit.studies.elicitation.entries import QUESTION
from pmo_toolkit.studies.questions.noted import advice_questions, departments_of
from pmo_toolkit.workshop.weighing.questions_step import QuestionsStep
from pmo_toolkit.workspace import load_workspace
from tests.workshop.weighing.conftest import HOSTILE, session_of


@pytest.fixture
def step(session):
    return QuestionsStep(session_of(session, proposals=("P-003",)))


def _fill(step, question="Who trains the crews?", day="2099-03-31", department=None):
    step.question.value, step.wanted_by.text.value = question, day
    step.department.text.value = department or departments_of(step.session.workspace)[0]


def test_a_question_is_noted_and_withdrawn(session, step):
    _fill(step)
    step.proposal.value = "P-003"
    step.add_button.click()
    assert "noted" in step.notes.value and step.question.value == ""
    assert "Who trains the crews?" in step.view.value and "31 March 2099" in step.view.value
    assert [entry.kind for entry in session.journal.entries()] == [QUESTION]
    again = QuestionsStep(step.session)
    assert [row["proposal"] for row in again.rows()] == ["P-003"]
    again.withdraw_button.click()
    assert "choose the question" in again.notes.value
    again.noted.value = again.questions[0].id
    again.withdraw_button.click()
    step.refresh()
    assert again.rows() == step.rows() == [] and "No question" in step.view.value


def test_rows_go_into_the_table_answers(session, step):
    for text in ("Who trains the crews?", "From when on?"):
        _fill(step, text)
        step.add()
    rows, path = step.answer_rows(), session.folder / "answers.csv"
    with path.open(encoding="utf-8", newline="") as file:
        names = next(csv.reader(file))
    assert list(rows[0]) == names
    with path.open("a", encoding="utf-8", newline="") as file:
        csv.DictWriter(file, names).writerows(rows)
    read = load_workspace(session.folder)
    assert {row["question"] for row in rows} <= set(read.table("answers")["question"])
    own = [trouble for trouble in read.troubles if trouble.table == "answers"]
    assert {trouble.grade for trouble in own} == {Grade.FINDING}  # answers are still blank


def test_beside_what_the_advice_asks(step):
    asked = advice_questions(step.session.workspace, ["P-003"])
    department, questions = next(iter(asked.items()))
    step.department.text.value = department
    assert "already asks" not in step.view.value
    step.advice_button.click()
    assert "already asks" in step.section.text
    assert questions[0].text in step.section.text and "P-003" in step.section.text


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        ("department", "Astrology", "names no department"),
        ("department", HOSTILE, "names no department"),
        ("department", " ", "empty"),
        ("wanted_by", "soon", "not a day such as"),
        ("wanted_by", "", "not a day such as"),
        ("wanted_by", "2001-01-01", "has passed"),
    ],
)
def test_faults_stand_at_their_field_and_nothing_is_lost(session, step, field, text, words):
    _fill(step)
    getattr(step, field).text.value = text
    step.add()
    assert words in getattr(step, field).fault.value
    assert "<img" not in getattr(step, field).fault.value + step.notes.value
    assert step.question.value == "Who trains the crews?" and session.journal.entries() == ()


@pytest.mark.parametrize("text", ["", " \n ", "x" * 2001])
def test_an_empty_or_endless_question_is_refused(session, step, text):
    _fill(step, text)
    step.add()
    assert "the question" in step.notes.value and session.journal.entries() == ()


def test_text_does_no_harm_and_a_frozen_journal_keeps_what_is_typed(session, step):
    _fill(step, HOSTILE)
    step.add()
    assert "<img" not in step.view.value + step.notes.value and "&lt;img" in step.view.value
    session.journal.freeze("Moderator", {})
    _fill(step, "Another?")
    step.add()
    assert "frozen" in step.notes.value and step.question.value == "Another?"


def test_without_departments_any_is_taken(session):
    workspace = session.workspace
    for table in ("proposals", "benefits", "stakeholders", "capabilities", "in_flight"):
        rows = workspace.table(table)
        blank = rows.iloc[:0] if table == "stakeholders" else rows.assign(department=None)
        workspace = workspace.with_rows(table, blank)
    step = QuestionsStep(session_of(session, workspace=workspace))
    _fill(step, department="Field  services")
    step.add()
    assert step.rows()[0]["department"] == "Field services"
