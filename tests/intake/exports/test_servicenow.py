"""Lists of ServiceNow: demands, incidents and projects, by field names and by labels."""

from __future__ import annotations

import pytest

from pmo_toolkit.intake.exports.known import recognise, without_people
from tests.intake.exports.made_exports import MadeExport
from tests.intake.exports.made_files import rows_of

DEMANDS = (
    '"number","short_description","state","demand_manager","department","start_date",'
    '"requested_by","total_costs","business_case"\n'
    '"DMND0001001","Portal","Draft","Ada Example","Sales","2026-04-01","2026-12-31","0",""\n'
    '"DMND0001002","Archive","Qualified","Ada Example","Finance","","","120000.50","<p>Law</p>"\n'
    '"DMND0001003","Rota","Deferred","Ada Example","Finance","","","5000",""\n'
    '"DMND0001004","Ledger","Approved","Ada Example","Finance","","","5000",""\n'
)


def test_demands_that_nobody_has_approved_are_proposals():
    found = rows_of("dmn_demand.csv", DEMANDS)["proposals"]
    assert [(row["id"], row["stage"], row["requested_budget"]) for row in found] == [
        ("DMND0001001", "idea", ""),
        ("DMND0001002", "ready for decision", "120000.5"),
        ("DMND0001003", "", "5000"),
    ]
    assert (found[0]["start_window"], found[0]["wanted_finish"]) == ("2026-04-01", "2026-12-31")
    assert found[1]["need"] == "<p>Law</p>"


def test_people_are_named_among_what_is_left_out():
    region = MadeExport("", "demands.csv", DEMANDS).region
    (suggestion,) = recognise(region)
    assert "demand_manager" not in (*suggestion.rule.aside, *suggestion.region.headers)
    assert "left out: demand_manager" in without_people(region).remarks[0]


def test_a_person_under_requested_by_is_no_date():
    text = DEMANDS.replace("2026-12-31", "Grace Sample")
    assert "wanted_finish" not in rows_of("dmn_demand.csv", text)["proposals"][0]


INCIDENTS = (
    '"Number","Opened","Short description","Caller","State","Category","Service","Assignment group"'
    ',"Contact type","Closed","Time worked"\n'
    '"INC0010001","2026-03-02 09:05:00","Mail slow","Ada","Closed","Network","Mail / Calendar",'
    '"Desk","Phone","2026-03-04 10:00:00","5400"\n'
    '"INC0010002","2026-03-03 09:05:00","No mail","Ada","New","Network","Mail / Calendar","Desk",'
    '"Phone","","0"\n'
    '"INC0010003","2026-03-03 09:05:00","Oops","Ada","Canceled","Network","Payroll","Desk","Phone",'
    '"2026-03-03 10:00:00",""\n'
    '"INC0010004","2026-03-03 09:05:00","Help","Ada","New","Inquiry","","Desk","Phone","",""\n'
)


def test_incidents_are_tickets_of_the_services_that_they_name():
    found = rows_of("incident.csv", INCIDENTS)
    assert [row["service"] for row in found["tickets"]] == ["Mail - Calendar"] * 2 + [""]
    assert [row["hours"] for row in found["tickets"]] == ["1.5", "", ""]
    assert [row["closed"] for row in found["tickets"]] == ["2026-03-04", "", ""]
    assert [(row["id"], row["title"]) for row in found["services"]] == [
        ("Mail - Calendar", "Mail / Calendar"),
        ("Payroll", "Payroll"),
    ]


PROJECTS = (
    "number,short_description,state,department,work_start,work_end,end_date,cost,work_cost,effort,"
    "work_effort,project_manager\n"
    'PRJ0010001,Portal,{closed},Sales,02.03.2026,25.06.2026,30.06.2026,"€120.000,00","€150.000,50",'
    "{effort},{effort},Ada\n"
    'PRJ0010002,Archive,{open},Sales,02.03.2026,,30.06.2026,"€0,00","€10,00",{effort},0,Ada\n'
    "PRJ0010003,Rota,{skipped},Sales,,,,,,,,Ada\n"
)


@pytest.mark.parametrize(
    "words",
    [
        {"closed": "Closed Complete", "open": "Work in Progress", "skipped": "Closed Skipped"},
        {"closed": "3", "open": "2", "skipped": "7"},
    ],
)
def test_projects_go_where_their_state_says(words):
    found = rows_of("pm_project.csv", PROJECTS.format(effort=3600000, **words))
    (finished,) = found["history"]
    assert finished["project"] == "PRJ0010001"
    assert (finished["start_date"], finished["finish_date"]) == ("2026-03-02", "2026-06-25")
    assert finished["actual_effort_person_hours"] == "1000"
    assert (finished["estimate_cost"], finished["actual_cost"]) == ("120000", "150000.5")
    (running,) = found["in_flight"]
    assert (running["project"], running["finish_estimate"]) == ("PRJ0010002", "2026-06-30")
    assert running.get("estimate_cost", "") == ""


@pytest.mark.parametrize(("effort", "hours"), [("1,200 Hours", "1200"), ("2 Days 4 Hours", None)])
def test_efforts_in_words_are_read_only_where_a_day_cannot_be_meant_two_ways(effort, hours):
    words = {"closed": "Closed Complete", "open": "Open", "skipped": "Closed Skipped"}
    text = PROJECTS.format(effort=f'"{effort}"', **words)
    row = rows_of("pm_project.csv", text)["history"][0]
    assert row.get("estimate_effort_person_hours") == hours


def test_other_numbers_are_no_records_of_servicenow():
    assert recognise(MadeExport("", "demands.csv", DEMANDS.replace("DMND", "P")).region) == ()
