"""Units: what their spellings name, and figures in the unit of their column."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_toolkit.workspace.dictionary.tables import TABLES
from pmo_toolkit.workspace.parsing.units import (
    UNITS,
    Unit,
    UnitMismatch,
    UnitNeedsHoursPerDay,
    in_column_unit,
    measure_of,
    unit_named,
    unit_of,
)


def named(text: str, measures: str | None = None) -> str | None:
    unit = unit_named(text, measures)
    return None if unit is None else unit.name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("PT", "person-days"),
        ("(in PT)", "person-days"),
        ("Aufwand in PT", "person-days"),
        ("Personentage", "person-days"),
        ("person_days", "person-days"),
        ("Person-Days", "person-days"),
        ("jours-homme", "person-days"),
        ("Jours/homme", "person-days"),
        ("PT pro Monat", "person-days"),
        ("h", "person-hours"),
        ("Std.", "person-hours"),
        ("hours per month", "person-hours"),
        ("h/month", "person-hours"),
        ("h/Monat", "person-hours"),
        ("Personenmonate", "person-months"),
        ("days", "days"),
        ("Kalendertage", "days"),
        ("Arbeitstage", "working days"),
        ("Monate", "months"),
        ("mois", "months"),
        ("Wochen", "weeks"),
        ("T€", "thousand"),
        ("TEUR", "thousand"),
        ("kEUR", "thousand"),
        ("KEUR", "thousand"),
        ("TUSD", "thousand"),
        ("TCHF", "thousand"),
        ("k€", "thousand"),
        ("€k", "thousand"),
        ("$k", "thousand"),
        ("EUR '000", "thousand"),
        ("€000", "thousand"),
        ("€ thousands", "thousand"),
        ("in thousands of EUR", "thousand"),
        ("thousands of euros", "thousand"),
        ("miles de €", "thousand"),
        ("milliers d'euros", "thousand"),
        ("Tsd. EUR", "thousand"),
        ("alle Angaben in T€", "thousand"),
        ("all figures in kEUR", "thousand"),
        ("T€ p.a.", "thousand"),
        ("T€/Jahr", "thousand"),
        ("TEUR per year", "thousand"),
        ("Mio. €", "million"),
        ("Mio €", "million"),
        ("M€", "million"),
        ("MEUR", "million"),
        ("€m", "million"),
        ("EURm", "million"),
        ("Mio. EUR", "million"),
        ("USD millions", "million"),
        ("Mrd. €", "billion"),
        ("EUR", "money"),
        ("Euro", "money"),
        ("eur", "money"),
        ("in EUR", "money"),
        ("€", "money"),
        ("US$", "money"),
        ("CHF", "money"),
        ("EUR/year", "money"),
    ],
)
def test_units_as_people_write_them(text: str, name: str) -> None:
    assert named(text) == name


@pytest.mark.parametrize("text", ["t", "m", "mt", "AT", "d", "mo", "w", "k", "T", "M", "mm", "b"])
def test_what_means_several_things_means_nothing_without_its_column(text: str) -> None:
    assert unit_named(text) is None


@pytest.mark.parametrize(
    ("text", "measures", "name"),
    [
        ("t", "money", "thousand"),
        ("T", "time", "days"),
        ("k", "money", "thousand"),
        ("k", "effort", None),
        ("m", "money", "million"),
        ("m", "time", "months"),
        ("m", "effort", None),
        ("MT", "effort", "person-days"),
        ("MT", "time", "months"),
        ("AT", "effort", "person-days"),
        ("AT", "time", "working days"),
        ("d", "effort", "person-days"),
        ("d", "time", "days"),
        ("Tage", "effort", "person-days"),
        ("weeks", "effort", "person-weeks"),
        ("w", "time", "weeks"),
        ("mo", "time", "months"),
        ("Mio", "money", "million"),
        ("PT", "money", "person-days"),
        ("mil", "money", "thousand"),
    ],
)
def test_the_measure_of_a_column_tells_what_a_spelling_means(
    text: str, measures: str, name: str | None
) -> None:
    assert named(text, measures) == name


@pytest.mark.parametrize(
    "text",
    [
        "", "()", "all", "try", "top", "phase 2", "draft", "owner", "R", "%", "FTE", "1-5", "2026",
        "T€/Monat", "h/year", "points", "x", "PT per year",
    ],
)  # fmt: skip
def test_what_names_no_unit(text: str) -> None:
    assert unit_named(text) is None


def test_names_and_spellings_of_one_measure_never_clash() -> None:
    seen: dict[tuple[str, str], str] = {}
    for unit in UNITS:
        assert unit_of(unit.name) is unit
        assert unit_named(unit.name) is unit
        for spelling in (unit.name, *unit.spellings, *unit.unsure):
            assert seen.setdefault((unit.measures, spelling), unit.name) == unit.name, spelling
            assert unit_named(spelling.upper(), unit.measures) is unit, spelling


@pytest.mark.parametrize(
    ("value", "unit", "column_unit", "hours_per_day", "expected"),
    [
        (40, "person-days", "person-hours", 8, 320),
        (2.3, "person-days", "hours", 7.5, 17.25),
        (10, "person-days", "hours per month", 7.6, 76),
        (2, "person-weeks", "person-hours", 8, 80),
        (12, "person-hours", "person-hours", None, 12),
        (3, "months", "calendar days", None, 91.3125),
        (6, "weeks", "days", None, 42),
        (5, "working days", "calendar days", None, 7),
        (2, "years", "months", None, 24),
        (3, "months", "months", None, 3),
        (150, "thousand", "money", None, 150_000),
        (2.3, "thousand", "money", None, 2_300),
        (1.2, "million", "money per year", None, 1_200_000),
    ],
)
def test_figures_become_those_of_their_column(
    value: float, unit: str, column_unit: str, hours_per_day: float | None, expected: float
) -> None:
    named_unit = unit_of(unit)
    assert named_unit is not None
    assert in_column_unit(value, named_unit, column_unit, hours_per_day) == expected


def test_person_months_have_the_working_days_of_a_month() -> None:
    hours = in_column_unit(1, _unit("person-months"), "person-hours", 8)
    assert hours == pytest.approx(365.25 / 12 * 5 / 7 * 8)


def _unit(name: str) -> Unit:
    unit = unit_of(name)
    assert unit is not None
    return unit


def test_person_days_without_the_hours_of_a_day_are_not_converted() -> None:
    with pytest.raises(UnitNeedsHoursPerDay):
        in_column_unit(40, _unit("person-days"), "person-hours", None)


@pytest.mark.parametrize(
    ("unit", "column_unit"),
    [("months", "person-hours"), ("thousand", "calendar days"), ("person-days", "people")],
)
def test_units_that_measure_something_else_are_refused(unit: str, column_unit: str) -> None:
    with pytest.raises(UnitMismatch):
        in_column_unit(1, _unit(unit), column_unit, 8)


@given(
    st.sampled_from([unit for unit in UNITS if unit.measures != "share"]),
    st.integers(1, 10**6),
    st.sampled_from([6.0, 7.6, 8.0]),
)
def test_no_conversion_makes_a_figure_a_thousand_times_too_small(
    unit: Unit, value: int, hours_per_day: float
) -> None:
    effort = "hours per month" if unit.monthly else "person-hours"
    column_unit = {"effort": effort, "time": "calendar days", "money": "money"}
    converted = in_column_unit(value, unit, column_unit[unit.measures], hours_per_day)
    least = value / 3600 if unit.name == "person-seconds" else value
    assert converted == pytest.approx(least) or converted > least


def test_each_unit_of_the_dictionary_that_can_be_converted_is_known() -> None:
    units = {
        (column.metadata or {}).get("unit")
        for schema in TABLES.values()
        for column in schema.columns.values()
    }
    spoken = {unit for unit in units if unit and unit_named(unit) and "unit" not in unit}
    assert {unit for unit in spoken if measure_of(unit) is None} == {"year"}


@pytest.mark.parametrize("text", ["FTE", "VZÄ", "ETP", "VTE", "equivalentes a tiempo completo"])
def test_full_time_equivalents_are_hours_a_month_and_no_hours_of_a_project(text: str) -> None:
    unit = unit_named(text, "effort")
    assert unit is not None and unit.name == "full-time equivalents"
    for column_unit in ("hours", "hours per month"):
        assert in_column_unit(2, unit, column_unit, 8) == pytest.approx(2 * 21.741 * 8, rel=1e-4)
    with pytest.raises(UnitMismatch):
        in_column_unit(2, unit, "person-hours", 8)
