"""Totals, notes, examples: rows that are no record, and records that merely look so."""

from __future__ import annotations

import pytest

from pmo_toolkit.intake.base.regions import Region
from pmo_toolkit.intake.layout.footers import rough_number
from pmo_toolkit.intake.layout.regions import find_layout
from pmo_toolkit.intake.layout.words import is_note, is_plain_total, is_total
from pmo_toolkit.workspace.parsing.outcomes import Typed
from tests.intake.layout.accounted import unaccounted
from tests.intake.layout.drawn_sheets import drawn

_TABLE = "ID | Titel | Kosten\nP1 | A | 100\nP2 | B | 200\nP3 | C | 300\n"


def region_of(text: str) -> Region:
    """The one table of a drawing, of which nothing is lost."""
    sheet = drawn(text)
    layout = find_layout(sheet)
    (region,) = layout.regions
    assert unaccounted(sheet, layout) == []
    return region


@pytest.mark.parametrize(
    "label",
    [
        *("Summe", "Total", "Gesamt", "Σ", "Sous-total", "Totaal", "Total general", "TOTAL:"),
        *("Zwischensumme IT", "Grand total", "Total général", "Summe 2026", "IT Gesamt", "Suma"),
    ],
)
@pytest.mark.parametrize("number", ["600", "999"])
def test_a_labelled_total_is_no_record(label, number):
    region = region_of(f"{_TABLE}{label} | | {number}")
    assert region.rows == (2, 3, 4)
    shown = f'a total, by its label "{label}"' + (" and its sums" if number == "600" else "")
    assert [item.why for item in region.aside] == [shown]


def test_a_label_in_the_middle_makes_a_total():
    region = region_of(
        "ID|Name|Dept|Cost\nP1|A|IT|10\nP2|B|IT|20\n||Summe IT|30\nP3|C|HR|5\n||Gesamt|35"
    )
    assert region.rows == (2, 3, 5)


def test_numbers_alone_that_are_the_sums_are_a_total():
    region = region_of(f"{_TABLE} | | 600")
    assert [item.why for item in region.aside] == [
        "a total: its numbers are the sums of the rows above"
    ]


def test_numbers_alone_that_are_no_sums_stay():
    assert region_of(f"{_TABLE} | | 601").rows == (2, 3, 4, 5)


def test_sums_hold_with_the_decimal_comma():
    region = region_of("ID|Titel|Kosten\nP1|A|1.000,50\nP2|B|2.000,25\n||3.000,75")
    assert region.rows == (2, 3)


@pytest.mark.parametrize(
    "title",
    ["Total Rewards", "Gesamtbanksteuerung", "Summe aller Teile", "Total Cost Portal", "Sum-It"],
)
def test_a_project_with_such_a_name_is_a_record(title):
    region = region_of(f"Name | Owner | Cost\nPortal | Anna | 10\n{title} | Ben | 10\nCRM | C | 3")
    assert region.rows == (2, 3, 4)
    assert region_of(f"{_TABLE}P4 | {title} | 600").rows == (2, 3, 4, 5)


@pytest.mark.parametrize(
    "note",
    ["* Stand: 3.4.", "Quelle: PMO", "Source : finance", "Bron: PMO", "1) ohne Mwst", "Fuente: x"],
)
@pytest.mark.parametrize("gap", ["", "\n"])
def test_a_note_below_is_no_record(note, gap):
    region = region_of(f"{_TABLE}{gap}{note}")
    assert region.rows == (2, 3, 4)
    assert region.aside[-1].why == "a note"


def test_who_signed_below_a_table_is_no_record():
    region = region_of(f"{_TABLE}\nErstellt von | Anna Weber\nDatum | 3.4.2026")
    assert region.rows == (2, 3, 4)


def test_an_example_and_hints_are_no_records():
    region = region_of(
        "ID | Titel | Start | Kosten\n"
        "eindeutig | kurz | TT.MM.JJJJ | Zahl in T€\n"
        "Beispiel | Einführung X | 01.01.2026 | 100\n"
        "P1 | A | 3.4.2026 | 20\n"
        "P2 | B | 4.4.2026 | 30"
    )
    assert region.rows == (4, 5)
    assert [item.why for item in region.aside] == [
        "says how to fill in the columns",
        "an example",
    ]


def test_an_example_further_down_is_a_record():
    assert len(region_of(f"{_TABLE}P4 | D | 1\nBeispiel | E | 2").rows) == 5


def test_a_comment_is_no_record():
    assert region_of("ID|Titel|Kosten\n# bitte ausfüllen\nP1|A|1\nP2|B|2").rows == (3, 4)


def test_the_heading_of_a_group_is_set_aside_and_told():
    region = region_of("ID|Titel|Kosten\nAbteilung IT\nP1|A|1\nP2|B|2\nAbteilung HR\nP3|C|3")
    assert region.rows == (3, 4, 6)
    assert "passed over since one cell only is filled: rows 2, 5" in region.remarks


def test_an_id_alone_is_a_record():
    assert region_of(f"{_TABLE}P4 | | ").rows == (2, 3, 4, 5)


def test_the_numbers_of_columns_are_no_record():
    region = region_of("Nr. | Titel | Kosten\n1 | 2 | 3\n1 | A | 100\n2 | B | 200")
    assert region.rows == (3, 4)


@pytest.mark.parametrize("prefix", ["", "P-"])
def test_rows_numbered_beforehand_and_never_filled_in_are_set_aside(prefix):
    filled = "".join(f"{prefix}{number} | A | 5 | x\n" for number in range(1, 5))
    region = region_of(f"Nr. | Titel | Kosten | Ort\n{filled}{prefix}5 | | |\n{prefix}6 | | |")
    assert region.rows == (2, 3, 4, 5)
    assert "passed over since the number only is filled in: rows 6, 7" in region.remarks


def test_figures_about_the_whole_below_a_total_are_set_aside():
    records = "".join(f"P{number}|A|100|3.4.2026\n" for number in range(1, 5))
    region = region_of(
        f"ID|Titel|Kosten|Start\n{records}Gesamt||400\nBudgetrahmen||500\nRest||100\nAnzahl|4"
    )
    assert region.rows == (2, 3, 4, 5)
    assert region.remarks == (
        "passed over since little stands there, right below a total: rows 7, 8, 9",
    )


def test_subtotals_of_a_budget_as_full_as_its_lines():
    region = region_of(
        "Kostenart|2026|2027\nPersonal intern|10|20\nPersonal extern|5|5\nSumme Personal|15|25\n"
        "Lizenzen|1|1\nSumme Sachkosten|1|1\nGesamtsumme|16|26"
    )
    assert region.rows == (2, 3, 5)


@pytest.mark.parametrize(
    ("text", "decimal", "number"),
    [
        ("1.234,5", ",", 1234.5),
        ("1,234.5", ".", 1234.5),
        ("250 T€", ",", 250.0),
        (Typed("1234.5"), ",", 1234.5),
        ("-3", ".", -3.0),
        ("x", ".", None),
    ],
)
def test_rough_numbers(text, decimal, number):
    assert rough_number(text, decimal) == number


def test_words_of_totals_and_notes():
    assert is_plain_total("Summe:") and not is_plain_total("Summe IT")
    assert is_total("Summe IT") and not is_total("Summenbildung")
    assert is_note("Stand: 3.4.2026") and not is_note("Standort Köln")
