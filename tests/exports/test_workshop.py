"""The workbook of a workshop: numbers as numbers, text as text, risks as the table reads them."""

from __future__ import annotations

import io

import openpyxl

from pmo_toolkit.exports.workshop import workshop_workbook
from pmo_toolkit.studies.elicitation.pre_mortem import RISK_COLUMNS

FORMULA = '=HYPERLINK("http://example.org","x")'
DATA = {
    "version": "1",
    "workspace": "Ours",
    "sample": True,
    "input_hash": "a" * 64,
    "frozen_on": "2026-01-15",
    "journal": {"entries": 3, "sha256": "b" * 64},
    "proposals": ["P-1"],
    "roles": ["Architect"],
    "judgements": [
        {
            "quantity": "Effort",
            "role": FORMULA,
            "round": 1,
            "low": 1.0,
            "mode": None,
            "high": 3.0,
            "unit": "person-hours",
            "entered": "1 / open / 3 person-hours",
            "reason": None,
        }
    ],
    "combined": [
        {
            "quantity": "Effort",
            "unit": "person-hours",
            "equal": {"low": 1.0, "mode": 2.0, "high": 3.0, "weights": {"Architect": 1.0}},
            "classical": {"not_assessed": "no seed question", "code": "not_scored"},
        }
    ],
    "outside": [
        {
            "quantity": "Effort",
            "low": 4.0,
            "mode": 5.0,
            "high": 6.0,
            "unit": "person-hours",
            "source": "30 finished projects",
        }
    ],
    "reasons": [{"proposal": "P-1", "group": "a", "reason": FORMULA, "role": "Architect"}],
    "risks": [
        dict(
            zip(RISK_COLUMNS, ("P-1", "a", 0.3, 1, 2, 3, None, None, 9, "pre-mortem"), strict=True)
        )
    ],
    "notes": [
        {"kind": "weights", "subject": "x", "role": "r", "at": "2026", "value": {"cost": 0.5}}
    ],
}


def _rows(sheet):
    book = openpyxl.load_workbook(io.BytesIO(workshop_workbook(DATA)))
    return [list(row) for row in book[sheet].iter_rows(values_only=True)]


def test_judgements_and_what_they_combine_to():
    assert _rows("scorer ranges")[1][:6] == ["Effort", FORMULA, 1, 1, None, 3]
    combined = _rows("combined ranges")[1:]
    assert [row[1] for row in combined] == ["all alike", "seed questions (Cooke)", "outside view"]
    assert combined[0][2:5] == [1, 2, 3] and combined[1][6] == "no seed question"
    assert combined[2][6] == "30 finished projects"


def test_risks_have_the_columns_of_their_table_and_no_text_is_a_formula():
    header, row = _rows("risks")
    assert tuple(header) == RISK_COLUMNS and row[2] == 0.3 and row[6] is None
    book = openpyxl.load_workbook(io.BytesIO(workshop_workbook(DATA)))
    assert (
        book["pre-mortem reasons"]["C2"].data_type == "s"
        and book["pre-mortem reasons"]["C2"].value == FORMULA
    )
    assert "(sample data)" in book["Read me"]["A1"].value
    assert _rows("further notes")[1][3] == '{"cost": 0.5}'
