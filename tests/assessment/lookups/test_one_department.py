"""IT under several names is one department wherever departments are counted."""

from __future__ import annotations

import pytest

from pmo_toolkit.studies.facilitation.study import study_facilitation
from pmo_toolkit.studies.questions.noted import department_named, departments_of
from pmo_toolkit.studies.questions.study import study_questions
from pmo_toolkit.workspace import load_workspace
from tests.studies.revaluation.offers import TABLES, small_offer, write_offer

_OWN = "Information technology"
_CHANGES = {
    "proposals": TABLES["proposals"] + "P-3,Servers,IT,\n",
    "stakeholders": f"department,role,interest,influence\n{_OWN},Head of IT,5,5\n{_OWN},PM,4,4\n"
    "People,Head of people,3,3\n",
    "tickets": "id,service,category,opened,closed,hours,text,department\n"
    "T-1,S-1,x,2026-10-01,2026-10-02,1,Slow,IT\nT-2,S-1,x,2026-10-01,2026-10-02,1,Slow,"
    f"{_OWN}\nT-3,S-1,x,2026-10-01,2026-10-02,1,Slow,People\n"
    f"T-4,S-1,x,2026-10-01,2026-10-02,1,Slow,{_OWN}\n",
    "answers": "proposal,question,department,answer,date\n,How is it?,IT,Well,2026-11-01\n",
}


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    folder = write_offer(tmp_path_factory.mktemp("one"), **_CHANGES)
    return load_workspace(folder)


def test_the_cells_stay_and_the_names_are_told(workspace):
    assert set(workspace.table("proposals")["department"]) == {"People", "Sales", "IT"}
    assert workspace.department_names.one("IT") == _OWN
    assert departments_of(workspace).count("IT") == 0
    assert department_named(workspace, "it") == _OWN


def test_revaluation_asks_and_counts_it_once(tmp_path):
    offer = small_offer(tmp_path, **_CHANGES)
    asked = {question.department for question in offer.questions}
    assert _OWN in asked and "IT" not in asked
    assert any("“IT” counts as the same" in remark for remark in offer.remarks)
    raised = {one.name: one.n for one in offer.tickets.departments}
    assert raised == {_OWN: 3, "People": 1, "Sales": 0}
    heard = {one.role: one.is_heard for one in offer.tickets.stakeholders}
    assert heard == {"Head of IT": True, "PM": True, "Head of people": False}
    assert offer.asking_places == {_OWN: 1, "People": 2}


def test_each_department_has_one_page_and_what_it_answered(workspace):
    pages = {page.department: page for page in study_questions(workspace).pages}
    assert "IT" not in pages and pages[_OWN].questions
    assert [given.answer.department for given in pages[_OWN].answers] == ["IT"]


def test_facilitation_asks_it_under_one_name(workspace):
    found = study_facilitation(workspace)
    named = {question.department for question in found.questions}
    named |= {name for step in found.first_steps for name in step.departments}
    assert "IT" not in named
    assert _OWN in (found.context.it_department or "")


def test_stated_names_are_meant_instead(tmp_path):
    folder = write_offer(tmp_path, **_CHANGES)
    with (folder / "workspace.toml").open("a", encoding="utf-8") as toml:
        toml.write('it_departments = ["Digital"]\n')
    names = load_workspace(folder).department_names
    assert names.one("IT") == "Digital" and names.one(_OWN) == _OWN
