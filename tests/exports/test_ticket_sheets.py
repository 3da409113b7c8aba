"""Tickets stand in the workbook and in the figures as they stand on the page."""

from __future__ import annotations

import json

import pytest

from pmo_toolkit import report
from pmo_toolkit.core.canonical_json import canonical_json
from pmo_toolkit.core.number_format import NumberFormat
from pmo_toolkit.exports.ticket_sheets import ticket_sheets
from pmo_toolkit.studies.tickets.study import study_tickets
from tests.workspace.builders import read

NUMBERS = NumberFormat("en", None)


def rows_of(study):
    data = json.loads(canonical_json(study.as_dict()))
    return data, {
        sheet.title: [
            dict(zip((column.title for column in sheet.columns), row, strict=True))
            for row in sheet.rows
        ]
        for sheet in ticket_sheets(data)
    }


@pytest.fixture(scope="module")
def studied():
    study = study_tickets("sample")
    return study, *rows_of(study)


def test_problems_have_the_same_ranges_n_and_grade_everywhere(studied):
    study, data, sheets = studied
    page, rows = report.tickets_problems(study).text, sheets["Recurring problems"]
    assert len(rows) == len(data["problems"]) >= 5
    shown = 0
    for row, problem in zip(rows, data["problems"], strict=True):
        low, high = (row[f"Ending it may avoid, hours a year: {end}"] for end in ("low", "high"))
        assert (low, high) == (problem["avoided_low"], problem["avoided_high"])
        assert (row["Tickets"], row["Tickets that state hours (n)"]) == (
            problem["n"],
            problem["with_hours"],
        )
        assert row["Grade"] == data["service_grades"][problem["service"]]["grade"]
        said = f"{NUMBERS.quantity_range(low, high, 'hours')} (n = {problem['with_hours']})"
        shown += said in page
    assert shown >= min(len(rows), 12)  # the page shows the first twelve
    assert {row["Grade"] for row in rows} == {"tickets only", "three sources"}


def test_loads_coverage_and_order_are_those_of_the_page(studied):
    study, _, sheets = studied
    page = report.tickets_loads(study).text
    for load in study.loads:
        rows = [row for row in sheets["Ticket load"] if row["Role"] == load.role]
        assert [row["Month"] for row in rows] == list(load.months)
        assert [row["Tickets"] for row in rows] == list(load.counts)
        assert NUMBERS.hours(rows[0]["Usual month of the role"]) in page
    unseen = report.tickets_unseen(study).text
    silent = [row for row in sheets["Ticket coverage"] if row["Question"]]
    departments = [row for row in silent if row["Kind"] == "department"]
    assert departments and all(row["Question"] in unseen for row in departments[:12])
    thin = [row for row in silent if row["Kind"] == "capability"]
    assert len(thin) > 9 and f"Hardly any tickets concern {len(thin)}" in unseen
    tickets, importance = "Tickets of twelve months (n)", "Importance, of 5"
    assert all(
        f"{one['Name']} | {one[importance]:g} | {one[tickets]} |" in unseen for one in thin[:12]
    )
    order = [row["Place"] for row in sheets["Order of asking"]]
    assert order == [record.place for record in study.stakeholders]
    assert len(sheets["Ticket traps"]) == len(study.traps) + len(study.findings)
    blind = [row for row in sheets["Ticket coverage"] if row["Share"] is None]
    assert [row["Name"] for row in blind] == [one.title for one in study.without_service]
    assert all(f"{row['Name']} (importance" in unseen for row in blind)


def test_channels_are_those_of_the_page(studied):
    study, data, sheets = studied
    unseen = report.tickets_unseen(study).text
    rows = sheets["Ticket channels"]
    whole = {row["Channels used, that with most tickets first"]: row for row in rows[:3]}
    for one in data["channels"]["channels"]:
        row = whole[one["name"]]
        assert row["Tickets of twelve months that state one (n)"] == one["n"]
        assert f"{one['name']} | {one['n']} | {NUMBERS.share(one['share'])}" in unseen
    n = [row["Tickets of twelve months that state one (n)"] for row in rows[3:]]
    assert sum(n) == data["channels"]["stated"]


def test_the_basis_says_of_which_days_the_table_knows(studied):
    study, data, sheets = studied
    basis = {row["What"]: row["Value"] for row in sheets["Ticket basis"]}
    assert basis["Day of the last ticket"] == "2026-11-20"
    assert basis["Tickets of the last twelve months, which end with the last ticket"] == 220
    assert basis["Grade of what tickets show as a whole"] == data["grade"]["grade"]
    assert "The last one is of 20 November 2026." in report.tickets_overview(study).text


def test_rows_set_aside_and_odd_cells_stand_in_the_workbook(tmp_path):
    tickets = "ticket,opened,closed,hours\n2,2026-03-04,2026-03-01,2\n3,2026-03-04,,2\n"
    study = study_tickets(read(tmp_path, "as_of = 2026-11-20\n", tickets=tickets))
    told = [row["Kind"] for row in rows_of(study)[1]["Ticket traps"]]
    assert "row set aside" in told


def test_nothing_is_said_where_nothing_is_known(tmp_path):
    few = "team,item,started,done\nA,1,2026-11-02,2026-11-04\n"
    _, rows = rows_of(study_tickets(read(tmp_path, "as_of = 2026-11-20\n", flow=few)))
    assert rows["Recurring problems"] == rows["Order of asking"] == rows["Ticket channels"] == []
