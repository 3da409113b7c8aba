"""Headers of several rows."""

from __future__ import annotations

import pytest

from pmo_toolkit.intake.layout.regions import find_regions
from tests.intake.layout.drawn_sheets import drawn


@pytest.mark.parametrize("merged", ["", "C1:D1 E1:F1", "A1:A2 B1:B2 C1:D1 E1:F1"])
def test_a_year_above_its_quarters_counts_for_each_of_them(merged):
    lower = " | | Q1 | Q2 | Q1 | Q2" if "A1" in merged else "ID | Name | Q1 | Q2 | Q1 | Q2"
    upper = "ID | Name | 2026 | | 2027 |" if "A1" in merged else " | | 2026 | | 2027 |"
    (region,) = find_regions(drawn(f"{upper}\n{lower}\nP1|A|1|2|3|4\nP2|B|1|2|3|4", merged))
    assert region.headers == ("ID", "Name", "2026 / Q1", "2026 / Q2", "2027 / Q1", "2027 / Q2")
    assert region.header_rows == (1, 2)


def test_three_rows_of_headers():
    (region,) = find_regions(
        drawn(
            """
            Stammdaten | | Kosten | | |
             | | Invest | | Betrieb |
            ID | Name | 2026 | 2027 | 2026 | 2027
            P1 | A | 1 | 2 | 3 | 4
            P2 | B | 1 | 2 | 3 | 4
            """,
            merged="A1:B1 C1:F1 C2:D2 E2:F2",
        )
    )
    assert region.headers[0] == "Stammdaten / ID"
    assert region.headers[-1] == "Kosten / Betrieb / 2027"


@pytest.mark.parametrize(
    ("units", "expected"),
    [
        (" | | [PT] | [T€] | [Monate]", "Aufwand / [PT]"),
        ("- | - | PT | T€ | Monate", "Aufwand / PT"),
        (" | | person-days | k€ | months", "Aufwand / person-days"),
    ],
)
def test_a_row_of_units_belongs_to_the_headers(units, expected):
    (region,) = find_regions(
        drawn(f"ID | Titel | Aufwand | Kosten | Dauer\n{units}\nP1|A|10|20|3\nP2|B|11|22|4")
    )
    assert region.headers[2] == expected
    assert len(region.records) == 2


def test_a_column_of_sums_beside_groups_belongs_to_none():
    (region,) = find_regions(
        drawn(
            "Name | 2026 | | 2027 | |\n | Jan | Feb | Jan | Feb | Summe\nA|1|2|3|4|10\nB|1|2|3|4|10"
        )
    )
    assert region.headers[-2:] == ("2027 / Feb", "Summe")


def test_a_title_right_above_headers_is_no_group():
    (region,) = find_regions(
        drawn("Projektliste | |\nID | Titel | Kosten\nP1|A|1\nP2|B|2", "A1:C1")
    )
    assert region.headers == ("ID", "Titel", "Kosten")
    assert region.title == "Projektliste"


def test_what_a_title_says_of_itself_is_no_group():
    (region,) = find_regions(
        drawn("Erstellt von: | PMO\nID | Titel | Kosten | Start\nP1|A|1|3.4.2026\nP2|B|2|4.4.2026")
    )
    assert region.headers == ("ID", "Titel", "Kosten", "Start")


def test_headers_lose_their_line_breaks():
    sheet = drawn("ID | Aufwand (PT)\nP1 | 3\nP2 | 4")
    sheet.lines[1] = ("ID", "Aufwand\n(PT)")
    assert find_regions(sheet)[0].headers == ("ID", "Aufwand (PT)")


@pytest.mark.parametrize(
    "days", ["01/12/2026|01/01/2027|01/02/2027", "5.1.2026|12.1.2026|19.1.2026|26.1.2026"]
)
def test_days_side_by_side_are_headers_of_numbers(days):
    count = days.count("|") + 1
    numbers = "|".join(["5"] * count)
    (region,) = find_regions(drawn(f"Rolle|{days}\nDev|{numbers}\nPM|{numbers}"))
    assert region.headers == ("Rolle", *days.split("|"))


def test_a_row_of_days_above_days_is_data():
    (region,) = find_regions(
        drawn("Portal|01.01.2026|01.02.2026|01.03.2026\nCRM|01.04.2026|01.05.2026|01.06.2026")
    )
    assert region.header_rows == ()


def test_a_range_below_headers_that_reach_down_is_no_total():
    (region,) = find_regions(
        drawn(
            "ID | Schätzung | Stand | Schätzung |\n | Minimum | | Erwartet | Maximum\n"
            "P1 | 1 | ja | 2 | 3\nP2 | 2 | ja | 3 | 4",
            merged="A1:A2 C1:C2 D1:E1",
        )
    )
    assert region.header_rows == (1, 2)
    assert region.headers[-2:] == ("Schätzung / Erwartet", "Schätzung / Maximum")
    assert len(region.records) == 2


@pytest.mark.parametrize("lower", ["Minimum", "Durchschnitt", "Total"])
def test_a_group_above_words_that_totals_have_too(lower):
    sheet = drawn(
        f"Option | Schätzung |\n | {lower} | Maximum\nO1 | 1 | 2\nO2 | 3 | 4", "A1:A2 B1:C1"
    )
    assert find_regions(sheet)[0].headers == (
        *("Option", f"Schätzung / {lower}"),
        "Schätzung / Maximum",
    )


def test_the_spanish_word_for_name_is_a_header():
    (region,) = find_regions(drawn("Nombre | Número\nPortal | 5\nCRM | 6"))
    assert region.headers == ("Nombre", "Número")
