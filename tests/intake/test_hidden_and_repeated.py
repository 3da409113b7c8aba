"""Sheets that are hidden, and ids that stand twice: nothing of either happens in silence."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from pmo_toolkit.intake.importing import import_files, plan_import
from tests.cli.commands import pmo

ROWS = "id,title\nP-1,Portal\nP-2,Archive\nP-3,Bills\nP-4,Meters\nP-5,Maps\nP-6,Routes\n"
HEAD = ["id", "title", "requested_budget"]


def _workbook(path: Path, sheets: dict[str, list[list[object]]], hidden: str) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
        if name == hidden:
            sheet.sheet_state = "hidden"
    book.save(path)
    return path


@pytest.fixture
def draft_and_list(tmp_path):
    shown = [HEAD, ["P-1", "Portal", 10], ["P-2", "Archive", 20]]
    draft = [HEAD, ["P-9", "An old idea", 9_999_000], ["P-8", "Another", 5]]
    sheets = {"Proposals": shown, "Proposals 2025": draft}
    return _workbook(tmp_path / "list.xlsx", sheets, "Proposals 2025")


def test_a_hidden_sheet_gives_way_to_one_that_is_shown(draft_and_list, tmp_path):
    plan = plan_import([draft_and_list], tmp_path / "ws")
    assert plan.merged[0].added == ("P-1", "P-2")
    assert "hidden" in plan.ignored["list.xlsx, sheet Proposals 2025"]


def test_a_table_that_only_a_hidden_sheet_holds_is_unsure(tmp_path):
    rows = [HEAD, ["P-1", "Portal", 10], ["P-2", "Archive", 20]]
    book = _workbook(
        tmp_path / "list.xlsx", {"Notes": [["nothing"]], "Proposals": rows}, "Proposals"
    )
    plan = plan_import([book], tmp_path / "ws")
    assert any("hidden" in question.why for question in plan.questions)


def test_a_repeated_id_is_told_as_a_row_that_was_not_imported(tmp_path):
    file = tmp_path / "proposals.csv"
    file.write_text(ROWS + "P-1,Another portal\n", encoding="utf-8")
    done = pmo("import", file, "--into", tmp_path / "ws", "--accept")
    assert done.exit_code == 0
    assert "1 row not imported, since the id stands twice" in " ".join(done.stdout.split())


def test_a_row_said_twice_alike_is_no_loss(tmp_path):
    file = tmp_path / "proposals.csv"
    file.write_text(ROWS + "P-1,Portal\n", encoding="utf-8")
    assert import_files(file, tmp_path / "ws").plan.merged[0].repeated == ()
