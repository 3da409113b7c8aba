"""From a client's file to sheets of text."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from pmo_toolkit.core.files.refused import Refused
from pmo_toolkit.core.settings.reading import ReadingSettings
from pmo_toolkit.intake.base.regions import MergedArea, RepairedCell, Sheet
from pmo_toolkit.intake.sheets.reading import read_sheets
from pmo_toolkit.workspace.parsing.outcomes import FormulaError, Typed
from pmo_toolkit.workspace.sources.reading_process import ReadingProcess
from tests.workspace.hostile import sheet as sheet_xml
from tests.workspace.hostile import sound_workbook, with_parts


@pytest.fixture(scope="module")
def process() -> Iterator[ReadingProcess]:
    with ReadingProcess(ReadingSettings()) as started:
        yield started


def csv_sheet(process: ReadingProcess, folder: Path, data: bytes, name: str = "a.csv") -> Sheet:
    (folder / name).write_bytes(data)
    (sheet,) = read_sheets(folder / name, process)
    return sheet


def refusal(process: ReadingProcess, path: Path, data: bytes) -> Refused:
    path.write_bytes(data)
    with pytest.raises(Refused) as raised:
        read_sheets(path, process)
    return raised.value


def test_all_sheets_of_a_workbook_with_what_is_hidden_and_merged(process, tmp_path):
    book = openpyxl.Workbook()
    plan = book.active
    plan.title = "Plan"
    for line in [["ID", "Titel", "Kosten"], ["P1", "A", 5], ["P2", None, 6.5], ["P3", "C", None]]:
        plan.append(line)
    plan.merge_cells("B2:B3")
    plan.row_dimensions[4].hidden = True
    plan.column_dimensions["C"].hidden = True
    secret = book.create_sheet("Geheim")
    secret.append(["x", "y"])
    secret.sheet_state = "hidden"
    book.create_sheet("Leer")
    book.save(tmp_path / "a.xlsx")
    first, second, third = read_sheets(tmp_path / "a.xlsx", process)
    assert first.source.label == "a.xlsx, sheet Plan"
    assert first.lines[3] == ("P2", "", "6.5")
    assert isinstance(first.lines[3][2], Typed)
    assert first.merged == (MergedArea(2, 2, 3, 2),)
    assert (first.hidden_rows, first.hidden_columns) == (frozenset({4}), frozenset({3}))
    assert second.hidden and second.remarks == ("the sheet is hidden in the workbook",)
    assert third.lines == {}
    assert len({sheet.sha256 for sheet in (first, second, third)}) == 1


def test_formulas_without_values_and_errors_are_told(process, tmp_path):
    book = openpyxl.Workbook()
    for line in [["ID", "K"], ["P1", "=SUM(B3:B4)"], ["P2", 5]]:
        book.active.append(line)
    book.save(tmp_path / "a.xlsx")
    (sheet,) = read_sheets(tmp_path / "a.xlsx", process)
    assert isinstance(sheet.lines[2][1], FormulaError)
    assert sheet.lines[2][1] == "=SUM(B3:B4)"
    assert sheet.remarks == (
        "no value is stored for the formula in B2: open the file in Excel and save it once, then"
        " its values stand there",
    )


def test_formulas_with_values_are_read(process, tmp_path):
    cells = (
        '<c r="A1"><f>1+1</f><v>2</v></c>'
        '<c r="B1" t="str"><f>""</f><v></v></c>'
        '<c r="C1" t="str"><f>"a"</f><v>a</v></c>'
        '<c r="D1" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
        '<c r="E1"><f>1+2</f></c>'
    )
    row = sheet_xml(f'<row r="1">{cells}</row>')
    (tmp_path / "a.xlsx").write_bytes(with_parts(sheet1=row))
    read = read_sheets(tmp_path / "a.xlsx", process)[0]
    assert read.lines[1] == ("2", "", "a", "#DIV/0!", "=1+2")
    assert [isinstance(cell, FormulaError) for cell in read.lines[1][3:]] == [True, True]


def test_days_may_count_from_1904(process, tmp_path):
    with xlsxwriter.Workbook(tmp_path / "a.xlsx", {"date_1904": True}) as book:
        book.add_worksheet().write(0, 0, 1)
    assert read_sheets(tmp_path / "a.xlsx", process)[0].since_1904


def test_a_text_of_another_encoding_is_read_with_a_remark(process, tmp_path):
    data = "ID;Titel\nP1;Ablösung\nP2;Größe\n".encode("cp1252")
    sheet = csv_sheet(process, tmp_path, data)
    assert sheet.lines[2] == ("P1", "Ablösung")
    assert sheet.remarks == (
        'is no UTF-8; taken as cp1252, which gives "Ablösung", "Größe"',
        "cells are separated by a semicolon",
    )
    (forced,) = read_sheets(tmp_path / "a.csv", process, encoding="mac_roman")
    assert forced.lines[2][1] != "Ablösung"


def test_an_encoding_that_nobody_knows_is_refused(process, tmp_path):
    (tmp_path / "a.csv").write_bytes(b"a,b")
    with pytest.raises(Refused, match="no known encoding"):
        read_sheets(tmp_path / "a.csv", process, encoding="klingon")


def test_utf_16_without_a_mark_is_read(process, tmp_path):
    sheet = csv_sheet(process, tmp_path, "ID\tTitel\nP1\tGröße\n".encode("utf-16-le"), "a.txt")
    assert sheet.lines[2] == ("P1", "Größe")


def test_repaired_cells_are_listed(process, tmp_path):
    sheet = csv_sheet(process, tmp_path, "ID,Titel\nP1,AblÃ¶sung\n".encode())
    assert sheet.lines[2] == ("P1", "Ablösung")
    assert sheet.repaired == (RepairedCell(2, 2, "AblÃ¶sung", "Ablösung"),)
    assert sheet.remarks[-1] == (
        'texts that had been decoded wrongly are repaired: B2: "AblÃ¶sung" is "Ablösung"'
    )


def test_the_line_for_excel_tells_the_delimiter(process, tmp_path):
    sheet = csv_sheet(process, tmp_path, b"sep=|\nID|Titel\nP1|a;b;c\n")
    assert sheet.lines == {2: ("ID", "Titel"), 3: ("P1", "a;b;c")}


def test_rows_are_those_that_the_user_sees(process, tmp_path):
    sheet = csv_sheet(process, tmp_path, b'ID,T\n\nP1,"two\nlines"\n\nP2,x\n')
    assert list(sheet.lines) == [1, 3, 6]


def test_a_long_cell_is_read_and_one_too_long_is_refused(process, tmp_path):
    sheet = csv_sheet(process, tmp_path, b"ID,T\nP1," + b"x" * 100_000 + b"\n")
    assert len(sheet.lines[2][1]) == 100_000
    found = refusal(process, tmp_path / "b.csv", b"ID,T\nP1," + b"x" * 200_000 + b"\n")
    assert "too long" in found.what and found.where["row"] == 2


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("a.xls", "old Excel workbook"),
        ("a.ods", "OpenDocument spreadsheet"),
        ("a.docx", "Word document"),
        ("a.numbers", "Numbers document"),
        ("a.pdf", "PDF document"),
        ("a.zip", "not read"),
    ],
)
def test_other_kinds_are_refused_with_what_to_do(process, tmp_path, name, what):
    found = refusal(process, tmp_path / name, b"x")
    assert what in found.what
    assert ".xlsx" in found.where["next_step"]


def test_a_protected_workbook_is_refused(process, tmp_path):
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
    assert "password" in refusal(process, tmp_path / "a.xlsx", data).what


def test_an_old_workbook_with_a_new_ending_is_refused(process, tmp_path):
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
    assert "old Excel format" in refusal(process, tmp_path / "a.xlsx", data).what


def test_a_workbook_called_csv_is_refused(process, tmp_path):
    assert "zip archive or workbook" in refusal(process, tmp_path / "a.csv", sound_workbook()).what


def test_a_zip_bomb_is_refused(process, tmp_path):
    data = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(sound_workbook())) as sound,
        zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for info in sound.infolist():
            archive.writestr(info.filename, sound.read(info))
        with archive.open("xl/media.bin", "w", force_zip64=True) as stream:
            for _ in range(600):
                stream.write(bytes(1_000_000))
    found = refusal(process, tmp_path / "a.xlsx", data.getvalue())
    assert "unpack to more than is allowed" in found.what
    assert found.where["found"].startswith("600,")


def test_entities_are_refused(process, tmp_path):
    entity = b'<!DOCTYPE x [<!ENTITY a "b">]>' + sheet_xml('<row r="1"><c r="A1"/></row>')
    assert "damaged" in refusal(process, tmp_path / "a.xlsx", with_parts(sheet1=entity)).what


def test_a_damaged_workbook_is_refused(process, tmp_path):
    assert "damaged" in refusal(process, tmp_path / "a.xlsx", sound_workbook()[:-200]).what


def test_an_empty_file_has_no_lines(process, tmp_path):
    assert csv_sheet(process, tmp_path, b"").lines == {}
    assert "is empty" in refusal(process, tmp_path / "a.xlsx", b"").what
