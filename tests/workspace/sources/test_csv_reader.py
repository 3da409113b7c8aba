"""CSV files: encodings, delimiters, and the line on which each record begins."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_toolkit.workspace import read_workspace
from pmo_toolkit.workspace.parsing.words import visible
from tests.workspace.builders import grave, make, one, read


def raw(folder, data, config=""):
    make(folder, config)
    (folder / "proposals.csv").write_bytes(data)
    return read_workspace(folder)


@pytest.mark.parametrize(
    ("data", "config"),
    [
        ("id,title\nÄ1,Café €\n".encode(), ""),
        ("id,title\nÄ1,Café €\n".encode("utf-8-sig"), ""),
        ("id,title\nÄ1,Café €\n".encode("utf-16"), ""),
        (b"\xfe\xff" + "id,title\nÄ1,Café €\n".encode("utf-16-be"), ""),
        ("id,title\nÄ1,Café €\n".encode("utf-32"), ""),
        ("id,title\nÄ1,Café €\n".encode("cp1252"), 'encoding = "cp1252"'),
        ("id,title\nÄ1,Café €\n".encode("utf-8-sig"), 'encoding = "cp1252"'),
    ],
)
def test_encodings(tmp_path, data, config):
    workspace = raw(tmp_path, data, config)
    assert grave(workspace) == []
    assert workspace.table("proposals")[["id", "title"]].to_numpy().tolist() == [["Ä1", "Café €"]]


def test_bytes_that_are_not_utf8_are_a_fault_with_line_and_offset(tmp_path):
    trouble = one(raw(tmp_path, b"id,title\nP1,ok\nP2,caf\xe9\n"), grade="fault")
    assert (trouble.table, trouble.row) == ("proposals", 3)
    assert trouble.found == "byte 0xE9 at offset 21"
    assert "encoding" in trouble.next_step


def test_a_declared_encoding_that_does_not_fit_is_a_fault(tmp_path):
    assert (
        "ASCII"
        in one(raw(tmp_path, "id,title\nP1,é\n".encode(), 'encoding = "ascii"'), grade="fault").what
    )


@pytest.mark.parametrize("data", [b"id,title\nP1,a\0b\n", "id,title\nP1,x\n".encode("utf-16-le")])
def test_nul_characters_are_a_fault(tmp_path, data):
    assert "NUL" in one(raw(tmp_path, data), grade="fault").what


@pytest.mark.parametrize("data", [b"PK\x03\x04rest", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest"])
def test_a_workbook_named_csv_is_a_fault(tmp_path, data):
    assert "not a CSV file" in one(raw(tmp_path, data), grade="fault").what


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_delimiters_and_line_ends(tmp_path, delimiter, end):
    lines = ["id,title,requested_budget", "P1,One,5", "P2,Two,six"]
    workspace = raw(tmp_path, end.join(line.replace(",", delimiter) for line in lines).encode())
    assert workspace.proposal_ids == ("P1", "P2")
    assert one(workspace, found="six").row == 3


def test_decimal_commas_do_not_confuse_the_delimiter(tmp_path):
    data = 'id;title;requested_budget\n1;"a, b, c";1.234,50\n'
    workspace = raw(tmp_path, data.encode(), 'locale = "de_DE"')
    assert workspace.table("proposals").loc[0, ["title", "requested_budget"]].tolist() == [
        "a, b, c",
        1234.5,
    ]


def test_the_line_that_tells_excel_the_delimiter_is_understood(tmp_path):
    workspace = raw(tmp_path, b"sep=;\r\nid;title;requested_budget\r\nP1;a;x\r\n")
    assert workspace.proposal_ids == ("P1",)
    assert one(workspace, found="x").row == 3


def test_a_row_is_the_line_on_which_its_record_begins(tmp_path):
    text = (
        'id,title,requested_budget\nP1,"two\nlines",x\n\n\nP2,"one","y"\n'
        'P3,"three\r\nmore\nlines",z\nP4,,w\n'
    )
    workspace = raw(tmp_path, text.encode())
    trouble = one(workspace, column="requested_budget")
    assert (trouble.rows, trouble.found) == ((2, 6, 7, 10), "x · y · z · w")


def test_text_keeps_its_line_breaks_and_quotes(tmp_path):
    workspace = raw(tmp_path, b'id,title\nP1,"say ""hi""\n= 1,5 <b>"\n')
    assert workspace.table("proposals").loc[0, "title"] == 'say "hi"\n= 1,5 <b>'


def test_ids_stay_as_written(tmp_path):
    workspace = raw(tmp_path, b"id,title\n007,x\n1e3,NA\n1.0,null\n")
    assert sorted(workspace.table("proposals")[["id", "title"]].to_numpy().tolist()) == [
        ["007", "x"],
        ["1.0", "null"],
        ["1e3", "NA"],
    ]


@pytest.mark.parametrize(
    "text", ['id,title\nP1,x\nP2,"never closed\nP3,y\n', 'id,title\nP1,x\nP2,"a"b,\n']
)
def test_a_stray_quotation_mark_is_a_fault_with_its_line(tmp_path, text):
    trouble = one(raw(tmp_path, text.encode()), grade="fault")
    assert trouble.row == 3
    assert "quotation mark" in trouble.what


def test_a_cell_of_many_characters_is_told_with_the_limit(tmp_path):
    trouble = one(raw(tmp_path, b'id,title\nP1,"' + b"x" * 140_000 + b'"\n'), grade="fault")
    assert "131,072" in trouble.found and "too long" in trouble.what


def test_a_row_with_too_many_cells_is_a_row_fault(tmp_path):
    workspace = raw(tmp_path, b"id,title\nP1,One\nP2,Two, and a half\nP3,Three,,\n")
    trouble = one(workspace, grade="row")
    assert (trouble.row, trouble.found, trouble.proposal) == (3, " and a half", "P2")
    assert workspace.table("proposals")["id"].tolist() == ["P1", "P3"]


def test_a_row_with_too_few_cells_is_a_finding(tmp_path):
    workspace = raw(tmp_path, b"id,title,need\nP1,One\nP2,Two,x\nP3,Three\n")
    assert "rows 2 and 4" in one(workspace, says="fewer cells").what
    assert grave(workspace) == []


def test_blank_lines_and_rows_of_commas_are_passed_over(tmp_path):
    workspace = raw(tmp_path, b"\n\nid,title\n,,\nP1,One\n , \n\nP2,Two\n,,,\n")
    assert workspace.table("proposals")["_row"].tolist() == [5, 8]


def test_a_tsv_is_split_at_tabs(tmp_path):
    make(tmp_path)
    (tmp_path / "goals.tsv").write_text("id\ttitle\nG1\ta, b; c\n")
    assert read_workspace(tmp_path).table("goals").loc[0, "title"] == "a, b; c"


def test_a_file_larger_than_allowed_is_a_fault(tmp_path):
    workspace = read(
        tmp_path, "[settings]\nmax_table_bytes = 1000\n", goals="id\n" + "G1,xxxxxxxx\n" * 200
    )
    assert "larger than is allowed" in one(workspace, grade="fault").what


def test_more_rows_than_allowed_are_a_fault(tmp_path):
    config = "[settings]\nmax_rows = 10\n"
    assert (
        grave(read(tmp_path / "ten", config, goals="id\n" + "".join(f"G{i}\n" for i in range(10))))
        == []
    )
    workspace = read(
        tmp_path / "more", config, goals="id\n" + "".join(f"G{i}\n" for i in range(11))
    )
    assert "too many rows" in one(workspace, grade="fault").what


def test_very_many_columns_are_a_fault(tmp_path):
    workspace = read(tmp_path, goals=",".join(f"c{i}" for i in range(2000)) + "\nx\n")
    assert "2000 columns" in one(workspace, grade="fault").what


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reader(tmp_path_factory, data):
    raw(tmp_path_factory.mktemp("csv"), data)


@given(st.binary(max_size=300))
def test_no_cells_break_the_reader(tmp_path_factory, data):
    raw(
        tmp_path_factory.mktemp("csv"),
        b"id,title,requested_budget,start_window,class,price_year\n" + data,
    )


TITLES = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1)
CELLS = st.lists(
    st.tuples(st.from_regex(r"[A-Z][0-9]{3}", fullmatch=True), TITLES),
    min_size=1,
    max_size=8,
    unique_by=lambda pair: pair[0],
)


@given(CELLS)
def test_what_the_csv_module_writes_is_read_back(tmp_path_factory, cells):
    import csv
    import io

    text = io.StringIO(newline="")
    csv.writer(text).writerows([("id", "title"), *cells])
    workspace = raw(tmp_path_factory.mktemp("csv"), text.getvalue().encode())
    seen = {name: visible(title.strip()) for name, title in cells}
    kept = {name: title for name, title in seen.items() if title.strip()}
    frame = workspace.table("proposals")
    assert dict(zip(frame["id"], frame["title"], strict=True)) == kept
    lines = text.getvalue().splitlines(
        keepends=True
    )  # splits at more places than CSV does, never at fewer
    assert all(2 <= row <= len(lines) + text.getvalue().count("\r") for row in frame["_row"])
