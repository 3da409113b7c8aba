"""``pmo check --marked``: cells marked in a copy that keeps what is the client's own."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest
import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.styles import Font

from pmo_toolkit.core.errors import Grade, UsageError
from pmo_toolkit.intake.template import marked_copy
from pmo_toolkit.intake.template.marked_copy import write_marked_copy
from pmo_toolkit.intake.template.marks import COLOURS
from pmo_toolkit.workspace import read_workspace
from pmo_toolkit.workspace.dictionary.not_read import FINDINGS_SHEET
from tests.workspace.builders import make, workbook

SHEETS = {
    "proposals": [
        ["id", "title", "requested_budget", "stage"],
        ["P1", "One", "250 thousand bananas", "idea"],
        ["P1", "Twice", 5, "idea"],
        ["P3", None, "TBD", "idea"],
        ["P4", "Four", "TBD", "idea"],
    ],
    "costs": [["option", "element"], ["O-9", "=HYPERLINK(1)"]],
    "Remarks": [["nothing of ours"]],
}


@pytest.fixture
def original(tmp_path):
    path = workbook(tmp_path / "client.xlsx", SHEETS)
    book = openpyxl.load_workbook(path)
    book["proposals"]["B2"].font = Font(bold=True, color="FF0000FF")
    book["proposals"]["A3"].comment = Comment("ask Mary's department", "client")
    book["proposals"].column_dimensions["B"].width = 44
    book.save(path)
    return path


def _marked(original, name="copy.xlsx"):
    done = write_marked_copy(read_workspace(original), original, original.parent / name)
    return done, openpyxl.load_workbook(done.path)


def _colour(cell):
    return cell.fill.fgColor.rgb[-6:]


def test_each_grade_has_its_colour_and_the_comment_says_what_is_wrong(original):
    done, book = _marked(original)
    sheet = book["proposals"]
    assert _colour(sheet["A3"]) == COLOURS[Grade.FAULT]
    assert "rows 2 and 3" in sheet["A3"].comment.text
    assert _colour(sheet["B4"]) == COLOURS[Grade.ROW]
    assert "needed" in sheet["B4"].comment.text
    # one finding for two rows marks both
    assert _colour(sheet["C4"]) == _colour(sheet["C5"]) == COLOURS[Grade.FINDING]
    assert "not known yet" in sheet["C5"].comment.text
    assert done.cells >= 5
    assert book.sheetnames[-1] == FINDINGS_SHEET


def test_the_formats_and_comments_of_the_client_stay(original):
    before = original.read_bytes()
    _, book = _marked(original)
    sheet = book["proposals"]
    assert original.read_bytes() == before
    assert sheet["B2"].font.bold and sheet["B2"].font.color.rgb == "FF0000FF"
    assert sheet.column_dimensions["B"].width == 44
    assert sheet["A3"].comment.text.startswith("ask Mary's department\n\n")
    assert sheet["B2"].value == "One"


def test_what_a_cell_says_never_becomes_a_formula(original):
    _, book = _marked(original)
    cells = [cell for row in book[FINDINGS_SHEET].iter_rows() for cell in row if cell.value]
    assert all(cell.data_type == "s" for cell in cells)
    assert book["costs"]["B2"].data_type == "f"  # as the client wrote it
    texts = [cell.value for cell in cells]
    assert any("O-9" in text for text in texts)


def test_a_copy_is_read_as_the_original_and_may_be_replaced(original):
    done, _ = _marked(original)
    first, second = read_workspace(original), read_workspace(done.path)
    assert [t.what for t in first.troubles] == [t.what for t in second.troubles]
    again, book = _marked(original)
    assert again.cells == done.cells
    assert book.sheetnames.count(FINDINGS_SHEET) == 1


def test_the_original_another_file_and_another_ending_are_refused(original, tmp_path):
    workspace = read_workspace(original)
    other = workbook(tmp_path / "other.xlsx", SHEETS)
    (tmp_path / "hard.xlsx").hardlink_to(original)
    (tmp_path / "link.xlsx").symlink_to(original)
    before = original.read_bytes(), other.read_bytes()
    for name in ("client.xlsx", "hard.xlsx", "link.xlsx"):
        with pytest.raises(UsageError, match="place of the original"):
            write_marked_copy(workspace, original, tmp_path / name)
    with pytest.raises(UsageError, match="no earlier marked copy"):
        write_marked_copy(workspace, original, other)
    with pytest.raises(UsageError, match=r"ends in \.xlsx"):
        write_marked_copy(workspace, original, tmp_path / "copy.xlsm")
    with pytest.raises(UsageError, match="cannot be written"):
        write_marked_copy(workspace, original, tmp_path / "no" / "copy.xlsx")
    assert (original.read_bytes(), other.read_bytes()) == before


def test_a_folder_needs_exactly_one_workbook(tmp_path):
    folder = make(tmp_path / "plain")
    with pytest.raises(UsageError, match="holds no workbook"):
        write_marked_copy(read_workspace(folder), folder, tmp_path / "copy.xlsx")
    workbook(folder / "costs.xlsx", {"costs": [["option", "element"], ["O-9", "x"]]})
    done = write_marked_copy(read_workspace(folder), folder, tmp_path / "copy.xlsx")
    assert done.cells >= 1
    workbook(folder / "risks.xlsx", {"risks": [["proposal"], ["P-9"]]})
    with pytest.raises(UsageError, match=r"2 workbooks \(costs.xlsx, risks.xlsx\)"):
        write_marked_copy(read_workspace(folder), folder, tmp_path / "copy.xlsx")


def test_what_the_copy_does_not_keep_is_named(tmp_path):
    path = tmp_path / "rich.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("proposals")
        sheet.write_row(0, 0, ["id", "title"])
        sheet.write_row(1, 0, ["P1", "One"])
        sheet.write_formula(1, 5, "=1+1", None, 2)
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "=proposals!$F$2:$F$2"})
        sheet.insert_chart("H2", chart)
        sheet.insert_textbox("H20", "a note in a box")
        sheet.add_sparkline("G2", {"range": "proposals!F2:F2"})
    _with_part(path, "xl/slicers/slicer1.xml")
    done = write_marked_copy(read_workspace(path), path, tmp_path / "copy.xlsx")
    assert done.lost == (
        "shapes and text boxes",
        "slicers",
        "sparklines and newer conditional formats",
    )
    assert done.changed == (
        "charts are drawn anew and may look simpler",
        "formulas are computed anew when the copy is opened",
    )


def test_a_workbook_with_declarations_or_too_many_cells_is_refused(tmp_path, monkeypatch):
    path = workbook(tmp_path / "bad.xlsx", SHEETS)
    workspace = read_workspace(path)
    monkeypatch.setattr(marked_copy, "MAX_BYTES", 10)
    with pytest.raises(UsageError, match="at most 10 are copied"):
        write_marked_copy(workspace, path, tmp_path / "copy.xlsx")
    monkeypatch.undo()
    _with_part(path, "xl/theme/other.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    with pytest.raises(UsageError, match="declarations"):
        write_marked_copy(workspace, path, tmp_path / "copy.xlsx")
    path.write_bytes(b"PK no archive")
    with pytest.raises(UsageError, match="cannot be copied"):
        write_marked_copy(workspace, path, tmp_path / "copy.xlsx")
    assert not (tmp_path / "copy.xlsx").exists()


def test_comments_end_where_there_are_too_many(original, monkeypatch):
    monkeypatch.setattr(marked_copy, "MAX_COMMENTS", 1)
    done, book = _marked(original)
    sheets = [book[name] for name in ("proposals", "costs")]
    cells = [cell for sheet in sheets for row in sheet.iter_rows() for cell in row]
    assert sum(cell.comment is not None for cell in cells) <= 2  # the client's own is one
    assert sum(_colour(cell) in COLOURS.values() for cell in cells) == done.cells > 2
    assert "first 1 marked" in book[FINDINGS_SHEET]["A5"].value


def _with_part(path, name, text="<a/>"):
    buffer = io.BytesIO(path.read_bytes())
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr(name, text)
    path.write_bytes(buffer.getvalue())


def test_macros_stay_in_a_copy(original, tmp_path):
    path = tmp_path / "macros.xlsm"
    with zipfile.ZipFile(original) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "[Content_Types].xml":
                data = data.replace(
                    b"vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
                    b"vnd.ms-excel.sheet.macroEnabled.main+xml",
                ).replace(
                    b"</Types>",
                    b'<Override PartName="/xl/vbaProject.bin"'
                    b' ContentType="application/vnd.ms-office.vbaProject"/></Types>',
                )
            target.writestr(name, data)
        target.writestr("xl/vbaProject.bin", b"not a real macro")
    done = write_marked_copy(read_workspace(path), path, tmp_path / "copy.xlsm")
    assert done.lost == ()
    with zipfile.ZipFile(done.path) as copy:
        assert copy.read("xl/vbaProject.bin") == b"not a real macro"
        assert b"macroEnabled" in copy.read("[Content_Types].xml")
