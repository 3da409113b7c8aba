"""A column that a table cannot do without is looked for among the headers that are left."""

from __future__ import annotations

from pmo_toolkit.intake.base.rules import ColumnRule, TableRule
from pmo_toolkit.intake.base.suggestions import Certainty, ColumnSuggestion, TableSuggestion
from pmo_toolkit.intake.needed_columns import with_needed_columns
from tests.intake.client_tables import region

HEADERS = ("Opt", "Was", "Betrag", "Zeitraum", "Ampel")
RECORDS = (
    ("O-1", "Lizenzen", "10", "einmalig", "rot"),
    ("O-1", "Betrieb", "5", "jährlich", "grün"),
    ("O-2", "Lizenzen", "7", "einmalig", "rot"),
)


def _costs(*columns, records=RECORDS):
    held = tuple(ColumnSuggestion(rule, Certainty.SURE, "") for rule in columns)
    rule = TableRule("costs", "intake.xlsx", columns=columns, aside=("Was", "Ampel"))
    return TableSuggestion(region(HEADERS, records), rule, Certainty.SURE, "", held)


OPTIONS = TableSuggestion(
    region(("Nr",), [("O-1",), ("O-2",)], sheet="Optionen"),
    TableRule("options", "intake.xlsx", columns=(ColumnRule("id", ("Nr",)),)),
    Certainty.SURE,
    "",
)


def test_references_by_their_ids_texts_by_their_words_vocabularies_by_theirs():
    costs, _ = with_needed_columns([_costs(ColumnRule("mode", ("Betrag",))), OPTIONS])
    rules = {rule.column: rule for rule in costs.rule.columns}
    assert rules["option"].headers == ("Opt",)
    assert rules["element"].headers == ("Was",)
    assert rules["period"].headers == ("Zeitraum",)
    assert rules["period"].words == {"einmalig": "once", "jährlich": "per year"}
    assert costs.rule.aside == ("Ampel",)
    found = [one for one in costs.columns if one.certainty is Certainty.UNSURE]
    assert {one.rule.column for one in found} == {"option", "element", "period"}
    assert all(one.doubts for one in found)


def test_what_a_rule_takes_already_is_not_taken_twice():
    columns = (ColumnRule("option", ("Opt",)), ColumnRule("element", ("Was",)))
    (costs,) = with_needed_columns([_costs(*columns, ColumnRule("period", ("Zeitraum",)))])
    assert [rule.column for rule in costs.rule.columns] == ["option", "element", "period"]


def test_nothing_is_taken_where_nothing_fits():
    numbers = [("1", "2", "3", "4", "5"), ("6", "7", "8", "9", "0")]
    costs = _costs(records=numbers)
    assert with_needed_columns([costs, OPTIONS]) == (costs, OPTIONS)


def test_what_a_table_needs_goes_before_what_is_unsure_and_can_be_done_without():
    rule = ColumnRule("cost_type", ("Was",))
    costs = _costs(ColumnRule("option", ("Opt",)), ColumnRule("period", ("Ampel",)))
    unsure = ColumnSuggestion(rule, Certainty.UNSURE, "")
    records = [(*record[:3], "", record[4]) for record in RECORDS]
    costs = TableSuggestion(
        region(HEADERS, records),
        TableRule("costs", "intake.xlsx", columns=(*costs.rule.columns, rule)),
        Certainty.SURE,
        "",
        (*costs.columns, unsure),
    )
    (found,) = with_needed_columns([costs])
    assert {one.column: one.headers for one in found.rule.columns} == {
        "option": ("Opt",),
        "period": ("Ampel",),
        "element": ("Was",),
    }
