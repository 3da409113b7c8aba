"""What departments answered moves the advice, shows in the evidence and closes its question."""

from __future__ import annotations

import pytest

from pmo_toolkit import assess_proposal
from pmo_toolkit.analysis.base.results import Quantiles
from pmo_toolkit.assessment.department_answers import Stand, why_of
from pmo_toolkit.core.cell_questions import cell_question
from pmo_toolkit.workspace.moderation.department_answers import DepartmentAnswer
from tests.workspace.builders import make

CONFIG = 'currency = "EUR"\nprice_year = 2026\nas_of = 2026-11-22\n[settings]\ndraws = 512\n'
TABLES = {
    "proposals": (
        "id,title,department,need,stage\nP1,A portal,Finance,Customers wait,idea\n"
        "P2,A register,Finance,Contracts lapse,idea\n"
    ),
    "options": (
        "id,proposal,kind,title,term_months,months_to_benefit,exit_cost\n"
        "O0,P1,nothing,As today,60,,0\nO1,P1,SaaS,A service,60,0,\n"
    ),
    "costs": (
        "option,element,purpose,low,mode,high,period\nO1,Set-up,setup,80000,100000,150000,once\n"
        "O0,Licences,run,10000,11000,12000,per year\n"
    ),
    "benefits": "proposal,title,low,mode,high,department\nP1,Less work,20000,30000,40000,Finance\n",
}
EXIT = cell_question("options", "exit_cost", title="A service")
GOALS = "Which business goals does this serve, and how far would it move their measures?"


@pytest.fixture(scope="module")
def answered(tmp_path_factory):
    """Assessments of P1: without answers, with a figure, and with words besides."""
    lines = ["proposal,question,department,answer,date"]
    found = []
    figure = f'P1,{EXIT},IT,"5,000",2026-11-17\n'
    words = f'P1,"{GOALS}",Finance,None yet,2026-11-18\nP1,Else?,IT,No,2026-11-18\n'
    for line in ("", figure, words):
        lines.append(line)
        folder = tmp_path_factory.mktemp("answered") / "ws"
        read = make(folder, CONFIG, **TABLES, answers="\n".join(lines))
        found.append(assess_proposal(read, "P1"))
    return found


def texts(assessment):
    weighed = {one.question.text for one in assessment.open_questions.questions}
    return {one.text for one in assessment.advice.questions} | weighed


def test_a_figure_moves_the_advice_and_is_asked_no_more(answered):
    without, figure, _ = answered
    assert EXIT in texts(without) and EXIT not in texts(figure)
    answers = figure.department_answers
    assert answers.moves and [line.use for line in answers.lines] == ["cell"]
    assert isinstance(answers.before.net_value, Quantiles)
    assert answers.before.net_value.p50 < answers.now.net_value.p50
    assert answers.before == Stand.of(without.advice, without.options, without.cost)
    assert answers.now == Stand.of(figure.advice, figure.options, figure.cost)


def test_the_evidence_says_who_answered_and_when(answered):
    line = answered[1].evidence[-1]
    assert EXIT in line.claim and "5,000" in line.claim and line.source == "answers.csv"
    assert line.why.startswith("answered by IT on 17 November 2026: counts as “Cost of leaving it")
    assert "(options.exit_cost)" in line.why
    assert line.age_years == pytest.approx(5 / 365.25)


def test_words_close_their_question_and_move_no_figure(answered):
    _, figure, words = answered
    assert GOALS in texts(figure) and GOALS not in texts(words)
    uses = {line.question: line.use for line in words.department_answers.lines}
    assert uses == {EXIT: "cell", GOALS: "words", "Else?": "not asked"}
    assert words.department_answers.now == figure.department_answers.now


def test_answers_count_among_what_was_read(answered):
    assert len({found.provenance.input_hash for found in answered}) == 3
    assert answered[0].department_answers is None
    assert "department_answers" not in answered[0].to_dict()


def test_every_use_has_words():
    for use in ("cell", "agrees", "differs", "words", "not asked", "older", "disputed",
                "unreadable"):  # fmt: skip
        answer = read_answer(use)
        assert "{" not in why_of(answer) and why_of(answer)


def read_answer(use):
    return DepartmentAnswer("P-1", "Q?", "A", None, None, use, "options", "exit_cost", 2, "7")
