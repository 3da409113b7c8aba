"""Tables as people draw them: which rows are headers, records, totals and notes."""

from __future__ import annotations

import time

import pytest

from pmo_toolkit.intake.layout.regions import SheetLayout, find_layout, find_regions
from tests.intake.layout.accounted import unaccounted
from tests.intake.layout.drawn_sheets import drawn


def whys(layout: SheetLayout) -> dict[int, str]:
    """Row → why it is no record, wherever that is said."""
    aside = [item for region in layout.regions for item in region.aside] + list(layout.aside)
    return {item.row: item.why for item in aside}


def test_titles_two_header_rows_subtotals_totals_and_notes_around_one_table():
    sheet = drawn(
        """
        Projektliste 2026 (alle Angaben in T€)
        Stand: | 03.04.2026

        ID | Titel | Abteilung | Kosten | |
         | | | 2026 | 2027 | Notiz
        P-1 | Ablösung | IT | 10 | 20 |
        P-2 | Neu | | 5 | 6 | x
        Zwischensumme | | | 15 | 26

        P-3 | Alt | HR | 7 | 8
        P-4 | Älter | HR | 7 | 8
        Gesamt | | | 29 | 42

        * Quelle: PMO
        """,
        merged="A1:F1 D4:E4 C6:C7 A4:A5",
    )
    layout = find_layout(sheet)
    (region,) = layout.regions
    assert region.header_rows == (4, 5)
    assert region.headers == (
        *("ID", "Titel", "Abteilung"),
        *("Kosten / 2026", "Kosten / 2027", "Notiz"),
    )
    assert region.rows == (6, 7, 10, 11)
    assert [record[2] for record in region.records] == ["IT", "IT", "HR", "HR"]
    assert region.title == "Projektliste 2026 (alle Angaben in T€) · Stand: 03.04.2026"
    assert whys(layout) == {
        1: "above the headers",
        2: "above the headers",
        8: 'a total, by its label "Zwischensumme" and its sums',
        12: 'a total, by its label "Gesamt" and its sums',
        14: "a note",
    }
    assert unaccounted(sheet, layout) == []


def test_a_merged_cell_counts_down_and_not_across():
    region = find_regions(drawn("ID | A | B\nP1 | x |\nP2 | | \nP3 | y | z", merged="B2:C3 B4:C4"))[
        0
    ]
    assert region.records == (("P1", "x", ""), ("P2", "x", ""), ("P3", "y", "z"))
    assert region.remarks == ("what merged cells say counts for each of their rows: B2:C3",)


def test_data_without_headers_have_columns_called_by_letters():
    region = find_regions(drawn("P-001 | Portal | 100\nP-002 | CRM | 200\nP-003 | SAP | 300"))[0]
    assert region.header_rows == ()
    assert region.headers == ("column A", "column B", "column C")
    assert region.rows == (1, 2, 3)
    assert "has no headers; its columns are called by their letters" in region.remarks


def test_words_that_repeat_below_are_data_and_no_headers():
    region = find_regions(
        drawn("Portal | hoch | Anna\nCRM | hoch | Ben\nSAP | niedrig | Anna\nBI | hoch | Cleo")
    )[0]
    assert len(region.records) == 4


def test_headers_that_nothing_shows_are_told():
    (region,) = find_regions(drawn("Vorhaben | Leitung\nPortal | Anna\nCRM | Ben"))
    assert region.headers == ("Vorhaben", "Leitung")
    assert region.remarks == ("row 1 is taken as headers, though nothing shows it",)


def test_a_column_without_header_keeps_its_letter():
    (region,) = find_regions(drawn("ID | Titel | | Kosten\nP1 | A | ja | 5\nP2 | B | | 6"))
    assert region.headers == ("ID", "Titel", "column C", "Kosten")
    assert region.columns == (1, 2, 3, 4)
    assert region.remarks == ("no header stands above column C",)


def test_repeated_headers_stand_repeatedly():
    (region,) = find_regions(drawn("Key | Sprint | Sprint\nA-1 | S1 | S2\nA-2 | S1 | S3"))
    assert region.headers == ("Key", "Sprint", "Sprint")
    assert region.column("Sprint") == (("S1", "S2"), ("S1", "S3"))


