"""Months, quarters and years side by side."""

from __future__ import annotations

import pytest

from pmo_toolkit.intake.base.regions import Region
from pmo_toolkit.intake.base.rules import Declared, Unpivot
from pmo_toolkit.intake.base.suggestions import Certainty, ColumnSuggestion, TableSuggestion
from pmo_toolkit.intake.mapping.suggest import suggest_tables
from pmo_toolkit.workspace.dictionary.tables import TABLES
from tests.intake.mapping.client_sheets import region_from_rows

_MATRIX = """
Rolle | Jan 26 | Feb 26 | Mrz 26 | Summe
Entwickler | 320 | 300 | 340 | 960
Architekt | 160 | 150 | 170 | 480
"""


def _only(region: Region) -> TableSuggestion:
    (suggestion,) = suggest_tables([region], Declared(hours_per_day=8))
    return suggestion


def _column(suggestion: TableSuggestion, name: str) -> ColumnSuggestion:
    return next(column for column in suggestion.columns if column.rule.column == name)


def test_roles_by_months_are_gross_hours():
    suggestion = _only(region_from_rows("Kapazität", _MATRIX))
    assert suggestion.rule.table == "capacity"
    assert suggestion.rule.unpivot == Unpivot(
        ("Jan 26", "Feb 26", "Mrz 26"), "month", "gross_hours"
    )
    assert _column(suggestion, "month").rule.words == {
        "Jan 26": "2026-01",
        "Feb 26": "2026-02",
        "Mrz 26": "2026-03",
    }
    hours = _column(suggestion, "gross_hours")
    assert (hours.certainty, hours.rule.unit) == (Certainty.LIKELY, None)
    assert suggestion.rule.aside == ("Summe",)


def test_title_and_size_say_the_unit_and_the_measure():
    days = _MATRIX.replace("320", "40").replace("300", "38").replace("340", "42")
    titled = _only(region_from_rows("Kapazität", days, title="Abwesenheit in PT"))
    assert titled.rule.unpivot is not None
    assert titled.rule.unpivot.values_to == "absence_hours"
    assert _column(titled, "absence_hours").rule.unit == "person-days"

    small = days.replace("160", "20").replace("150", "19").replace("170", "21")
    by_size = _column(_only(region_from_rows("Kapazität", small)), "gross_hours")
    assert by_size.rule.unit == "person-days"
    assert by_size.doubts == ("looks like person-days",)


def test_demand_by_month_counts_months_from_the_first():
    options = region_from_rows("Optionen", "Nr | Option | Art\nO1 | A | SaaS\nO2 | B | build")
    matrix = """
Option | Rolle | 2026-11 | 2026-12 | 2027-01
O1 | Dev | 80 | 90 | 90
O2 | Dev | 9 | 8 | 7
"""
    _, demand = suggest_tables([options, region_from_rows("Bedarf", matrix)], Declared())
    assert demand.rule.table == "demand"
    assert _column(demand, "start_month").rule.words["2027-01"] == "3"
    assert _column(demand, "months").rule.constant == "1"


def test_costs_by_year_are_amounts_due_once_and_in_doubt():
    text = "Option | Kostenelement | 2026 | 2027\nO1 | Lizenz | 12000 | 13000\nO2 | Bau | 1 | 0"
    suggestion = _only(region_from_rows("Kosten", text))
    assert suggestion.rule.table == "costs"
    period = _column(suggestion, "period")
    assert (period.rule.constant, period.certainty) == ("once", Certainty.UNSURE)
    assert suggestion.rule.unpivot == Unpivot(("2026", "2027"), "element", "mode")
    assert _column(suggestion, "element").rule.join == ", "


def test_what_columns_side_by_side_fill_stands_in_the_dictionary():
    for text in ("Option | 2026 | 2027\nO1 | 12000 | 13000", _MATRIX):
        suggestion = _only(region_from_rows("Kosten" if "Option" in text else "Kapazität", text))
        unpivot = suggestion.rule.unpivot
        assert unpivot is not None
        assert {unpivot.names_to, unpivot.values_to} <= set(TABLES[suggestion.rule.table].columns)


def test_benefits_by_year_take_the_latest():
    text = "Projekt | Nutzen | 2027 | 2028\nP1 | Papier | 12000 | 13000\nP2 | Zeit | 100 | 900"
    suggestion = _only(region_from_rows("Nutzen", text))
    mode = _column(suggestion, "mode")
    assert (suggestion.rule.unpivot, mode.rule.headers) == (None, ("2028",))
    assert mode.certainty is Certainty.UNSURE
    assert suggestion.rule.aside == ("2027",)


def test_a_single_year_is_no_table_laid_out_wide():
    suggestion = _only(region_from_rows("Nutzen", "Projekt | Nutzen | 2027\nP1 | Papier | 12000"))
    assert suggestion.rule.unpivot is None


@pytest.mark.parametrize(
    ("sheet", "title"), [("Capacity (FTE)", ""), ("Kapazität", "VZÄ je Rolle"), ("Capacité", "ETP")]
)
def test_full_time_equivalents_are_working_days_of_a_month_and_in_doubt(sheet, title):
    text = "Role | 01/2027 | 02/2027 | 03/2027\nDeveloper | 12 | 12 | 11.5\nAnalyst | 5 | 5 | 6"
    hours = _column(_only(region_from_rows(sheet, text, title=title)), "gross_hours")
    assert hours.rule.unit == "full-time equivalents"
    assert hours.doubts == ("full-time equivalents are taken for 21.7 working days a month each",)


def test_full_time_equivalents_of_a_running_project_are_hours_a_month():
    text = "Project | Name | Role | FTE | Start\nR1 | Core | Dev | 4 | 2026-01-12"
    found = _column(_only(region_from_rows("Running projects", text)), "hours_per_month")
    assert (found.rule.unit, found.certainty) == ("full-time equivalents", Certainty.UNSURE)


def test_amounts_due_once_and_each_year_stand_side_by_side():
    text = (
        "Option | Position | einmalig | jährlich\nO1 | Lizenzen | 100 | 20\nO2 | Hosting | | 12.5"
    )
    suggestion = _only(region_from_rows("Kosten", text, title="Kosten in T€"))
    assert suggestion.rule.unpivot == Unpivot(("einmalig", "jährlich"), "period", "mode")
    assert _column(suggestion, "period").rule.words == {"einmalig": "once", "jährlich": "per year"}
    assert _column(suggestion, "mode").rule.unit == "thousand"


def test_years_and_months_in_columns_are_no_amounts_due():
    text = "Rolle | Jahr | Monat | Stunden\nDev | 2027 | 1 | 160\nDev | 2027 | 2 | 150"
    assert _only(region_from_rows("Kapazität", text)).rule.unpivot is None
