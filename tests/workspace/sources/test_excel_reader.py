"""Excel workbooks: typed cells, errors, merged cells, and what is refused before it is unpacked."""

from __future__ import annotations

import datetime as dt
import random
import zipfile

import pytest
import xlsxwriter

from pmo_toolkit.workspace import read_workspace
from pmo_toolkit.workspace.sources.cell_text import cell_text, column_letters
from tests.workspace.builders import grave, one, told, workbook


@pytest.fixture
def book(tmp_path):
    return tmp_path / "intake.xlsx"


def rebuilt(path, change, out=None):
    """The workbook with some members changed by ``change(name, data)``."""
    with zipfile.ZipFile(path) as archive:
        members = [(info.filename, archive.read(info)) for info in archive.infolist()]
    target = out or path
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, change(name, data))
    return target


def test_typed_cells_are_read_whatever_the_locale(book):
    with xlsxwriter.Workbook(str(book)) as made:
        sheet = made.add_worksheet("proposals")
        sheet.write_row(
            0, 0, ["id", "title", "requested_budget", "price_year", "size", "start_window"]
        )
        sheet.write_string(1, 0, "007")
        sheet.write_number(1, 1, 2026)
        sheet.write_number(1, 2, 1234.5)
        sheet.write_number(1, 3, 2026)
        sheet.write_string(1, 4, "1.234,5")
        sheet.write_datetime(
            1, 5, dt.datetime(2026, 6, 30), made.add_format({"num_format": "dd/mm/yyyy"})
        )
        sheet.write_number(2, 0, 8)
        sheet.write_boolean(2, 1, True)
        sheet.write_datetime(
            2, 5, dt.datetime(2026, 6, 30, 9, 30), made.add_format({"num_format": "d/m/yy h:mm"})
        )
    (book.parent / "workspace.toml").write_text('locale = "de_DE"\nprice_year = 2026\n')
    workspace = read_workspace(book)
    assert grave(workspace) == []
    frame = workspace.table("proposals")
    assert frame["id"].tolist() == ["007", "8"]
    assert frame["title"].tolist() == ["2026", "true"]
    assert frame.loc[0, ["requested_budget", "size", "price_year"]].tolist() == [
        1234.5,
        1234.5,
        2026,
    ]
    assert frame["start_window"].tolist() == ["2026-06-30/2026-06-30"] * 2


def test_percentages_and_serial_days(book):
    workbook(
        book,
        {
            "proposals": [["id", "title"], ["P1", "One"]],
            "goals": [["id", "date"], ["G1", 43831]],
            "proposal_goals": [["proposal", "goal", "contribution"], ["P1", "G1", 0.4]],
        },
    )
    workspace = read_workspace(book)
    assert workspace.table("goals").loc[0, "date"] == dt.datetime(2020, 1, 1)
    assert "serial number" in one(workspace, table="goals", row=2, column="date").what
    assert workspace.table("proposal_goals").loc[0, "contribution"] == 0.4


def test_serial_days_of_a_workbook_that_counts_from_1904(book):
    with xlsxwriter.Workbook(str(book), {"date_1904": True}) as made:
        sheet = made.add_worksheet("goals")
        sheet.write_column(0, 0, ["id", "G1", "G2"])
        sheet.write_column(0, 1, ["date", 42369])
        sheet.write_datetime(
            2, 1, dt.datetime(2020, 1, 1), made.add_format({"num_format": "yyyy-mm-dd"})
        )
        made.add_worksheet("proposals").write_row(0, 0, ["id", "title"])
        made.get_worksheet_by_name("proposals").write_row(1, 0, ["P1", "One"])
    assert read_workspace(book).table("goals")["date"].tolist() == [dt.datetime(2020, 1, 1)] * 2


def test_rows_are_those_of_the_sheet_even_when_it_begins_further_down(book):
    with xlsxwriter.Workbook(str(book)) as made:
        sheet = made.add_worksheet("proposals")
        sheet.write_row(3, 2, ["id", "title", "requested_budget"])
        sheet.write_row(4, 2, ["P1", "One", 5])
        sheet.write_row(8, 2, ["P2", "Two", "many"])
        sheet.write_blank(5000, 9, None, made.add_format({"bold": True}))
    workspace = read_workspace(book)
    trouble = one(workspace, found="many")
    assert (trouble.row, trouble.column, trouble.found, trouble.proposal) == (
        9,
        "requested_budget",
        "many",
        "P2",
    )
    assert trouble.file == "intake.xlsx, sheet proposals"