def test_headers_of_a_page_break_and_its_title_are_set_aside():
    layout = find_layout(
        drawn(
            """
            Seite 1
            ID | Titel | Kosten
            P1 | A | 100
            P2 | B | 200
            Projektliste, zweiter Teil
            ID | Titel | Kosten
            P3 | C | 1
            """
        )
    )
    (region,) = layout.regions
    assert region.rows == (3, 4, 7)
    assert whys(layout)[6] == "the headers repeated"
    assert "passed over since one cell only is filled: row 5" in region.remarks


def test_hidden_rows_and_columns_are_read_and_told():
    sheet = drawn("ID | Titel | Kosten\nP1 | A | 1\nP2 | B | 2\nP3 | C | 3")
    hidden = type(sheet)(
        sheet.source, sheet.lines, hidden_rows=frozenset({3}), hidden_columns=frozenset({2})
    )
    (region,) = find_regions(hidden)
    assert len(region.records) == 3
    assert region.remarks == (
        "hidden in the file and read all the same: column B",
        "hidden in the file and read all the same: row 3",
    )


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "the sheet is empty"),
        ("Dies ist ein Text.\nEr sagt, was zu tun ist.", "text, one cell a row, and no table"),
        ("ID | Titel | Kosten", "it holds no rows below headers"),
        (
            "Summe von Kosten | Spaltenbeschriftungen\nZeilenbeschriftungen | IT | HR\n2026|1|2",
            "a pivot table, which repeats figures that stand elsewhere",
        ),
        (
            "Row Labels | Sum of Cost\nIT | 3\nHR | 4\nGrand Total | 7",
            "a pivot table, which repeats figures that stand elsewhere",
        ),
    ],
)
def test_a_sheet_without_a_table_says_why(text, why):
    sheet = drawn(text)
    layout = find_layout(sheet)
    assert (layout.regions, layout.why) == ((), why)
    assert unaccounted(sheet, layout) == []


def test_a_list_of_names_in_one_column_is_a_table():
    (region,) = find_regions(drawn("Projekte\nPortal\nCRM\nSAP"))
    assert region.records == (("Portal",), ("CRM",), ("SAP",))


def test_one_record_is_a_table():
    (region,) = find_regions(drawn("ID | Titel | Kosten\nP1 | Portal | 100"))
    assert region.records == (("P1", "Portal", "100"),)


def test_a_matrix_of_crosses_keeps_rows_without_any():
    (region,) = find_regions(
        drawn("Projekt | Ziel A | Ziel B\nPortal | x | \nCRM | |\nSAP | | x\nBI | x | x")
    )
    assert [record[0] for record in region.records] == ["Portal", "CRM", "SAP", "BI"]


def test_what_is_set_aside_is_equal_each_time():
    sheet = drawn("Titel\nID | A\n1 | 2\nSumme | 2")
    assert find_layout(sheet) == find_layout(sheet)


def test_a_hundred_thousand_rows_of_blanks_are_no_matter():
    sheet = drawn("ID | Titel | Kosten\nP1 | A | 1\nP2 | B | 2")
    blank = sheet.lines | dict.fromkeys(range(4, 100_004), (" ", "", "\t"))
    (region,) = find_regions(type(sheet)(sheet.source, blank))
    assert region.rows == (2, 3)


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["plain", "spacer", "subtotals"])
def test_fifty_thousand_rows_take_seconds(kind):
    line = ("P-1", *("text", "12.5", "3") * 13)
    lines = {1: tuple(f"Header {place}x" for place in range(40))}
    lines |= {row: (f"P-{row}", *line[1:]) for row in range(2, 50_001)}
    if kind == "spacer":
        lines = {row: (*line[:20], "", *line[20:]) for row, line in lines.items() if row % 2500}
    if kind == "subtotals":
        lines |= dict.fromkeys(range(6, 50000, 5), ("Summe", "", *line[2:]))
    sheet = drawn("x")
    began = time.process_time()
    (region,) = find_regions(type(sheet)(sheet.source, lines))
    assert time.process_time() - began < 10  # 1 to 5 s measured
    assert len(region.records) >= 39_000
