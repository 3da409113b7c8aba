"""Messy workbooks with a known truth, each from a seed."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import openpyxl

from tests.intake.messy.clean import Columns, clean_tables, lexicon, write_tables
from tests.intake.messy.sheets import fill_sheet, write_csv
from tests.intake.messy.style import LANGUAGES, Style
from tests.intake.messy.tables import ClientTable, client_table

_OTHER_SHEETS = 0.4
_ALWAYS = ("proposals", "costs", "options")


@dataclass(frozen=True)
class MessyCase:
    """What a client sends, and what is true.

    Parameters
    ----------
    seed : int
    language : str
    files : tuple of Path
    truth : Path
        A clean workspace with what can be known from the files, and nothing else.
    disturbances : tuple of str
    headers : mapping of str to str
        Table and column of ours → header of the client's.
    """

    seed: int
    language: str
    files: tuple[Path, ...]
    truth: Path
    disturbances: tuple[str, ...]
    headers: Mapping[str, str]


def messy_case(seed: int, folder: Path, *, other_headers: bool = False) -> MessyCase:
    """Make a client's files and the truth behind them; the same for the same seed."""
    chance = random.Random(seed)
    style = Style(chance, LANGUAGES[seed % len(LANGUAGES)], other_headers)
    clean = clean_tables(1000 + seed % 25, style.language)
    links = clean.pop("proposal_goals")
    kept = {
        table: columns
        for table, columns in clean.items()
        if table in _ALWAYS or chance.random() < 0.75
    }
    folder.mkdir(parents=True)
    tables = {
        table: client_table(style, table, columns, links if table == "proposals" else None)
        for table, columns in kept.items()
    }
    write_tables(folder / "truth", _truth(tables))
    if style.happens("CSV files in cp1252", 0.15):
        files = _write_files(style, folder / "client", tables)
    else:
        files = (_write_workbook(style, folder / f"client_{seed}.xlsx", tables),)
    headers = {
        f"{table.table}.{column.ours}": f"{column.group} / {column.header}".removeprefix(" / ")
        for table in tables.values()
        for column in table.columns
    }
    used = tuple(sorted(style.used))
    return MessyCase(seed, style.language, files, folder / "truth", used, headers)


def _truth(tables: Mapping[str, ClientTable]) -> dict[str, Columns]:
    """What can be known from the client's tables."""
    truth: dict[str, Columns] = {}
    for name, table in tables.items():
        plain = {
            column.ours: column.truth
            for column in table.columns
            if column.ours is not None and "@" not in column.ours
        }
        lists = [column for column in table.columns if column.ours == "goals@list"]
        wide = [c for c in table.columns if c.ours and c.ours.startswith("gross_hours@")]
        if lists:
            truth["proposal_goals"] = _links(plain["id"], lists[0].truth)
        if wide:
            plain = {
                "role": [role for role in plain["role"] for _ in wide],
                "month": [
                    str(column.ours).partition("@")[2] for _ in plain["role"] for column in wide
                ],
                "gross_hours": [
                    column.truth[row] for row in range(len(plain["role"])) for column in wide
                ],
            }
        truth[name] = plain
    return truth


def _links(ids: list[str], lists: list[str]) -> Columns:
    pairs = [
        (proposal, goal.strip())
        for proposal, text in zip(ids, lists, strict=True)
        for goal in text.replace(",", ";").replace("\n", ";").split(";")
        if goal.strip()
    ]
    return {"proposal": [pair[0] for pair in pairs], "goal": [pair[1] for pair in pairs]}


def _write_workbook(style: Style, path: Path, tables: Mapping[str, ClientTable]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    if style.happens("sheet of prose", _OTHER_SHEETS):
        sheet = book.create_sheet("Info")
        for row, line in enumerate(style.texts("prose"), 1):
            sheet.cell(row, 1, line)
    for name, table in tables.items():
        fill_sheet(style, book.create_sheet(_sheet_name(style, name)), table)
    if style.happens("hidden sheet with an old draft", 0.1):
        sheet = book.create_sheet(style.texts("draft"))
        for place, column in enumerate(tables["proposals"].columns, 1):
            sheet.cell(1, place, column.header)
            sheet.cell(2, place, "???" if column.ours == "title" else column.cells[0])
        sheet.sheet_state = "hidden"
    if style.happens("empty sheet", 0.2):
        book.create_sheet("Tabelle3")
    book.save(path)
    return path


def _write_files(style: Style, folder: Path, tables: Mapping[str, ClientTable]) -> tuple[Path, ...]:
    folder.mkdir()
    files = []
    for name, table in tables.items():
        path = folder / f"{_sheet_name(style, name)}.csv"
        write_csv(style, path, table)
        files.append(path)
    return tuple(files)


def _sheet_name(style: Style, table: str) -> str:
    names: list[str] = lexicon()["sheets"][style.language][table]
    return style.chance.choice(names)
