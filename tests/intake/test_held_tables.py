"""The tables of a workspace as text, with how their files are written."""

from __future__ import annotations

import pytest

from pmo_toolkit.core.errors import UsageError, WorkspaceError
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.intake.held_tables import read_held, refuse_other_files
from pmo_toolkit.workspace import start_workspace
from pmo_toolkit.workspace.sources.reading_process import ReadingProcess
from tests.intake.client_tables import write_workbook


def _held(folder):
    with ReadingProcess(Settings().reading) as process:
        return read_held(folder, process)


def test_headers_of_their_own_are_understood(tmp_path):
    text = "Project name;budget;colour;Id\r\nPortal;5;red;P-1\r\n"
    (tmp_path / "proposals.csv").write_text(text, encoding="utf-8", newline="")
    (tmp_path / "workspace.toml").write_text('currency = "EUR"\n', encoding="utf-8")
    held = _held(tmp_path)
    table = held.tables["proposals"]
    assert table.delimiter == ";"
    assert table.columns == {"id": 3, "title": 0, "requested_budget": 1, "colour": 2}
    assert table.texts("title") == ("Portal",)
    assert table.texts("need") == ("",)
    assert held.is_new is False


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_stays(tmp_path, delimiter):
    lines = [["id", "title", "need, or not"], ["P-1", "a;b,c", "x"]]
    text = "\n".join(delimiter.join(f'"{cell}"' for cell in line) for line in lines)
    (tmp_path / "proposals.csv").write_text(text, encoding="utf-8")
    assert _held(tmp_path).tables["proposals"].delimiter == delimiter


def test_a_workspace_just_begun_is_new_and_one_not_there_too(tmp_path):
    start_workspace(tmp_path / "ws")
    assert _held(tmp_path / "ws").is_new
    nowhere = _held(tmp_path / "nowhere")
    assert (nowhere.exists, nowhere.is_new, nowhere.tables) == (False, True, {})


def test_tables_of_a_workbook_are_known_and_refused_as_a_target(tmp_path):
    write_workbook(tmp_path / "all.xlsx", {"costs": [("option", "element")]})
    held = _held(tmp_path)
    assert (list(held.places), held.tables) == (["costs"], {})
    refuse_other_files(held, ["proposals"])
    with pytest.raises(UsageError, match=r"costs stands in all\.xlsx, sheet costs"):
        refuse_other_files(held, ["costs"])


def test_a_row_that_an_import_would_cut_is_refused(tmp_path):
    (tmp_path / "proposals.csv").write_text("id,title\nP-1,a,b\n", encoding="utf-8")
    with pytest.raises(WorkspaceError, match="more cells than there are headers"):
        _held(tmp_path)


def test_a_path_that_is_no_folder_is_refused(tmp_path):
    (tmp_path / "a").write_text("", encoding="utf-8")
    with pytest.raises(UsageError, match="this is a file"):
        _held(tmp_path / "a")
