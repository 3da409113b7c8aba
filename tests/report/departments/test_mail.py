"""The questions as plain text: narrow lines, every question with room for an answer."""

from __future__ import annotations

from pmo_toolkit.report.departments.mail import mail_text
from tests.department_pages import two_pages


def test_every_question_has_a_number_and_room_for_an_answer():
    questions = two_pages()
    lines = mail_text(questions, questions.pages[0]).splitlines()
    assert lines[0] == "Subject: Questions to Finance – Ours"
    assert [line for line in lines if line.startswith(("1. ", "2. ", "3. "))] != []
    assert sum(line.strip() == ">" for line in lines) == 3
    assert max(map(len, lines)) <= 76
    assert "   Concerns P-1 (A portal)." in lines
    assert "   Answer as an amount of money, as in 120000." in lines


def test_answers_are_thanked_for():
    questions = two_pages()
    text = mail_text(questions, questions.pages[1])
    assert "No question to you is open." in text and "Answered since, with thanks:" in text
    assert "Please fill in" not in text
