"""What tickets leave open is asked, on the pages of departments too, until it is answered."""

import pandas as pd

from pmo_toolkit import report
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.studies.questions.study import study_questions
from pmo_toolkit.studies.tickets.questions import questions_from_tickets
from pmo_toolkit.studies.tickets.study import study_tickets
from tests.workspace.builders import read

DAYS = [day.date().isoformat() for day in pd.date_range("2026-01-05", periods=120, freq="2D")]
CELLS = [f"{day},S-1,Sales,{('phone', 'portal')[n % 2]}" for n, day in enumerate(DAYS)]
CELLS += [f"{day},S-1,Depots,portal" for day in DAYS[::6]]
TABLES = {
    "tickets": "opened,service,department,channel\n" + "\n".join(CELLS) + "\n",
    "stakeholders": "department,interest,influence\nPeople,4,4\n",
    "services": "id,title,capability\nS-1,Mail,C-1\nS-2,Map,C-2\n",
    "capabilities": "id,title,importance,department\nC-1,Sell,3,Sales\nC-2,Dig,5,\n",
    "proposals": "id,title,department\nP1,A portal,Sales\n",
}
ABOUT_PEOPLE = (
    "Why do hardly any tickets come from People: does everything work there, or are there"
    " workarounds, tools of its own, or problems that nobody reports any more?"
)
ANSWER = f'proposal,question,department,answer,date\n,"{ABOUT_PEOPLE}",People,{{}},2026-11-10\n'


def workspace(folder, **tables):
    return read(folder, "as_of = 2026-11-20\n", **{**TABLES, **tables})


def test_who_is_silent_and_what_is_left_out_is_asked_of_whom_it_concerns(tmp_path):
    study = study_tickets(workspace(tmp_path))
    assert [(one.about, one.department) for one in study.questions] == [
        ("department", "People"),
        ("channel", "Depots"),
        ("capability", "IT"),  # nobody owns it
    ]
    assert study.questions[0].text == ABOUT_PEOPLE
    assert study.questions[0].basis == "People raised 0 of 140 tickets in twelve months."
    alone = questions_from_tickets(
        workspace(tmp_path / "again"), pd.Timestamp("2026-11-20"), Settings().tickets
    )
    assert alone == study.questions


def test_an_answer_is_shown_beside_its_question_and_closes_it_on_the_sheet(tmp_path):
    def sheets(found):
        return {item.question for page in found.pages for item in page.questions}

    opened = workspace(tmp_path / "open")
    assert ABOUT_PEOPLE in sheets(study_questions(opened))
    answered = workspace(tmp_path / "answered", answers=ANSWER.format("We use a spreadsheet"))
    assert ABOUT_PEOPLE not in sheets(study_questions(answered))
    (first, *_) = study_tickets(answered).questions
    assert first.answers == ("People, 10 November 2026: We use a spreadsheet",)
    page = report.tickets_unseen(study_tickets(answered)).text
    assert "Answered: People, 10 November 2026: We use a spreadsheet." in page


def test_without_tickets_nobody_is_silent(tmp_path):
    read_one = workspace(tmp_path, tickets="opened,service\n")
    assert questions_from_tickets(read_one, pd.Timestamp("2026-11-20"), Settings().tickets) == ()


def test_capabilities_without_tickets_stand_in_one_table_with_whom_to_ask(tmp_path):
    study = study_tickets(workspace(tmp_path))
    page = report.tickets_unseen(study).text.replace("\N{NO-BREAK SPACE}", " ")
    assert "Hardly any tickets concern 1 capability. Is it supported by a service" in page
    assert "Dig | 5 | 0 | IT" in page
    question = study.questions[-1].text
    answer = f'proposal,question,department,answer,date\n,"{question}",IT,By hand,2026-11-10\n'
    answered = study_tickets(workspace(tmp_path / "answered", answers=answer))
    assert "Answered: IT, 10 November 2026: By hand." in report.tickets_unseen(answered).text
