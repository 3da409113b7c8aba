"""The unit of a column's figures, and what is unsure about it."""

from __future__ import annotations

import pytest

from pmo_toolkit.intake.mapping.texts.contents import contents_of
from pmo_toolkit.intake.mapping.unit_choice import (
    UnitChoice,
    stated_unit,
    unit_beside,
    unit_by_size,
)

_EFFORT, _DURATION = "estimate_effort_person_hours", "estimate_duration_days"


@pytest.mark.parametrize(
    ("column", "header", "title", "cells", "unit", "source"),
    [
        (_EFFORT, "Aufwand (PT)", "", ("120", "80"), "person-days", "header"),
        (_EFFORT, "Aufwand (h)", "", ("120", "80"), None, "header"),
        (_EFFORT, "Aufwand", "", ("120 PT", "80 PT"), "person-days", "cells"),
        (_EFFORT, "Aufwand", "Aufwände in PT", ("120", "80"), "person-days", "title"),
        (_DURATION, "Dauer [Monate]", "", ("12", "8"), "months", "header"),
        ("requested_budget", "Budget", "alle Beträge in T€", ("250", "80"), "thousand", "title"),
        ("requested_budget", "Budget", "", ("250 T€", "ca. 80 T€"), "thousand", "cells"),
        ("requested_budget", "Budget (€)", "in T€", ("250000",), None, "header"),
        ("title", "Titel (PT)", "", ("Neu",), None, ""),
    ],
)
def test_stated_units(column, header, title, cells, unit, source):
    choice = stated_unit("proposals", column, header, title, contents_of(cells))
    assert (choice.unit, choice.source) == (unit, source)


def test_header_and_cells_that_disagree_are_in_doubt():
    cells = contents_of(("12 Monate", "8 Monate"))
    choice = stated_unit("proposals", _DURATION, "Dauer (Wochen)", "", cells)
    assert choice.doubts == ("header says weeks, cells say months",)


def test_a_misspelt_unit_is_in_doubt():
    choice = stated_unit("proposals", _DURATION, "Dauer (Montae)", "", contents_of(("12", "8")))
    assert (choice.unit, choice.doubts) == ("months", ('"Montae" is taken for months',))


@pytest.mark.parametrize(
    ("column", "cells", "money", "elsewhere", "unit"),
    [
        (_DURATION, ("12", "8", "24"), None, None, "months"),
        (_DURATION, ("360", "240", "700"), None, None, None),
        (_EFFORT, ("300", "250", "500"), None, 2400.0, "person-days"),
        (_EFFORT, ("2400", "2000", "3000"), None, 2400.0, None),
        (_EFFORT, ("300", "250", "500"), 250_000.0, None, "person-days"),
        (_EFFORT, ("2400", "2000", "3000"), 250_000.0, None, None),
        ("requested_budget", ("250", "80", "900"), None, None, "thousand"),
        ("requested_budget", ("250000", "80000", "900000"), None, None, None),
    ],
)
def test_size_speaks_for_a_unit_and_leaves_a_doubt(column, cells, money, elsewhere, unit):
    choice = unit_by_size("proposals", column, contents_of(cells), money=money, elsewhere=elsewhere)
    assert choice.unit == unit
    assert unit is None or choice.doubts[0].startswith("looks like")


@pytest.mark.parametrize(
    ("column", "cells", "doubt"),
    [
        (
            "requested_budget",
            ("20K", "10K", "5000"),
            "1 cells state no unit beside others in thousand: taken as money",
        ),
        (
            _EFFORT,
            ("40 PT", "320 h", "1.200", "2,5 PM"),
            "1 cells state no unit beside others in person-days and person-hours and"
            " person-months: taken as person-hours",
        ),
    ],
)
def test_plain_numbers_beside_units_are_left_as_they_are(column, cells, doubt):
    choice = stated_unit("proposals", column, "Betrag", "", contents_of(cells))
    assert (choice.unit, choice.source, choice.doubts) == (None, "cells", (doubt,))


def test_an_effort_without_unit_is_in_hours_unless_the_figures_contradict():
    few = contents_of(("300", "250", "120"))
    assert unit_by_size("proposals", _EFFORT, few).unit is None
    assert unit_by_size("proposals", _EFFORT, few).doubts
    assert unit_by_size("proposals", _EFFORT, few, money=20_000.0).unit is None
    assert unit_by_size("proposals", _EFFORT, few, money=250_000.0).unit == "person-days"


def test_a_column_of_units_speaks_for_the_amounts_beside():
    def beside(*units):
        return unit_beside("benefits", "mode", contents_of(units))

    assert beside("T€ p.a.", "T€ p.a.").unit == "thousand"
    assert beside("T€ p.a.", "T€ p.a.").doubts
    assert beside("USD per year", "USD per year") == UnitChoice()
    assert beside("T€ p.a.", "EUR p.a.").unit is None
    assert beside("T€ p.a.", "EUR p.a.").doubts
    assert beside("T€ p.a.", "hours").doubts


def test_percents_in_a_column_of_plain_numbers_are_the_numbers_before_the_sign():
    choice = stated_unit("goals", "weight", "Gewicht", "", contents_of(("40%", "35 %", "25%")))
    assert choice.unit == "percent"
    assert choice.doubts
    assert stated_unit("goals", "baseline", "Huidig", "", contents_of(("12", "55%"))).unit is None
    assert stated_unit("risks", "probability", "P", "", contents_of(("40%",))).unit is None