def test_formula_errors_are_told_and_never_read_as_blank(book):
    with xlsxwriter.Workbook(str(book)) as made:
        sheet = made.add_worksheet("proposals")
        sheet.write_row(0, 0, ["id", "title", "requested_budget", "size"])
        sheet.write_row(1, 0, ["P1", "One"])
        sheet.write_formula(1, 2, "=1/0", None, "#DIV/0!")
        sheet.write_row(2, 0, ["P2"])
        sheet.write_formula(2, 1, "=A99", None, "#REF!")
        sheet.write_row(3, 0, ["P3", "Three"])
        sheet.write_formula(3, 3, "=NA()", None, "#N/A")
        sheet.write_row(4, 0, ["P4"])
        sheet.write_formula(5, 1, "=Z1", None, "#NAME?")
    workspace = read_workspace(book)
    found = told(workspace, says="error of a formula")
    assert sorted((t.row, t.column, t.found) for t in found) == [
        (2, "requested_budget", "#DIV/0!"),
        (3, "title", "#REF!"),
        (6, "title", "#NAME?"),
    ]
    assert one(workspace, grade="finding", column="size", row=4).found == "#N/A"
    assert workspace.table("proposals")["id"].tolist() == ["P1", "P3"]
    assert workspace.table("proposals")["requested_budget"].isna().all()


def test_merged_headers_are_a_fault_and_merged_cells_a_finding(book):
    with xlsxwriter.Workbook(str(book)) as made:
        sheet = made.add_worksheet("proposals")
        sheet.write_row(0, 0, ["id", "title", "department"])
        sheet.write_column(1, 0, ["P1", "P2"])
        sheet.write_column(1, 1, ["One", "Two"])
        sheet.merge_range(1, 2, 2, 2, "Finance")
        goals = made.add_worksheet("goals")
        goals.merge_range(0, 0, 0, 2, "Our goals")
        goals.write_row(1, 0, ["id", "title"])
    workspace = read_workspace(book)
    assert one(workspace, grade="fault", table="goals").found == "A1:C1"
    assert one(workspace, says="holds merged cells", table="proposals").found == "C2:C3"


def test_a_cell_behind_the_headers_is_a_row_fault(book):
    workbook(book, {"proposals": [["id", "title"], ["P1", "One", None, "stray"]]})
    assert one(read_workspace(book), grade="row").found == "stray"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b"id,title\nP1,One\n", "not an Excel workbook"),
        (b"<html><table>", "web page"),
        (b"%PDF-1.7", "PDF"),
        (b"<?xml version='1.0'?><Workbook/>", "XML"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"),
            "Word document",
        ),
        (b"PK\x03\x04 broken", "damaged"),
        (b"PK\x05\x06" + b"\0" * 18, "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old Excel format"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
            + b"\0" * 600
            + "EncryptedPackage".encode("utf-16-le")
            + b"\0" * 50,
            "password",
        ),
    ],
)
@pytest.mark.parametrize("alone", [True, False])
def test_what_is_no_workbook_is_a_fault(book, data, says, alone):
    book.write_bytes(data)
    workspace = read_workspace(book if alone else book.parent)
    assert says in told(workspace, grade="fault", file="intake.xlsx")[0].what


def test_a_zip_that_is_no_workbook_is_a_fault(book):
    with zipfile.ZipFile(book, "w") as archive:
        archive.writestr("hello.txt", "x")
    assert "damaged" in told(read_workspace(book), grade="fault")[0].what


def test_a_bomb_is_refused_before_it_is_unpacked(book):
    workbook(book, {"proposals": [["id", "title"], ["P1", "One"]]})
    rebuilt(book, lambda name, data: data + b" " * 30_000_000 if "sheet1" in name else data)
    assert book.stat().st_size < 100_000
    (book.parent / "workspace.toml").write_text("[settings]\nmax_table_bytes = 20_000_000\n")
    trouble = told(read_workspace(book), grade="fault")[0]
    assert "unpack to more" in trouble.what
    assert "max_table_bytes" in trouble.next_step


def test_a_bomb_that_lies_about_its_size_is_refused(book):
    workbook(book, {"proposals": [["id", "title"], ["P1", "One"]]})
    rebuilt(book, lambda name, data: data + b" " * 5_000_000 if "sheet1" in name else data)
    raw = bytearray(book.read_bytes())
    true_size = next(
        i.file_size for i in zipfile.ZipFile(book).infolist() if "sheet1" in i.filename
    )
    for at in range(len(raw) - 4):
        if raw[at : at + 4] == true_size.to_bytes(4, "little"):
            raw[at : at + 4] = (1000).to_bytes(4, "little")
    book.write_bytes(raw)
    assert "damaged" in told(read_workspace(book), grade="fault")[0].what


def test_one_long_text_in_very_many_cells_is_refused(book):
    rows = [["id", "title"], *([f"P{i}", "x" * 32_000] for i in range(9000))]
    workbook(book, {"proposals": rows})
    assert "texts would unpack" in told(read_workspace(book), grade="fault")[0].what


def test_a_stray_cell_far_away_is_refused_with_its_name(book):
    with xlsxwriter.Workbook(str(book)) as made:
        sheet = made.add_worksheet("proposals")
        sheet.write_row(0, 0, ["id", "title"])
        sheet.write(1_048_575, 16_383, "x")
    assert "XFD1048576" in told(read_workspace(book), grade="fault")[0].what


