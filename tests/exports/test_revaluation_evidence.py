"""What teams finish stands in the workbook and in the figures as they stand on the page."""

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
    (forecast,) = rows["Team forecasts"]
    assert forecast["Items at least, 80 %"] is None and "not assessed" in forecast["Remark"]
    assert all("not assessed" in str(row["Value"]) for row in rows["Team times"][:4])
