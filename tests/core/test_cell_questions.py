"""Questions that ask for a cell are told by their words, whatever capitals and spaces."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pmo_toolkit.core.cell_questions import (
    CELL_QUESTIONS,
    cell_question,
    question_id,
    same_words,
)
from pmo_toolkit.workspace.dictionary.tables import TABLES


def test_every_cell_that_is_asked_for_is_in_the_dictionary():
    assert all(column in TABLES[table].columns for table, column in CELL_QUESTIONS)


def test_no_two_cells_are_asked_for_in_the_same_words():
    row = {"title": "X", "department": "D", "sponsor_role": "R"}
    texts = [same_words(cell_question(*cell, **row)) for cell in CELL_QUESTIONS]
    assert len(set(texts)) == len(texts)


@given(st.text(min_size=1), st.text(min_size=1))
def test_spaces_and_capitals_do_not_change_an_id(proposal, text):
    assert question_id(proposal, text) == question_id(proposal, f"  {text} ")
    assert question_id(proposal, "What IS it?") == question_id(proposal, "what  is it?")


def test_proposals_and_questions_have_ids_of_their_own():
    ids = {question_id(name, text) for name in ("", "P-1", "P-2") for text in ("a?", "b?")}
    assert len(ids) == 6
