"""Files made to end, hang or fill the process that reads them."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter

_NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


@cache
def sound_workbook() -> bytes:
    """A workbook of two small tables."""
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        proposals = book.add_worksheet("proposals")
        proposals.write_row(0, 0, ["id", "title", "requested_budget"])
        proposals.write_row(1, 0, ["P1", "One", 5])
        proposals.write_row(2, 0, ["P2", "Two", 7.5])
        proposals.write_formula(3, 1, "=1/0", None, "#DIV/0!")
        book.add_worksheet("goals").write_row(0, 0, ["id", "title", "date"])
        book.get_worksheet_by_name("goals").write_row(1, 0, ["G1", "Goal", 43831])
    return data.getvalue()


def with_parts(**changes: bytes) -> bytes:
    """The sound workbook with some parts replaced: ``sheet1``, ``sharedStrings``, ``workbook``."""
    changed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(sound_workbook())) as archive,
        zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for info in archive.infolist():
            name = Path(info.filename).stem
            target.writestr(info.filename, changes.get(name, archive.read(info)))
    return changed.getvalue()


def sheet(rows: str) -> bytes:
    """The XML of a sheet with these rows."""
    return f'<worksheet xmlns="{_NAMESPACE}"><sheetData>{rows}</sheetData></worksheet>'.encode()


def strings(items: str) -> bytes:
    """The XML of shared strings."""
    return f'<sst xmlns="{_NAMESPACE}">{items}</sst>'.encode()


@cache
def hostile_workbooks() -> dict[str, bytes]:
    """Workbooks by what they try."""
    far = '<row r="1"><c r="A1"><v>1</v></c></row>'
    long_text = strings(f"<si><t>{'x' * 32_000}</t></si>" * 2)
    many = "".join(
        f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c><c r="B{row}" t="s"><v>1</v></c></row>'
        for row in range(1, 12_000)
    )
    with zipfile.ZipFile(io.BytesIO(sound_workbook())) as archive:
        book = archive.read("xl/workbook.xml").replace(b'name="goals"', b'name="proposals"')
    return {
        "cell far away": with_parts(sheet1=sheet(far + '<row r="9"><c r="XFD1048576"/></row>')),
        "cell far away with a value": with_parts(
            sheet1=sheet(far + '<row r="2"><c r="XFD1048576"><v>1</v></c></row>')
        ),
        "row of many digits": with_parts(
            sheet1=sheet(far + '<row r="4294967295"><c><v>1</v></c></row>')
        ),
        "row beyond all numbers": with_parts(
            sheet1=sheet(far + f'<row r="{"9" * 5000}"><c><v>1</v></c></row>')
        ),
        "reference in small letters": with_parts(
            sheet1=sheet(far + '<row r="2"><c r="xfd1048576"><v>1</v></c></row>')
        ),
        "reference without a row": with_parts(
            sheet1=sheet('<row r="1"><c r="A"><v>1</v></c></row>')
        ),
        "reference of row nought": with_parts(
            sheet1=sheet('<row r="0"><c r="A0"><v>1</v></c></row>')
        ),
        "reference of many letters": with_parts(
            sheet1=sheet(f'<row r="1"><c r="{"Z" * 10}1"><v>1</v></c></row>')
        ),
        "references backwards": with_parts(
            sheet1=sheet(
                '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row><row r="1"><c'
                ' r="A1"><v>1</v></c></row>'
            )
        ),
        "reference with blanks around it": with_parts(
            sheet1=sheet('<row r = "1048576" ><c  r = "XFD1048576"  ><v>1</v></c></row>')
        ),
        "reference with an entity": with_parts(
            sheet1=sheet(far + '<row r="2"><c r="XFD&#49;048576"><v>1</v></c></row>')
        ),
        "area far away": with_parts(
            sheet1=sheet(far).replace(
                b"<sheetData>", b'<dimension ref="A1:XFD1048576"/><sheetData>'
            )
        ),
        "area of no sense": with_parts(
            sheet1=sheet(far).replace(
                b"<sheetData>", b'<dimension ref="XFD1048576:A1"/><sheetData>'
            )
        ),
        "two sheets of one name": with_parts(workbook=book),
        "attributes that go on": with_parts(
            sheet1=sheet("<row r='1'>" + "<c t='e' " * 3 + "x='" + "e' t='e" * 20_000 + "'/></row>")
        ),
        "rows that go on": with_parts(sheet1=sheet("<row " + "r " * 100_000 + "></row>")),
        "nested": with_parts(sheet1=sheet("<row>" * 200_000)),
        "texts used often": with_parts(sheet1=sheet(many), sharedStrings=long_text),
        "texts used often, written otherwise": with_parts(
            sheet1=sheet(many.replace('t="s"', "t = 's' ")),
            sharedStrings=long_text.replace(b"<si>", b"<si\n>"),
        ),
        "text that does not exist": with_parts(
            sheet1=sheet('<row r="1"><c r="A1" t="s"><v>4294967295</v></c></row>')
        ),
        "merged beyond all": with_parts(
            sheet1=sheet(far).replace(
                b"</worksheet>",
                b'<mergeCells><mergeCell ref="A1:XFD99999999999"/></mergeCells></worksheet>',
            )
        ),
    }


def _repeated_text() -> pa.Table:
    count = 999_000
    text = pa.DictionaryArray.from_arrays(
        pa.array([0] * count, pa.int8()), pa.array(["x" * 20_000])
    )
    return pa.table({"id": text, "title": text})


#: Tables of Parquet files by what they try, made when they are asked for.
PARQUET: dict[str, Callable[[], pa.Table]] = {
    "a text used often": _repeated_text,
    "many equal numbers": lambda: pa.table({f"c{at}": pa.array([1] * 999_000) for at in range(60)}),
    "duplicate names": lambda: pa.Table.from_arrays([pa.array(["a"])] * 2, names=["id", "id"]),
    "lists in lists": lambda: pa.table({"id": pa.array([[["x" * 1000] * 100] * 300] * 30)}),
}


def hostile_parquet(name: str) -> bytes:
    """One of the Parquet files."""
    data = io.BytesIO()
    pq.write_table(PARQUET[name](), data)
    return data.getvalue()


#: CSV files by what they try, made when they are asked for.
CSV: dict[str, Callable[[], bytes]] = {
    "blank lines": lambda: b"id,title\n" + b"\n" * 12_000_000,
    "blank lines of blanks": lambda: b"id,title\n" + b" \n" * 2_000_000,
    "one line of commas": lambda: b"id,title\n" + b"," * 11_000_000,
    "wide and short": lambda: (
        ",".join(f"c{at}" for at in range(1000)).encode() + b"\n" + b"1\n" * 900_000
    ),
    "quotes": lambda: b"id,title\n" + b'"' * 9_000_000,
    "carriage returns": lambda: b"id,title" + b"\r" * 9_000_000,
}


def mutated(data: bytes, chance: random.Random) -> bytes:
    """`data` with flipped, doubled, removed or cut bytes."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(changed))
        kind = chance.randrange(5)
        if kind == 0:
            changed[at] ^= 1 << chance.randrange(8)
        elif kind == 1:
            changed[at] = chance.choice(b"\x00\xff<>\"'&0A9,\n\x80")
        elif kind == 2:
            changed[at:at] = changed[at : at + chance.randrange(1, 200)]
        elif kind == 3 and len(changed) > 400:
            del changed[at : at + chance.randrange(1, 100)]
        elif chance.random() < 0.1:
            del changed[max(at, 20) :]
    return bytes(changed)


