"""What was decided in a moderation workbook comes back as decisions, and nothing else does."""

from __future__ import annotations

import openpyxl
import pytest

from pmo_toolkit.core.errors import UsageError
from pmo_toolkit.exports.workbook import Column, Kind, Sheet, workbook
from pmo_toolkit.intake.importing import import_files
from pmo_toolkit.workspace.dictionary.moderation_tables import (
    PACK_COLUMNS,
    PACK_MARK,
    PACK_SHEET,
)
from pmo_toolkit.workspace.reading import read_workspace

PROPOSALS = "id,title,need\nP-1,A portal,Customers wait\nP-2,A register,Contracts lapse\n"
TITLES = ("id", "title", "advice", *list(PACK_COLUMNS)[1:], "cost P50")


@pytest.fixture
def client(tmp_path):
    """A workspace, and a function that writes a workbook with some decisions into it."""
    held = tmp_path / "held"
    held.mkdir()
    (held / "proposals.csv").write_text(PROPOSALS, encoding="utf-8")

    def pack(*rows, titles=TITLES, sheet=PACK_SHEET):
        columns = tuple(Column(title, Kind.TEXT) for title in titles)
        path = tmp_path / "moderation.xlsx"
        path.write_bytes(workbook("x", ("Read me", (PACK_MARK,)), (Sheet(sheet, columns, rows),)))
        return path

    return held, pack


FIRST = ("P-1", "A portal", "explore", "go ahead", "Board", "2026-12-01", "It pays", 10.0)
BLANK = ("P-2", "A register", "defer", None, "Board", None, "nobody knows", 20.0)


def decisions(held):
    table = read_workspace(held).table("decisions")
    return table[["proposal", "decision", "by_role", "reason"]].to_numpy().tolist()


def test_only_what_was_decided_is_read_back(client):
    held, pack = client
    import_files(pack(FIRST, BLANK), held)
    assert decisions(held) == [["P-1", "go ahead", "Board", "It pays"]]
    assert (held / "proposals.csv").read_text(encoding="utf-8") == PROPOSALS


def test_importing_it_again_adds_nothing(client):
    held, pack = client
    for _ in range(2):
        import_files(pack(FIRST, BLANK), held)
    assert len(decisions(held)) == 1


def test_a_formula_decides_nothing_by_itself(client):
    held, pack = client
    path = pack(FIRST, BLANK)
    book = openpyxl.load_workbook(path)
    book[PACK_SHEET]["D3"] = '=IF(1=1,"go ahead","no")'
    book.save(path)
    import_files(path, held)
    assert [row[0] for row in decisions(held) if row[1] == "go ahead"] == ["P-1"]


def test_an_empty_column_is_told(client):
    held, pack = client
    with pytest.raises(UsageError, match="nothing was decided"):
        import_files(pack(BLANK), held)
    assert not (held / "decisions.csv").exists()


def test_a_column_that_is_gone_is_named(client):
    held, pack = client
    titles = tuple(title.replace("decision date", "when") for title in TITLES)
    with pytest.raises(UsageError, match="the column “decision date” is gone"):
        import_files(pack(FIRST, titles=titles), held)


def test_a_sheet_of_another_name_is_told(client):
    held, pack = client
    with pytest.raises(UsageError, match="has no sheet “Proposals”"):
        import_files(pack(FIRST, sheet="List"), held)


def test_another_workbook_is_read_as_ever(client, tmp_path):
    held, _ = client
    columns = (Column("id"), Column("title"))
    path = tmp_path / "other.xlsx"
    sheets = (Sheet("Proposals", columns, (("P-3", "A new one"),)),)
    path.write_bytes(workbook("x", ("Read me", ("Hello",)), sheets))
    import_files(path, held)
    assert "P-3" in read_workspace(held).table("proposals")["id"].tolist()


def test_a_pack_of_another_workspace_is_refused(client, tmp_path):
    held, _ = client
    (held / "workspace.toml").write_text('name = "Ours"\n', encoding="utf-8")
    columns = tuple(Column(title, Kind.TEXT) for title in TITLES)
    for name, refused in (("Theirs", True), ("Ours", False), ("Ours (sample data)", False)):
        path = tmp_path / "pack.xlsx"
        first = ("Read me", (PACK_MARK, name))
        path.write_bytes(workbook("x", first, (Sheet(PACK_SHEET, columns, (FIRST,)),)))
        if refused:
            with pytest.raises(UsageError, match="is of the workspace “Theirs”"):
                import_files(path, held)
        else:
            import_files(path, held)
    assert len(decisions(held)) == 1
