"""What a spreadsheet program copies comes back as the cells that it was."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_toolkit.workshop.controls.pasted_cells import pasted_cells

texts = st.text(st.characters(exclude_characters="\r", codec="utf-8"), max_size=12)


@given(st.lists(st.lists(texts, min_size=3, max_size=3), min_size=1, max_size=6))
def test_what_is_written_with_tabs_and_quotes_is_read_again(rows):
    rows = [[*row[:2], f"{row[2]}."] for row in rows]  # no empty edge, which belongs to no cell
    written = io.StringIO()
    csv.writer(written, "excel-tab").writerows(rows)
    assert pasted_cells(written.getvalue()) == tuple(map(tuple, rows))


@given(st.text(alphabet='a"\t\n', max_size=40))
def test_every_text_is_a_rectangle(text):
    assert len({len(row) for row in pasted_cells(text)}) <= 1


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("", ()),
        ("\r\n\r\n", ()),
        ("a\tb\r\n", (("a", "b"),)),
        ("a\tb\n\t\n", (("a", "b"),)),
        ("a\t\t\nb\tc\t\n", (("a", ""), ("b", "c"))),
        ('"two\r\nlines"\t1.234,5', (("two\nlines", "1.234,5"),)),
        ('"say ""yes"""\n', (('say "yes"',),)),
        ('"so called" plan\t2"', (('"so called" plan', '2"'),)),
        ('"never closed\tb', (('"never closed', "b"),)),
    ],
)
def test_forms_that_excel_leaves(text, cells):
    assert pasted_cells(text) == cells
