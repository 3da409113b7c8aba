"""Tickets of a workspace, from its tables to the result."""

from __future__ import annotations

import json

import pytest

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.overlaps.encoding import WordEncoder
from pmo_toolkit.core.canonical_json import canonical_json
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.studies.tickets import study_tickets
from tests.analysis.tickets.written import every
from tests.studies.revaluation.offers import write_offer

HEAD = "ticket,service,category,opened,closed,hours,department,channel,text"


def tickets_text(rows):
    names = HEAD.split(",")
    lines = [
        ",".join(str({"ticket": place, **row}.get(name) or "") for name in names)
        for place, row in enumerate(rows, start=1)
    ]
    return "\n".join([HEAD, *lines])


def study(folder, rows, **more):
    write_offer(folder, tickets=tickets_text(rows))
    return study_tickets(folder, as_of="2026-11-22", encoder=WordEncoder(), **more)


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    payroll = every(3, 60, service="S-1", category="fault", hours=2, department="People")
    slips = every(9, 20, service="S-2", category="question", hours=1, department="People")
    text = "Pay run stopped"
    rows = [*({**row, "text": text, "channel": "phone"} for row in payroll), *slips]
    stakeholders = "department,role,interest,influence\nSales,Head,4,4\nPeople,Head,5,5\n"
    folder = tmp_path_factory.mktemp("tickets")
    (folder / "stakeholders.csv").write_text(stakeholders, encoding="utf-8")
    return study(folder, rows)


def test_a_problem_stands_by_its_service_capability_and_proposals(found):
    first = found.problems[0]
    assert first.title == "Pay run stopped · fault · Payroll"
    assert (first.capability, first.department, first.tickets) == ("C-11", "People", 60)
    assert first.proposals == ("P-1",)
    assert first.grade.grade.value == "three sources or more"


def test_a_department_that_hardly_raises_tickets_is_asked(found):
    assert [line.name for line in found.departments.silent] == ["Sales"]
    assert "Sales" in {question.department for question in found.questions}
    assert found.order_of_asking == ("People", "Sales")


def test_nothing_is_said_of_what_tickets_do_not_state(found):
    assert isinstance(found.loads[0].season, NotAssessed)
    assert found.main_channel.name == "phone"
    assert any("No ticket states role" in remark for remark in found.remarks)


def test_the_result_is_the_same_each_time_and_can_be_written(found, tmp_path):
    data = json.loads(canonical_json(found.as_dict()))
    assert data["problems"][0]["tickets"] == 60
    assert found.summary().shape[0] == len(found.problems)


def test_odd_rows_are_told_and_the_rest_is_used(tmp_path):
    rows = [
        *every(3, 20, service="S-1", hours=1),
        {"opened": "2026-03-04", "closed": "2026-03-01"},
        {"opened": "2027-03-04", "hours": "-1"},
        {"opened": "?", "service": "?"},
        {"opened": "2026-03-04T23:30+02:00"},
        {"opened": "2026-03-04 10:00"},
    ]
    odd = study(tmp_path, rows)
    assert odd.used == 22
    told = " ".join(odd.remarks)
    for words in ("future", "no day of opening", "ends before it begins; left out", "time zones"):
        assert words in told


def test_a_workspace_without_tickets_has_a_result_that_says_so(tmp_path):
    write_offer(tmp_path)
    empty = study_tickets(tmp_path, as_of="2026-11-22")
    assert isinstance(empty.problems, NotAssessed)
    assert isinstance(empty.loads, NotAssessed)
    assert empty.questions == ()


def test_settings_move_what_recurs(tmp_path):
    rows = every(3, 20, service="S-1", hours=1)
    assert study(tmp_path, rows, settings=Settings.of(recurrence_least_tickets=21)).problems == ()
