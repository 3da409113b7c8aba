"""Several tables in a sheet."""

from __future__ import annotations

from pmo_toolkit.intake.base.regions import Region
from pmo_toolkit.intake.layout.regions import find_layout
from tests.intake.layout.accounted import unaccounted
from tests.intake.layout.drawn_sheets import drawn


def regions_of(text: str) -> list[Region]:
    """The tables of a drawing, of which nothing is lost."""
    sheet = drawn(text)
    layout = find_layout(sheet)
    assert unaccounted(sheet, layout) == []
    return list(layout.regions)


def test_tables_side_by_side_keep_their_own_titles_and_rows():
    roles, rates = regions_of(
        """
        Roles | | | Rates
        Role | Hours | | Role | Rate
        Dev | 10 | | Dev | 80
        PM | 12 | | PM | 90
        QA | 3
        """
    )
    assert (roles.headers, roles.title, roles.rows) == (("Role", "Hours"), "Roles", (3, 4, 5))
    assert (rates.headers, rates.title, rates.rows) == (("Role", "Rate"), "Rates", (3, 4))
    assert rates.columns == (4, 5)


def test_a_shorter_table_beside_a_longer_one_with_headers_in_one_row():
    one, other = regions_of(
        "ID|Titel|Ampel||Kürzel|Farbe\nP1|A|G||G|grün\nP2|B|R||R|rot\nP3|C|G\nP4|D|Y\nP5|E|Y"
    )
    assert (len(one.records), len(other.records)) == (5, 2)


def test_a_blank_column_within_a_table_parts_nothing():
    (region,) = regions_of("ID|Titel||Start|Ende\nP1|A||1.2.2026|3.4.2026\nP2|B||1.3.2026|4.5.2026")
    assert region.headers == ("ID", "Titel", "Start", "Ende")
    assert region.columns == (1, 2, 4, 5)


def test_columns_that_are_seldom_filled_stay_behind_a_blank_one():
    (region,) = regions_of(
        "ID|Titel||Risiko|Notiz\nP1|A||hoch|x\nP2|B\nP3|C\nP4|D\nP5|E||mittel|y\nP6|F\nP7|G"
    )
    assert len(region.headers) == 4


def test_tables_one_below_another_of_other_columns():
    projects, goals = regions_of(
        """
        ID | Titel | Kosten | Start
        P1 | A | 5 | 3.4.2026
        P2 | B | 6 | 4.4.2026
        Summe | | 11

        Ziele
        Ziel | Beschreibung
        Wachstum | mehr Umsatz
        Kosten | weniger Kosten
        """
    )
    assert projects.rows == (2, 3)
    assert (goals.headers, goals.title) == (("Ziel", "Beschreibung"), "Ziele")
    assert len(goals.records) == 2


def test_a_pair_of_tables_above_a_wide_one():
    found = regions_of(
        """
        Role | Rate | | Kind | Share
        Dev | 80 | | Capex | 60
        PM | 90 | | Opex | 30
        QA | 70 | |
        UX | 75 | |

        ID | Titel | Kosten | Start | Ende
        P1 | A | 1 | 1.2.2026 | 1.3.2026
        P2 | B | 2 | 1.2.2026 | 1.3.2026
        """
    )
    assert [region.headers[0] for region in found] == ["Role", "Kind", "ID"]


def test_sections_with_the_same_headers_are_one_table():
    (region,) = regions_of(
        """
        Abteilung IT

        ID | Titel | Kosten
        P1 | A | 100
        P2 | B | 200
        Summe | | 300

        Abteilung HR

        ID | Titel | Kosten
        P3 | C | 1
        P4 | D | 2
        """
    )
    assert region.rows == (4, 5, 11, 12)


def test_records_behind_a_blank_row_stay_with_their_table():
    one, other = regions_of(
        "Rolle|Satz\nDev|80\nPM|90\nQA|70\n\nUX|60\n\nOps|50\n\nID|Titel|Start\nA-1|x|1.2.2026\nA-2|y|"
    )
    assert one.rows == (2, 3, 4, 6, 8)
    assert other.headers == ("ID", "Titel", "Start")
