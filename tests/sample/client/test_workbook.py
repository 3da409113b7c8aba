"""The sample organisation's workbook, as a client would hand it in."""

from __future__ import annotations

import datetime as dt

import openpyxl
import pytest

from pmo_toolkit.core.errors import UsageError
from pmo_toolkit.sample.client.workbook import FILE_NAME, write_client_workbook
from pmo_toolkit.sample.tables import make_sample


@pytest.fixture(scope="module")
def workbook(tmp_path_factory):
    return write_client_workbook(tmp_path_factory.mktemp("client"))


@pytest.fixture(scope="module")
def book(workbook):
    return openpyxl.load_workbook(workbook)


def _records(sheet, header_row):
    rows = list(sheet.iter_rows(min_row=header_row, values_only=True))
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


def test_the_same_arguments_give_the_same_bytes(workbook, tmp_path):
    assert write_client_workbook(tmp_path).read_bytes() == workbook.read_bytes()


def test_another_seed_gives_other_bytes(workbook, tmp_path):
    other = write_client_workbook(tmp_path, seed=7).read_bytes()
    assert other != workbook.read_bytes()


def test_what_is_there_stays(workbook):
    before = workbook.read_bytes()
    with pytest.raises(UsageError, match="nothing was written"):
        write_client_workbook(workbook.parent)
    assert workbook.read_bytes() == before
    assert workbook.name == FILE_NAME


def test_headings_stand_below_a_title_and_a_total_below_the_table(book):
    sheet = book["Vorhaben"]
    assert sheet["A1"].value == "Vorhabenliste der Fachbereiche"
    assert [sheet.cell(4, column).value for column in (1, 2, 7)] == [
        "Fachbereich",
        "Nr.",
        "Budget (T€)",
    ]
    budgets = [sheet.cell(row, 7).value for row in range(5, sheet.max_row)]
    stated = [budget for budget in budgets if isinstance(budget, int | float)]
    assert sheet.cell(sheet.max_row, 1).value == "Summe"
    assert sheet.cell(sheet.max_row, 7).value == pytest.approx(sum(stated))
    assert any(isinstance(budget, str) and budget.startswith("ca. ") for budget in budgets)
    assert sheet.merged_cells.ranges


def test_figures_stand_in_the_clients_units(book):
    history = make_sample()["history"]
    sheet = book["Abgeschlossene Projekte"]
    theirs = {record["Projekt"]: record for record in _records(sheet, 3)}
    ours = history.iloc[0]
    their = theirs[ours["project"]]
    assert their["Ist-Aufwand (PT)"] * 8 == pytest.approx(float(ours["actual_effort_person_hours"]))
    assert their["Ist-Kosten (T€)"] * 1000 == pytest.approx(float(ours["actual_cost"]))
    assert their["Beginn"] == dt.datetime.fromisoformat(ours["start_date"])
    assert their["Neuheit der Technik"] == "hoch"


def test_capacity_is_a_column_a_month(book):
    rows = list(book["Kapazität"].iter_rows(min_row=3, values_only=True))
    assert rows[0][:3] == ("Rolle", "Dez 2026", "Jan 2027")
    capacity = make_sample()["capacity"]
    assert len(rows) - 1 == capacity["role"].nunique()
    assert rows[1][1] == float(capacity.iloc[0]["gross_hours"])