def test_a_part_that_stands_twice_is_refused(book):
    workbook(book, {"proposals": [["id", "title"], ["P1", "One"]]})
    with zipfile.ZipFile(book, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("xl/worksheets/sheet1.xml", "<worksheet/>")
    assert "damaged" in told(read_workspace(book), grade="fault")[0].what


def test_declarations_of_entities_are_refused(book):
    workbook(book, {"proposals": [["id", "title"], ["P1", "One"]]})
    rebuilt(
        book,
        lambda name, data: (
            data.replace(b"<workbook", b'<!DOCTYPE w [<!ENTITY a "b">]><workbook', 1)
            if name.endswith("xl/workbook.xml")
            else data
        ),
    )
    assert "damaged" in told(read_workspace(book), grade="fault")[0].what


def test_a_workbook_with_nothing_in_it(book):
    workbook(book, {"proposals": [], "goals": [["id", "title"]]})
    workspace = read_workspace(book)
    assert one(workspace, grade="fault").what == "the table is empty"
    assert "headers but no rows" in one(workspace, table="goals", grade="finding").what


@pytest.mark.parametrize("seed", range(40))
def test_no_damage_breaks_the_reader(book, seed):
    workbook(book, {"proposals": [["id", "title"], ["P1", "One"]], "goals": [["id"], ["G1"]]})
    chance = random.Random(seed)
    raw = bytearray(book.read_bytes())
    for _ in range(chance.randint(1, 12)):
        raw[chance.randrange(len(raw))] = chance.randrange(256)
    book.write_bytes(raw[: chance.randint(len(raw) // 2, len(raw))] if seed % 2 else raw)
    read_workspace(book)


@pytest.mark.parametrize("seed", range(40))
def test_no_damaged_xml_breaks_the_reader(book, seed):
    workbook(
        book, {"proposals": [["id", "title"], ["P1", "One"], ["P2", 5]], "goals": [["id"], ["G1"]]}
    )
    chance = random.Random(seed)

    def damage(name, data):
        if not name.startswith("xl/") or chance.random() < 0.5:
            return data
        cut = bytearray(data)
        for _ in range(chance.randint(1, 6)):
            cut[chance.randrange(len(cut))] = chance.choice(b"<>/\"'0A \xff&;")
        return bytes(cut)

    read_workspace(rebuilt(book, damage))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ("a", "a"),
        (True, "true"),
        (7.0, "7"),
        (dt.date(2020, 1, 2), "2020-01-02"),
        (dt.datetime(2020, 1, 2), "2020-01-02"),
        (dt.datetime(2020, 1, 2, 3, 4), "2020-01-02 03:04:00"),
        (dt.time(3, 4), "03:04:00"),
        (dt.timedelta(hours=30), "1 day, 6:00:00"),
        (b"ab", "ab"),
        ([1], "[1]"),
    ],
)
def test_the_text_of_a_cell(value, text):
    assert cell_text(value) == text


def test_letters_of_columns():
    assert [column_letters(position) for position in (0, 25, 26, 701, 702, 16383)] == [
        "A",
        "Z",
        "AA",
        "ZZ",
        "AAA",
        "XFD",
    ]


def test_a_formula_whose_value_was_never_stored_says_so(book):
    """As openpyxl writes it; a formula that comes to an empty text has a value."""
    from openpyxl import Workbook

    made = Workbook()
    sheet = made.active
    sheet.title = "proposals"
    for row in (["id", "title", "requested_budget"], ["P1", "One", "=SUM(1,2)"], ["P2", "Two", 5]):
        sheet.append(row)
    made.save(book)
    trouble = one(read_workspace(book), says="formula")
    assert trouble.what == "holds a formula whose value was never stored: not assessed"
    assert (trouble.row, trouble.column, trouble.found) == (2, "requested_budget", "=SUM(1,2)")
    assert "Excel" in trouble.next_step


def test_a_formula_with_a_stored_value_or_an_empty_text_is_no_trouble(book):
    with xlsxwriter.Workbook(str(book)) as made:
        sheet = made.add_worksheet("proposals")
        sheet.write_row(0, 0, ["id", "title", "requested_budget", "stage"])
        sheet.write_row(1, 0, ["P1", "One"])
        sheet.write_formula(1, 2, "=1+1", None, 2)
        sheet.write_formula(1, 3, '=IF(A1="","x","")', None, "EMPTY")
    # as Excel writes an empty text, which xlsxwriter does not
    rewrite(book, "xl/worksheets/sheet1.xml", lambda data: data.replace(b"EMPTY", b""))
    workspace = read_workspace(book)
    assert told(workspace, says="formula") == []
    assert workspace.table("proposals")["requested_budget"].tolist() == [2]


def rewrite(path, part, change):
    """Change one part of an archive."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, change(data) if name == part else data)


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        (["word/document.xml"], "Word document"),
        (["mimetype", "content.xml"], "OpenDocument"),
        (["xl/workbook.bin"], "xlsb"),
        (["readme.txt"], "damaged"),
    ],
)
def test_archives_of_other_kinds_are_called_by_their_name(book, parts, says):
    with zipfile.ZipFile(book, "w") as archive:
        for part in parts:
            archive.writestr(part, "x")
    trouble = told(read_workspace(book), grade="fault", file="intake.xlsx")[0]
    assert says in trouble.what and ".xlsx" in trouble.next_step