def mutated_workbook(chance: random.Random) -> bytes:
    """A workbook with damage inside its parts, packed again without a flaw."""
    with zipfile.ZipFile(io.BytesIO(sound_workbook())) as archive:
        parts = {Path(name).stem: archive.read(name) for name in archive.namelist()}
    names = ["sheet1", "sheet2", "sharedStrings", "workbook", "styles"]
    chosen = chance.sample(names, chance.randint(1, 2))
    changes = {name: mutated(parts[name], chance) for name in chosen}
    if chance.random() < 0.5:
        places = ["XFD1048576", "A0", "A99999999", "ZZZZ1", "A1", "B2", "a1", "", "1", "A-1"]
        sheet_part = changes.get("sheet1", parts["sheet1"])
        for _ in range(chance.randint(1, 4)):
            old = chance.choice([b"A1", b"B1", b"A2", b"B2", b"C3"])
            sheet_part = sheet_part.replace(
                b'r="' + old + b'"', b'r="' + chance.choice(places).encode() + b'"', 1
            )
        changes["sheet1"] = sheet_part
    return with_parts(**changes)


TOML = b"""name = "Intake"
as_of = 2026-11-22
currency = "CAD"
price_year = 2026
[columns.proposals]
title = "Projet"
[files]
costs = { file = "intake.xlsx", sheet = "Sheet 3" }
[vocabulary]
stage = ["pilot"]
[settings]
validity_days = 60
levels = [0.1, 0.9]
"""


@cache
def sound_parquet() -> bytes:
    """A small Parquet file."""
    data = io.BytesIO()
    columns = {"id": ["P1", "P2"] * 40, "title": ["One", None] * 40, "size": [1.5, 2.5] * 40}
    pq.write_table(pa.table(columns), data)
    return data.getvalue()
