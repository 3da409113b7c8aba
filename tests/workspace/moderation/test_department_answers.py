"""An answer fills the blank cell that its question asks for; anything else is told."""

from __future__ import annotations

import pytest

from pmo_toolkit.core.cell_questions import cell_question
from tests.workspace.builders import one, read, told

PROPOSALS = (
    "id,title,department,requested_budget,class,start_window\n"
    "P1,One,Finance,,,\nP2,Two,Finance,500,package,TBD\n"
)
OPTIONS = (
    "id,proposal,kind,title,exit_cost\nO1,P1,SaaS,A service,\nO2,P1,build,,\nO3,P2,SaaS,Twin,\n"
    "O4,P2,build,Twin,\n"
)
CONFIG = 'currency = "EUR"\nprice_year = 2026\nlocale = "en_GB"\n'
BUDGET = cell_question("proposals", "requested_budget")
WINDOW = cell_question("proposals", "start_window")
EXIT = cell_question("options", "exit_cost", title="A service")


def rows(*answers):
    """Rows of answers: proposal, question, answer and, where it matters, a day."""
    lines = ["proposal,question,department,answer,date"]
    for proposal, question, answer, *day in answers:
        lines.append(f'{proposal},"{question}",Finance,"{answer}",{(day or ["2026-11-20"])[0]}')
    return "\n".join(lines) + "\n"


@pytest.fixture
def answered(tmp_path):
    """Reads a workspace with some answers."""

    def make(*answers, config=CONFIG, **tables):
        held = {"proposals": PROPOSALS, "options": OPTIONS, **tables}
        return read(tmp_path / "ws", config, answers=rows(*answers), **held)

    return make


def uses(workspace):
    return [answer.use for answer in workspace.department_answers]


def budget(workspace, proposal):
    table = workspace.table("proposals")
    return table.loc[table["id"] == proposal, "requested_budget"].item()


def exit_costs(workspace):
    return dict(zip(*workspace.table("options")[["id", "exit_cost"]].to_numpy().T, strict=True))


def test_a_blank_cell_holds_the_answer(answered):
    found = answered(("P1", BUDGET, "EUR 12,500"), ("P1", EXIT, "3 thousand"))
    assert uses(found) == ["cell", "cell"]
    assert budget(found, "P1") == 12_500
    assert exit_costs(found)["O1"] == 3_000
    assert not told(found, table="answers", says="cannot")


def test_an_option_without_a_title_is_called_by_its_kind(answered):
    question = cell_question("options", "exit_cost", title="build")
    assert exit_costs(answered(("P1", question, "70")))["O2"] == 70


def test_a_cell_that_says_that_it_is_not_known_yet_is_blank(answered):
    found = answered(("P2", WINDOW, "2027-Q2"))
    assert found.table("proposals")["start_window"].tolist()[1] == "2027-04-01/2027-06-30"


def test_a_column_that_is_not_there_is_made(answered):
    found = answered(("P1", BUDGET, "70"), proposals="id,title\nP1,One\nP2,Two\n")
    assert budget(found, "P1") == 70


def test_a_filled_cell_counts_and_a_different_answer_is_told(answered):
    found = answered(("P2", BUDGET, "700"))
    assert uses(found) == ["differs"] and budget(found, "P2") == 500
    trouble = one(found, table="answers", says="differs from what proposals.requested_budget")
    assert trouble.found == "700" and trouble.row == 2


def test_a_filled_cell_that_says_the_same_is_no_trouble(answered):
    found = answered(("P2", BUDGET, "EUR 500"))
    assert uses(found) == ["agrees"] and not told(found, table="answers")


@pytest.mark.parametrize("text", ["soon", "500 USD a day or so", "=1+1x"])
def test_what_the_cell_cannot_hold_is_told_and_not_used(answered, text):
    found = answered(("P1", WINDOW, text))
    assert uses(found) == ["unreadable"]
    trouble = one(found, table="answers", says="cannot be used for proposals.start_window")
    assert "as in 2027-Q2" in trouble.next_step


def test_a_word_outside_the_vocabulary_is_not_used(answered):
    found = answered(("P1", cell_question("proposals", "class"), "something big"))
    assert uses(found) == ["unreadable"]


def test_a_department_must_be_a_known_one(answered):
    benefits = "proposal,title,low,mode,high\nP1,Time saved,1,2,3\n"
    question = cell_question("benefits", "department", title="Time saved")
    for name, use in (("finance", "cell"), ("we do not know yet who", "unreadable")):
        assert uses(answered(("P1", question, name), benefits=benefits)) == [use]


def test_a_question_that_could_mean_two_rows_fills_neither(answered):
    found = answered(("P2", cell_question("options", "exit_cost", title="Twin"), "70"))
    assert uses(found) == ["unreadable"]
    one(found, table="answers", says="could mean several rows of options.exit_cost")


def test_the_newer_answer_counts_and_both_are_kept(answered):
    found = answered(("P1", BUDGET, "70", "2026-11-02"), ("P1", BUDGET.upper(), "60", "2026-11-01"))
    assert uses(found) == ["older", "cell"] and budget(found, "P1") == 70
    assert len(found.table("answers")) == 2


def test_two_answers_of_one_day_that_differ_do_not_count(answered):
    found = answered(("P1", BUDGET, "70"), ("P1", BUDGET, "60"))
    assert uses(found) == ["disputed", "disputed"]
    one(found, table="answers", says="differs from another answer of the same day")


def test_an_answer_that_is_not_known_yet_answers_nothing(answered):
    found = answered(("P1", BUDGET, "TBD"), ("P1", "What else?", "Nothing"))
    assert uses(found) == ["words"]
    one(found, table="answers", says="not known yet")


def test_the_unit_of_a_column_of_theirs_is_not_that_of_an_answer(answered):
    config = CONFIG + '[units.options]\nexit_cost = "thousand EUR"\n'
    assert exit_costs(answered(("P1", EXIT, "70"), config=config))["O1"] == 70


def test_without_the_answers_the_cells_are_blank_again(answered):
    found = answered(("P1", BUDGET, "70"), ("P2", "Why?", "Since"))
    before = found.without_answers("P1")
    assert budget(found, "P1") == 70 and budget(before, "P1") != budget(before, "P1")
    assert before.input_hash != found.input_hash
    assert found.without_answers("P2") is None


def test_a_row_without_answer_or_date_is_told(answered):
    found = answered(("P1", BUDGET, "", ""))
    assert {trouble.column for trouble in told(found, table="answers")} == {"answer", "date"}


def test_a_decision_without_a_date_or_a_role_is_told(tmp_path):
    found = read(tmp_path / "ws", decisions="proposal,decision,by_role,date\nP1,go ahead,,\n")
    assert {trouble.column for trouble in told(found, table="decisions")} == {"by_role", "date"}
