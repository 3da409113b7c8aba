"""Sheets that hold one record, or several on their side."""

from __future__ import annotations

from pmo_toolkit.intake.layout.regions import find_layout, find_regions
from tests.intake.layout.accounted import unaccounted
from tests.intake.layout.drawn_sheets import drawn

_FORM = """
Projektantrag

Projektname: | Ablösung CRM
Projektnummer: | P-017
Budget: | 250 | T€
Start: | 01.04.2026
Beschreibung: | Das alte System wird abgelöst.
"""


def test_a_form_is_one_record():
    sheet = drawn(_FORM)
    layout = find_layout(sheet)
    (region,) = layout.regions
    assert region.form
    assert dict(zip(region.headers, region.records[0], strict=True)) == {
        "Projektname": "Ablösung CRM",
        "Projektnummer": "P-017",
        "Budget / T€": "250",
        "Start": "01.04.2026",
        "Beschreibung": "Das alte System wird abgelöst.",
    }
    assert (region.header_rows, region.rows) == ((3, 4, 5, 6, 7), (3,))
    assert region.title == "Projektantrag"
    assert region.remarks == ("is a form: each label is a header, and its values one record",)
    assert unaccounted(sheet, layout) == []


def test_a_form_without_colons_is_known_by_values_of_all_sorts():
    (region,) = find_regions(drawn(_FORM.replace(":", "")))
    assert region.form and region.headers[0] == "Projektname"


def test_a_form_of_words_alone_is_known_by_its_labels():
    (region,) = find_regions(
        drawn("Projekttitel|Leitsystem\nFachbereich|Bau\nProjektstand|Idee\nNutzen|Orientierung")
    )
    assert region.form and region.headers[-1] == "Nutzen"


def test_labels_of_several_parts_are_told_apart_by_their_parts():
    (region,) = find_regions(
        drawn(
            """
            Titel: | Portal
            Auftraggeber
            Name: | Anna
            Bereich: | IT
            Projektleitung
            Name: | Ben
            Bereich: | HR
            Start: |
            """
        )
    )
    assert region.headers == (
        *("Titel", "Auftraggeber / Name", "Auftraggeber / Bereich"),
        *("Projektleitung / Name", "Projektleitung / Bereich", "Start"),
    )
    assert region.records[0][-1] == ""


def test_pairs_beside_each_other():
    (region,) = find_regions(
        drawn("Titel: | Portal | | Nr.: | P1\nStart: | 3.4.2026 | | Ende: | 4.5.2026\nZiel: | x")
    )
    assert region.headers == ("Titel", "Nr.", "Start", "Ende", "Ziel")


def test_captions_show_a_form():
    (region,) = find_regions(
        drawn("Feld | Wert\nTitel | Portal\nLeitung | Anna\nBereich | IT\nA | b")
    )
    assert region.form and region.headers == ("Titel", "Leitung", "Bereich", "A")


def test_a_table_of_two_columns_is_no_form():
    (region,) = find_regions(drawn("Rolle | Stunden\nDev | 160\nPM | 80\nQA | 40\nUX | 20"))
    assert not region.form and len(region.records) == 4


def test_a_table_below_a_form_is_found_too():
    form, table = find_regions(
        drawn(f"{_FORM}\nJahr | Kosten | Art\n2026 | 100 | Invest\n2027 | 150 | Betrieb")
    )
    assert form.form and not table.form
    assert table.headers == ("Jahr", "Kosten", "Art")
    assert len(table.records) == 2


def test_a_table_on_its_side_has_a_record_a_column():
    sheet = drawn(
        """
        Portfolio
        Projekt | Portal | CRM | SAP
        ID | P1 | P2 | P3
        Budget | 100 | | 300
        Start | 3.4.2026 | 4.5.2026 | 5.6.2026
        Leitung | Anna | Ben | Cleo
        """
    )
    layout = find_layout(sheet)
    (region,) = layout.regions
    assert region.headers == ("Projekt", "ID", "Budget", "Start", "Leitung")
    assert region.records[1] == ("CRM", "P2", "", "4.5.2026", "Ben")
    assert region.remarks == (
        "its headers stand in the first column, and 3 records beside each other",
    )
    assert unaccounted(sheet, layout) == []


def test_a_plan_of_numbers_by_year_is_not_on_its_side():
    (region,) = find_regions(drawn("Art|2024|2025|2026\nA|1|2|3\nB|1|2|3\nC|1|2|3\nD|1|2|3"))
    assert not region.form and region.headers == ("Art", "2024", "2025", "2026")


def test_forms_one_below_another_are_as_many_records():
    sheet = drawn(
        """
        Projektname: | CRM
        Budget: | 100

        Projektname: | SAP
        Budget: | 200
        Leitung: | Ben

        Projektname: | BI
        Budget: | 300
        """
    )
    layout = find_layout(sheet)
    (region,) = layout.regions
    assert region.headers == ("Projektname", "Budget", "Leitung")
    assert region.records[1] == ("SAP", "200", "Ben")
    assert region.rows == (1, 4, 8)
    assert unaccounted(sheet, layout) == []
