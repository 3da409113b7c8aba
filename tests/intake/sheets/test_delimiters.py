"""Which character separates cells."""

from __future__ import annotations

import pytest

from pmo_toolkit.intake.sheets.delimiters import delimiter_of


@pytest.mark.parametrize("delimiter", list(",;\t|"))
def test_the_delimiter_of_plain_lines(delimiter):
    lines = [["id", "title", "cost"], ["P1", "Portal", "5"], ["P2", "CRM", "6"]]
    assert delimiter_of("\n".join(delimiter.join(line) for line in lines)) == delimiter


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("ID;Titel;Kosten\nP1;Portal, neu;1,5\nP2;CRM, alt;2,5\n", ";"),
        ("ID;Kosten\nP1;1,5\nP2;2,5\nP3;3,75\n", ";"),
        ('id,title\nP1,"a; b; c"\nP2,"d; e; f"\n', ","),
        ("Bericht vom 3.4.2026, erstellt von PMO\n\nID;Titel\nP1;A\nP2;B\n", ";"),
        ('ID\tTitel\nP1\t"eins, zwei"\nP2\tdrei\n', "\t"),
        ("nur\neine\nSpalte\n", ","),
        ("", ","),
        ('ID;Text\nP1;"zwei\nZeilen, lang"\nP2;x\n', ";"),
    ],
)
def test_the_delimiter_of_odd_texts(text, delimiter):
    assert delimiter_of(text) == delimiter
