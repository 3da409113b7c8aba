"""A recipe held against the client's next file."""

from __future__ import annotations

import pytest

from pmo_toolkit.core.errors import UsageError
from pmo_toolkit.intake.base.rules import ColumnRule, Recipe, TableRule, Unpivot
from pmo_toolkit.intake.recipe.drift import ChangeKind, header_and_unit, match_recipe
from pmo_toolkit.intake.recipe.making import renewed
from tests.intake.client_tables import region

RULE = TableRule(
    "proposals",
    "intake-*.xlsx",
    "Projekte",
    columns=(
        ColumnRule("id", ("Nr.",)),
        ColumnRule("title", ("Titel",)),
        ColumnRule("estimate_effort_person_hours", ("Aufwand (PT)",), unit="person-days"),
    ),
    aside=("Kontakt",),
)
RECIPE = Recipe((RULE,), ignored=("intake-*.xlsx, sheet Notes",))
HEADERS = ("Nr.", "Titel", "Aufwand (PT)", "Kontakt")
RECORD = ("P-1", "Portal", "12", "PMO")


def _match(*regions, recipe=RECIPE):
    labels = [one.source.label for one in regions]
    return match_recipe(recipe, regions, labels)


def _table(headers=HEADERS, record=RECORD, sheet="Projekte", file="intake-2026-12.xlsx"):
    return region(headers, [record], file=file, sheet=sheet)


def _kinds(changes):
    return {change.kind: change.what for change in changes}


def test_the_next_file_of_the_same_form_has_no_changes():
    (matched,), changes = _match(_table())
    assert (matched.rule, changes) == (RULE, ())
    assert renewed(RECIPE, [matched]) == RECIPE


def test_a_header_spelt_otherwise_is_found_and_told():
    (matched,), changes = _match(_table(("NR", "Titel ", "Aufwand (PT)", "Kontakt")))
    assert [rule.headers[0] for rule in matched.rule.columns] == ["NR", "Titel ", "Aufwand (PT)"]
    assert [change.kind for change in changes].count(ChangeKind.RENAMED_COLUMN) == 2
    again = renewed(RECIPE, [matched])
    assert again.tables[0].columns[0].headers == ("NR",)


def test_new_and_vanished_columns_are_told():
    (matched,), changes = _match(_table(("Nr.", "Titel", "Ampel"), ("P-1", "Portal", "rot")))
    assert _kinds(changes) == {
        ChangeKind.VANISHED_COLUMN: "Aufwand (PT)",
        ChangeKind.NEW_COLUMN: "Ampel",
    }
    assert renewed(RECIPE, [matched]).tables[0].aside == ("Kontakt", "Ampel")


def test_a_new_column_without_a_value_is_not_worth_a_word():
    _, changes = _match(_table((*HEADERS, "leer"), (*RECORD, " ")))
    assert changes == ()


@pytest.mark.parametrize(
    ("header", "unit"),
    [("Aufwand (h)", "person-hours"), ("Aufwand in PM", "person-months"), ("Aufwand", None)],
)
def test_another_unit_in_a_header_is_taken_and_told(header, unit):
    (matched,), changes = _match(_table(("Nr.", "Titel", header, "Kontakt")))
    effort = matched.rule.columns[2]
    if unit is None:
        assert ChangeKind.VANISHED_COLUMN in _kinds(changes)
    else:
        assert (effort.headers, effort.unit) == ((header,), unit)
        assert _kinds(changes) == {ChangeKind.CHANGED_UNIT: "Aufwand (PT)"}


def test_sheets_that_are_new_renamed_or_gone():
    other = region(("a", "b"), [("1", "2")], file="intake-2026-12.xlsx", sheet="Neu")
    notes = region(("a", "b"), [("1", "2")], file="intake-2026-12.xlsx", sheet="Notes")
    costs = TableRule("costs", "intake-*.xlsx", "Kosten", columns=(ColumnRule("option", ("O",)),))
    recipe = Recipe((RULE, costs), ignored=RECIPE.ignored)
    matched, changes = _match(_table(sheet="Vorhaben"), other, notes, recipe=recipe)
    assert [match.region.source.sheet for match in matched] == ["Vorhaben"]
    assert _kinds(changes) == {
        ChangeKind.RENAMED_SHEET: "Projekte",
        ChangeKind.VANISHED_SHEET: "costs",
        ChangeKind.NEW_SHEET: "Neu",
    }


def test_months_that_have_come_since_are_taken():
    rule = TableRule(
        "capacity",
        "c.csv",
        columns=(ColumnRule("role", ("Rolle",)),),
        unpivot=Unpivot(("Jan 26", "Feb 26"), "month", "gross_hours"),
    )
    table = region(
        ("Rolle", "Feb 26", "Mrz 26", "Summe"), [("Dev", "1", "2", "3")], file="c.csv", sheet=None
    )
    (matched,), changes = _match(table, recipe=Recipe((rule,)))
    assert matched.rule.unpivot.headers == ("Feb 26", "Mrz 26")
    assert _kinds(changes) == {ChangeKind.NEW_PERIOD: "Mrz 26", ChangeKind.NEW_COLUMN: "Summe"}
    again = renewed(Recipe((rule,)), [matched]).tables[0]
    assert again.unpivot.headers == ("Jan 26", "Feb 26", "Mrz 26")
    assert again.aside == ("Summe",)


def test_two_files_of_one_form_are_both_taken():
    matched, _ = _match(_table(), _table(file="intake-2026-11.xlsx"))
    assert [match.region.source.file for match in matched] == [
        "intake-2026-12.xlsx",
        "intake-2026-11.xlsx",
    ]


def test_a_recipe_for_other_files_says_which():
    with pytest.raises(UsageError) as error:
        _match(_table(file="jira.xlsx"))
    assert "it knows intake-*.xlsx, sheet Projekte, with headers such as Nr., Titel" in str(
        error.value
    )
    with pytest.raises(UsageError, match="found intake-2026-12"):
        _match(_table(("a", "b", "c", "d")))


@pytest.mark.parametrize(
    ("header", "base", "unit"),
    [
        ("Aufwand (PT)", "Aufwand", "PT"),
        ("Aufwand [in PT] geplant", "Aufwand  geplant", "in PT"),
        ("Effort in hours", "Effort", "hours"),
        ("Budget T€", "Budget", "T€"),
        ("Titel", "Titel", None),
    ],
)
def test_the_unit_of_a_header(header, base, unit):
    assert header_and_unit(header) == (base, unit)
