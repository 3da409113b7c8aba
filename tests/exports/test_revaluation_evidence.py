"""Tickets and flow stand in the workbook and in the figures as they stand on the page."""

from __future__ import annotations

import json

import pytest

from pmo_toolkit import report
from pmo_toolkit.core.canonical_json import canonical_json
from pmo_toolkit.core.number_format import NumberFormat, counted
from pmo_toolkit.exports.revaluation_evidence import evidence_sheets
from pmo_toolkit.studies.flow.study import study_flow
from pmo_toolkit.studies.tickets.study import study_tickets
from tests.workspace.builders import read

NUMBERS = NumberFormat("en", None)


@pytest.fixture(scope="module")
def studies():
    return study_tickets("sample"), study_flow("sample")


def written(tickets, flow):
    return json.loads(canonical_json({"tickets": tickets.as_dict(), "flow": flow.as_dict()}))


@pytest.fixture(scope="module")
def sheets(studies):
    return rows_of(written(*studies))


def rows_of(data):
    return {
        sheet.title: [
            dict(zip((column.title for column in sheet.columns), row, strict=True))
            for row in sheet.rows
        ]
        for sheet in evidence_sheets(data)
    }


def test_problems_have_the_same_ranges_and_n_everywhere(studies, sheets):
    page, data = report.tickets_problems(studies[0]).text, written(*studies)["tickets"]
    rows = sheets["Recurring problems"]
    assert len(rows) == len(data["problems"]) >= 5
    shown = 0
    for row, problem in zip(rows, data["problems"], strict=True):
        low, high = (row[f"Ending it may avoid, hours a year: {end}"] for end in ("low", "high"))
        assert (low, high) == (problem["avoided_low"], problem["avoided_high"])
        assert (row["Tickets"], row["Tickets that state hours (n)"]) == (
            problem["n"],
            problem["with_hours"],
        )
        said = f"{NUMBERS.quantity_range(low, high, 'hours')} (n = {problem['with_hours']})"
        shown += said in page
    assert shown >= min(len(rows), 12)  # the page shows the first twelve


def test_loads_coverage_and_order_are_those_of_the_page(studies, sheets):
    tickets = studies[0]
    page = report.tickets_loads(tickets).text
    for load in tickets.loads:
        rows = [row for row in sheets["Ticket load"] if row["Role"] == load.role]
        assert [row["Month"] for row in rows] == list(load.months)
        assert [row["Tickets"] for row in rows] == list(load.counts)
        assert NUMBERS.hours(rows[0]["Usual month of the role"]) in page
    unseen = report.tickets_unseen(tickets).text
    silent = [row for row in sheets["Ticket coverage"] if row["Question"]]
    assert silent and all(row["Question"] in unseen for row in silent[:12])
    order = [row["Department"] for row in sheets["Order of asking"]]
    assert order == [record.department for record in tickets.stakeholders]
    assert len(sheets["Ticket traps"]) == len(tickets.traps) + len(tickets.findings)


def test_forecasts_and_times_are_those_of_the_page(studies, sheets):
    flow = studies[1]
    page = report.flow_section(flow).text
    assert len(sheets["Team forecasts"]) == len(flow.teams)
    for row, team in zip(sheets["Team forecasts"], flow.teams, strict=True):
        assert row["Items at least, 80 %"] == team.forecast.forecast[1]
        assert row["Past weeks measured (n)"] == team.forecast.coverage.n_origins
        assert counted(row["Items at least, 80 %"], "item", "items") in page
        kept = f"{100 * row['Promises of 80 % kept']:.0f} % of {row['Past weeks measured (n)']:,}"
        assert kept in page
    ratios = [row["Value"] for row in sheets["Team times"] if "Little" in row["Measure"]]
    assert len(ratios) == len(flow.teams) and any(f"{ratio:.2f}" in page for ratio in ratios)


def test_what_is_not_assessed_says_why_in_its_cell(tmp_path):
    few = "team,item,started,done\nA,1,2026-11-02,2026-11-04\n"
    read_one = read(tmp_path, "as_of = 2026-11-20\n", flow=few)
    rows = rows_of(written(study_tickets(read_one), study_flow(read_one)))
    assert rows["Recurring problems"] == rows["Order of asking"] == []
    (forecast,) = rows["Team forecasts"]
    assert forecast["Items at least, 80 %"] is None and "not assessed" in forecast["Remark"]
    assert all("not assessed" in str(row["Value"]) for row in rows["Team times"][:4])
