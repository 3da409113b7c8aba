"""What tickets say of one proposal: services that it reuses or replaces, and what weakens it."""

from __future__ import annotations

import pandas as pd
import pytest

from pmo_toolkit.assessment import assess_prepared, prepare
from pmo_toolkit.assessment.tickets.of_proposal import grade_beside_tickets, tickets_of
from pmo_toolkit.report.tickets.of_proposal import ticket_evidence
from tests.workspace.builders import read

DAYS = [day.date().isoformat() for day in pd.date_range("2025-11-25", periods=60, freq="6D")]
TICKETS = "opened,service,category,hours,role,department\n" + "".join(
    f"{day},{('S-1', 'S-2')[n % 2]},access,{('2', '')[n == 0]},desk,Sales\n"
    for n, day in enumerate(DAYS)
)
TABLES = {
    "proposals": "id,title,department\nP1,A portal,Sales\nP2,A register,Law\n",
    "services": "id,title\nS-1,Mail\nS-2,Map\nS-3,Post\n",
    "options": "id,proposal,kind,service,replaces\nO1,P1,reuse,S-1,\nO2,P2,SaaS,,S-2; S-3\n",
    "tickets": TICKETS,
}


def reader(folder, proposal, **tables):
    read_one = read(folder, "as_of = 2026-11-20\n", **{**TABLES, **tables})
    return prepare(read_one).reader(proposal)


@pytest.mark.parametrize(
    ("proposal", "service", "replaced", "unplaced"),
    [("P1", "S-1", (), 1), ("P2", "S-2", ("S-2",), 0)],
)
def test_services_that_are_reused_or_replaced_are_those_of_the_proposal(
    proposal, service, replaced, unplaced, tmp_path
):
    found = tickets_of(reader(tmp_path, proposal))
    assert (found.services, found.replaced, found.n) == ((service,), replaced, 30)
    # 355 days are known, from 25 November to 14 November
    assert found.window_days == 355
    (role,) = found.roles
    assert (role.n, found.unplaced) == (30 - unplaced, unplaced)
    assert role.hours_a_year == pytest.approx(2 * (30 - unplaced) * 365 / 355)


def test_the_page_says_that_the_tickets_of_what_is_replaced_end(tmp_path):
    read_one = read(tmp_path, "as_of = 2026-11-20\n", **TABLES)
    ready = prepare(read_one)
    page = ticket_evidence(assess_prepared(ready, "P2")).text
    assert "An option replaces S-2: its tickets would end" in page
    other = ticket_evidence(assess_prepared(ready, "P1")).text
    assert "replaces" not in other and "1\N{NO-BREAK SPACE}of these tickets states" in other


@pytest.mark.parametrize(("department", "grade"), [("Law", "two sources"), ("", "tickets only")])
def test_a_benefit_that_nobody_owns_speaks_for_nobody(department, grade, tmp_path):
    benefits = f"proposal,title,department\nP2,Fewer errors,{department}\n"
    assert tickets_of(reader(tmp_path, "P2", benefits=benefits)).grade.grade == grade


def test_what_a_department_answered_counts_as_a_source(tmp_path):
    answers = "proposal,question,department,answer,date\nP2,Why?,Law,Because,2026-11-01\n"
    assert tickets_of(reader(tmp_path, "P2", answers=answers)).grade.grade == "two sources"


@pytest.mark.parametrize("benefits", ["proposal,title\n", "proposal,title,department\nP2,x,Law\n"])
def test_leaving_old_tickets_out_makes_nothing_more_certain(benefits, tmp_path):
    old = TICKETS.replace("2026-", "2024-").replace("2025-", "2023-")
    with_old = reader(tmp_path / "old", "P2", tickets=old, benefits=benefits)
    without = reader(tmp_path / "none", "P2", tickets="opened,service\n", benefits=benefits)
    grades = [grade_beside_tickets(one, tickets_of(one)) for one in (with_old, without)]
    assert [grade and grade.grade for grade in grades] in (
        [None, None],
        ["tickets only", "tickets only"],
    )
    assert tickets_of(with_old).age_days == 736
