"""One cell of a client's as text of our column."""

from __future__ import annotations

import pytest

from pmo_toolkit.intake.base.applied import CellTrouble
from pmo_toolkit.intake.base.rules import ColumnRule, Declared
from pmo_toolkit.intake.converting.cells import CellConverter
from pmo_toolkit.workspace.parsing.outcomes import FormulaError, Typed

GERMAN = Declared("EUR", hours_per_day=8, locale="de_DE")


def _cell(column, text, table="proposals", declared=GERMAN, **rule):
    return CellConverter(table, ColumnRule(column, ("x",), **rule), declared).convert(text)


def test_numbers_are_written_as_the_workspace_writes_them():
    assert _cell("requested_budget", "1.250,5", decimal=",").text == "1250,5"
    english = Declared("EUR", locale="en_GB")
    assert _cell("requested_budget", "1.250,5", declared=english, decimal=",").text == "1250.5"
    assert _cell("requested_budget", Typed("1250.5")).text == "1250,5"


def test_a_day_is_written_so_that_it_can_mean_only_one():
    for text in ("03.11.2026", "3. November 2026", Typed("2026-11-03"), "3.11.26"):
        assert _cell("start_window", text, date_order="dmy").text == "2026-11-03"
    assert _cell("start_window", "11/03/2026", date_order="mdy").text == "2026-11-03"
    assert _cell("start_window", "Q3 2026").text == "2026-07-01/2026-09-30"
    assert _cell("start_window", "Nov 26").text == "2026-11"
    assert _cell("month", "Mrz 2026", table="capacity").text == "2026-03"
    assert _cell("opened", "12/Mar/26 3:14 PM", table="tickets").text == "2026-03-12"


def test_a_year_of_two_digits_is_noted():
    cell = _cell("start_window", "31.12.25", date_order="dmy")
    assert (cell.text, cell.trouble) == ("2025-12-31", CellTrouble.CHANGED)


def test_a_month_is_no_day():
    cell = _cell("date", "Nov 2026", table="goals")
    assert (cell.text, cell.trouble) == ("Nov 2026", CellTrouble.UNREAD)


def test_words_are_translated_whatever_their_case():
    words = {"Idee": "idea", "sehr hoch": "5", "wahrscheinlich": "0.7"}
    assert _cell("stage", " IDEE ", words=words).text == "idea"
    assert _cell("team_experience", "Sehr  hoch", words=words).text == "5"
    assert _cell("probability", "wahrscheinlich", "risks", words=words).text == "0,7"
    assert _cell("stage", "Business Case").text == "business case"


def test_a_word_that_nobody_translated_stays_and_is_listed():
    cell = _cell("stage", "Parkplatz")
    assert (cell.text, cell.trouble) == ("Parkplatz", CellTrouble.WORD)


@pytest.mark.parametrize("text", ["TBD", "k.A.", "?", "n/a"])
def test_what_is_not_known_yet_stays_for_the_check(text):
    assert (_cell("requested_budget", text).text, _cell("stage", text).trouble) == (text, None)


def test_what_cannot_be_read_stays_as_written():
    cell = _cell("requested_budget", "viel Geld")
    assert (cell.text, cell.trouble) == ("viel Geld", CellTrouble.UNREAD)
    error = _cell("requested_budget", FormulaError("#REF!"))
    assert (error.text, error.trouble) == ("#REF!", CellTrouble.FORMULA)


def test_days_that_cannot_become_hours_never_pass_for_hours():
    cell = _cell("estimate_effort_person_hours", "12", declared=Declared(), unit="person-days")
    assert (cell.text, cell.trouble) == ("12 person-days", CellTrouble.UNREAD)


def test_another_currency_stays_with_its_amount():
    cell = _cell("requested_budget", "250 USD", decimal=",")
    assert (cell.text, cell.trouble) == ("250 USD", CellTrouble.CURRENCY)
    assert _cell("requested_budget", "250 €", decimal=",").text == "250"
    undeclared = Declared(locale="en_GB")
    assert _cell("requested_budget", "1,5 Mio USD", declared=undeclared, decimal=",").text == (
        "1500000 USD"
    )


def test_ids_stay_as_written_where_a_file_can_be_called_so():
    assert _cell("id", " P 01 ").text == "P 01"
    assert _cell("id", Typed("7")).text == "7"
    changed = _cell("id", "P/01")
    assert (changed.text, changed.trouble) == ("P-01", CellTrouble.CHANGED)
    assert _cell("proposal", "P/01", "benefits").text == "P-01"


def test_shares_behind_ids_stay_as_written():
    assert _cell("capability", "C-1:60%; C-2:40%", "services").text == "C-1:60%; C-2:40%"
    changed = _cell("capability", "C/1:62,5 %; C-2:37,5 %", "services")
    assert (changed.text, changed.trouble) == (
        "C-1:62,5 %; C-2:37,5 %",
        CellTrouble.CHANGED,
    )
    assert _cell("capability", "Sell: shops, web", "services").text == "Sell- shops, web"


def test_flags():
    for text, flag in (("ja", "yes"), ("nein", "no"), (Typed("true"), "yes")):
        assert _cell("cashable", text, "benefits").text == flag
    assert _cell("cashable", "x", "benefits", words={"x": "yes"}).text == "yes"
    assert _cell("cashable", "vielleicht", "benefits").trouble is CellTrouble.UNREAD


def test_ranges_and_bounds_are_noted():
    cell = _cell("requested_budget", "200–250 T€", unit="thousand", decimal=",")
    assert (cell.text, cell.trouble) == ("250000", CellTrouble.RANGE)
    assert "200000 to 250000" in cell.what
    assert _cell("requested_budget", "ca. 5", decimal=",").trouble is CellTrouble.APPROXIMATE


def test_a_text_that_begins_like_a_formula_stays_a_text():
    for text in ("=1+1", "+49", "-x", "@you"):
        assert _cell("title", text).text == text


def test_figures_of_benefits_in_their_own_unit():
    cell = _cell("mode", "1,5 Mio", "benefits", decimal=",")
    assert cell.text == "1500000"
