"""The workbook of a department holds what the page holds, with a column for replies."""

from __future__ import annotations

import io

import openpyxl

from pmo_toolkit.exports.questions import question_workbook
from pmo_toolkit.workspace.dictionary.moderation_tables import QUESTION_COLUMNS, QUESTIONS_MARK
from tests.department_pages import HOSTILE, two_pages


def book():
    data = two_pages().as_dict()
    return openpyxl.load_workbook(io.BytesIO(question_workbook(data, data["departments"][0])))


def test_a_row_a_question_with_numbers_as_numbers():
    sheet = book()["Questions"]
    titles, *rows = sheet.iter_rows(values_only=True)
    assert set(QUESTION_COLUMNS) <= set(titles)
    cells = dict(zip(titles, rows[0], strict=True))
    assert (cells["proposals"], cells["question"]) == ("P-1", "What would it cost?")
    assert cells["an answer is worth up to"] == 5_000
    assert cells["chance that it changes the advice"] == 0.25
    assert cells["your answer"] is None and cells["department"] == "Finance"
    assert rows[1][1] == "P-1, P-2" and rows[2][1] in (None, "")


def test_the_first_sheet_says_what_it_is():
    lines = [row[0] for row in book()["Read me"].iter_rows(values_only=True)]
    assert lines[:2] == [QUESTIONS_MARK, "Ours"]


def test_answers_stand_in_a_sheet_of_their_own():
    _, answered = book()["Answered"].iter_rows(values_only=True)
    assert answered[2] == HOSTILE and answered[5:9] == ("explore", "advance", None, 3_000)


def test_the_same_questions_give_the_same_bytes():
    data = two_pages().as_dict()
    page = data["departments"][0]
    assert question_workbook(data, page) == question_workbook(data, page)
