"""The table's Python half: cells as written, values and findings as the workspace reads them."""

from __future__ import annotations

import datetime as dt

import pytest

from pmo_toolkit.core.errors import Grade, UsageError
from pmo_toolkit.workshop.controls import Column, PasteTable, columns_of
from pmo_toolkit.workshop.controls.paste_table import MOST_ROWS
from pmo_toolkit.workspace.dictionary.tables import TABLES

COLUMNS = (
    Column("title", "Risk", required=True),
    Column("probability", "Probability", kind="probability"),
    Column("impact", "Impact", unit="hours", kind="number", least=0),
    Column("day", "Since", kind="date"),
    Column("origin", "Origin", words=("register", "pre-mortem")),
)
TITLES = ("title", "probability", "impact", "day", "origin")


def _row(*texts: str) -> dict[str, str]:
    return dict(zip(TITLES, texts, strict=True))


@pytest.mark.parametrize(
    ("locale", "number"), [("en_GB", "1,234.5"), ("de_DE", "1.234,5"), ("de_CH", "1'234.5")]
)
def test_values_are_read_as_the_locale_writes_them(locale, number):
    table = PasteTable(COLUMNS, locale=locale)
    table.paste(f"Nobody comes\t20 %\t{number}\t2026-06-30\tPre-Mortem\r\n")
    assert table.cells == [_row("Nobody comes", "20 %", number, "2026-06-30", "Pre-Mortem")]
    rows = table.rows()
    assert rows.faults == rows.findings == ()
    assert rows.values == (
        {
            "title": "Nobody comes",
            "probability": 0.2,
            "impact": 1234.5,
            "day": dt.date(2026, 6, 30),
            "origin": "pre-mortem",
        },
    )


@pytest.mark.parametrize(
    ("column", "text", "what", "value"),
    [
        ("title", "", "is needed and not given", None),
        ("probability", "often", "is not a number", None),
        ("probability", "140 %", "lies outside the bounds", None),
        ("impact", "-3", "lies outside the bounds", None),
        ("impact", "1.234,5", "is not a number in the locale en_GB", None),
        ("impact", "TBD", "says that the value is not known yet: not assessed", None),
        ("impact", "ca. 40", "is marked as approximate and is read as it stands", 40.0),
        ("day", "soon", "is not a date", None),
        ("origin", "rumour", "is not a word that this column knows", None),
        ("title", "x" * 10_001, "holds 10,001 characters, and a text has at most 10000", None),
    ],
)
def test_what_is_wrong_is_found_and_said_at_the_cell(column, text, what, value):
    table = PasteTable(COLUMNS, [_row("First", "", "", "", ""), _row("A", "1", "1", "", "")])
    table.write(2, column, text)
    finding = next(found for found in table.rows().findings if found.column == column)
    assert (finding.row, finding.what) == (2, what)
    assert finding.found == (text or "nothing")
    assert table.rows().values[1][column] == value
    fault = table.faults[0]
    assert (fault["row"], fault["name"]) == (1, column) and what[1:] in fault["text"]
    assert fault["grave"] == (finding.grade is Grade.ROW)


def test_rows_without_text_are_no_rows_and_no_faults():
    table = PasteTable(COLUMNS, [_row("", " ", "", "", ""), _row("A", "", "", "", "")])
    assert table.faults == [] and len(table.rows().values) == 1
    assert PasteTable(COLUMNS).rows().values == ()


def test_headings_say_which_column_is_which():
    table = PasteTable(COLUMNS)
    table.paste("IMPACT, hours\tRisk\n5\tFire\n6\tFlood\n")
    assert [(row["title"], row["impact"]) for row in table.cells] == [("Fire", "5"), ("Flood", "6")]
    table.paste("Risk\n", row=2)
    assert table.cells[1]["title"] == "Risk"  # a single row is no heading


def test_pasting_goes_right_and_down_from_the_cell_and_adds_rows():
    table = PasteTable(COLUMNS, [_row("A", "0.1", "", "", "")])
    table.paste("0.2\t4\n0.3\t5", row=1, column="probability")
    assert [tuple(row.values())[:3] for row in table.cells] == [("A", "0.2", "4"), ("", "0.3", "5")]
    message = table.message.replace("\N{NO-BREAK SPACE}", " ")
    assert message == "2 rows are pasted, from row 1 on. 1 cell needs a look."


def test_what_does_not_fit_is_refused_as_a_whole():
    table = PasteTable(COLUMNS, [_row("A", "", "", "", "")])
    table.paste("1\t2\t3", column="day")
    assert "it has 3 columns, and from here there are 2" in table.message
    table.paste("x\n" * (MOST_ROWS + 1))
    assert "the table would have 1,001 rows" in table.message and "pmo import" in table.message
    assert table.cells == [_row("A", "", "", "", "")]
    table.paste("x\n" * MOST_ROWS)
    assert len(table.cells) == MOST_ROWS
    table.add_row()
    assert len(table.cells) == MOST_ROWS and "No row is added" in table.message


def test_every_change_can_be_undone():
    table = PasteTable(COLUMNS, [_row("A", "", "", "", "")])
    states = [table.cells]
    for change in (
        lambda: table.write(1, "title", "B"),
        lambda: table.add_row(after=0),
        lambda: table.paste("C\nD"),
        lambda: table.remove_row(1),
        lambda: table.remove_row(1),
    ):
        change()
        states.append(table.cells)
    for before in reversed(states[:-1]):
        table.undo()
        assert table.cells == before
    table.undo()
    assert table.cells == states[0]


def test_the_last_row_leaves_an_empty_one():
    table = PasteTable(COLUMNS, [_row("A", "", "", "", "")])
    table.remove_row(1)
    assert table.cells == [_row("", "", "", "", "")]


@pytest.mark.parametrize("names", [(), ("a", "a")])
def test_columns_need_different_names(names):
    with pytest.raises(UsageError, match="different names"):
        PasteTable([Column(name) for name in names])


def test_too_many_rows_and_an_unknown_kind_are_refused():
    with pytest.raises(UsageError, match="at most 1,000"):
        PasteTable(COLUMNS, [{}] * (MOST_ROWS + 1))
    with pytest.raises(UsageError, match="known are text"):
        Column("a", kind="colour")


def test_columns_come_from_the_data_dictionary():
    columns = columns_of("risks", ["title", "probability", "origin"])
    assert [column.kind for column in columns] == ["text", "probability", "text"]
    assert "pre-mortem" in columns[2].words
    assert columns_of("risks", ["impact_money_low"])[0].bounds == (0, None)
    for name, table in TABLES.items():
        assert len(columns_of(name, table.columns)) == len(table.columns)
    with pytest.raises(UsageError, match="no column"):
        columns_of("risks", ["colour"])
