"""Who was heard, and what speaks of a service beside its tickets."""

import pandas as pd
import pytest

from pmo_toolkit.analysis.evidence.stakeholders import stakeholder_register
from pmo_toolkit.studies.tickets.heard import (
    grades_by_service,
    heard_in,
    importance_of_departments,
    sources_heard,
)
from pmo_toolkit.studies.tickets.study import study_tickets
from tests.workspace.builders import read

AS_OF = pd.Timestamp("2026-11-20")
TABLES = {
    "proposals": "id,title,department\nP1,A portal,Sales\nP2,A register,Law\n",
    "services": "id,title,capability\nS-1,Mail,\nS-2,Map,\n",
    "options": "id,proposal,kind,service,replaces\nO1,P1,reuse,S-1,\nO2,P2,SaaS,,S-2\n",
    "stakeholders": "department,role,interest,influence\nLaw,Counsel,3,3\n",
}
JUDGED = "scorer_role,item,criterion,value,time\nCounsel,P1,value,5,{day}\n"
NOTED = "proposal,field,text,role,date\nP1,cost,Dear,{role},{day}\n"
CRITERIA = "id,name,direction\nvalue,Value,more\n"


def workspace(folder, **tables):
    return read(folder, "as_of = 2026-11-20\n", **{**TABLES, **tables})


def grades(folder, **tables):
    found = grades_by_service(workspace(folder, **tables), AS_OF, 365, 1)
    return {service: grade.grade for service, grade in found.items()}


def test_a_service_of_which_nothing_else_speaks_rests_on_tickets_alone(tmp_path):
    assert grades(tmp_path) == {"S-1": "tickets only", "S-2": "tickets only"}


@pytest.mark.parametrize(
    ("day", "grade"),
    [("2026-11-01", "two sources"), ("2025-11-01", "tickets only"), ("", "tickets only")],
)
def test_scores_count_for_the_services_of_their_proposal_while_they_are_recent(
    day, grade, tmp_path
):
    found = grades(tmp_path, judgements=JUDGED.format(day=day))
    assert found == {"S-1": grade, "S-2": "tickets only"}


def test_an_owned_benefit_is_a_source_and_one_without_an_owner_is_none(tmp_path):
    benefits = "proposal,title,department\nP1,Fewer calls,Sales\nP2,Fewer errors,\n"
    assert grades(tmp_path, benefits=benefits) == {"S-1": "two sources", "S-2": "tickets only"}


def test_a_service_that_an_option_replaces_is_one_that_its_proposal_speaks_of(tmp_path):
    benefits = "proposal,title,department\nP2,Fewer errors,Law\n"
    assert grades(tmp_path, benefits=benefits) == {"S-1": "tickets only", "S-2": "two sources"}


def test_an_answer_on_a_service_itself_counts_for_it(tmp_path):
    answers = "a,b,answer,by_role,date\nP1,S-2,partly,Counsel,2026-11-01\n"
    found = grades(tmp_path, overlap_answers=answers)
    assert found == {"S-1": "two sources", "S-2": "two sources"}


def test_old_tickets_are_worth_a_step_less(tmp_path):
    read_one = workspace(tmp_path, judgements=JUDGED.format(day="2026-11-01"))
    found = grades_by_service(read_one, AS_OF, 365, 500)["S-1"]
    assert found.grade == "tickets only" and "500 days old" in found.weakened_by


@pytest.mark.parametrize(
    ("role", "day", "sources"),
    [
        ("IT PMO consultant", "2026-11-01", ()),
        ("Counsel", "2026-11-01", ("what departments said on notes",)),
        ("Counsel", "2024-11-01", ()),
    ],
)
def test_what_the_consultant_notes_is_no_source_of_its_own(role, day, sources, tmp_path):
    read_one = workspace(tmp_path, notes=NOTED.format(role=role, day=day))
    register = stakeholder_register(read_one.table("stakeholders"), heard_in(read_one), AS_OF, 365)
    assert sources_heard(register) == sources


def test_a_note_stands_in_the_register_with_its_age(tmp_path):
    study = study_tickets(workspace(tmp_path, notes=NOTED.format(role="Me", day="2026-11-10")))
    last = study.stakeholders[-1]
    assert (last.role, last.heard_on[0].topic, last.age_days) == ("Me", "notes", 10)


def test_the_importance_of_a_department_is_the_highest_that_is_stated(tmp_path):
    capabilities = "id,title,importance,department\nC1,Sell,5,Law\nC2,Ship,2,Law\n"
    found = importance_of_departments(workspace(tmp_path, capabilities=capabilities))
    assert found == {"Law": 5.0, "Sales": None}
