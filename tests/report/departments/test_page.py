"""The page of a department: whole, safe, with links to the reports that are there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pmo_toolkit.report.departments.page import department_questions, render_page
from tests.department_pages import two_pages


@pytest.fixture(scope="module")
def html():
    questions = two_pages()
    links = {"P-1": "P-1/report.html"}
    return render_page(questions, questions.pages[0], links, ("index.html", "All reports"))


def test_questions_stand_with_their_proposals_and_how_to_answer(html):
    assert html.index("What would it cost?") < html.index("When is the shared work done?")
    assert '<a href="P-1/report.html">' in html and 'href="P-2/' not in html
    assert "Answer as an amount of money, as in 120000." in html
    assert "About several proposals together." in html
    assert "questions-finance.xlsx" in html and 'href="index.html"' in html


def test_what_tickets_leave_open_is_about_no_proposal():
    questions = two_pages()
    page = questions.pages[0]
    item = replace(page.questions[0], topic="tickets", proposals=())
    told = replace(questions, pages=(replace(page, questions=(item,)), *questions.pages[1:]))
    html = department_questions(told, page.department).html
    assert "cannot tell, not about one proposal" in html and "several proposals" not in html


def test_answers_stand_with_what_they_moved(html):
    assert "Answered since" in html and "20 November 2026" in html
    assert "the advice from “explore” to “advance”" in html


def test_nothing_that_somebody_wrote_is_run(html):
    assert "<script" not in html and "&lt;script&gt;" in html
    assert "http" not in html.replace("http-equiv", "")


def test_a_department_without_a_page_is_an_error():
    with pytest.raises(KeyError, match="Nobody"):
        department_questions(two_pages(), "Nobody")


def test_a_page_without_questions_says_so():
    text = department_questions(two_pages(), "IT").text
    assert "No question to you is open." in text and "Answered since" in text
