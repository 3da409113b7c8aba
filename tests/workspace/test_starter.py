"""``pmo init``: a workspace that can be filled in at once, and never harm to what is there."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from pmo_toolkit.core.errors import UsageError
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.core.troubles import Troubles
from pmo_toolkit.workspace import read_workspace, start_workspace
from pmo_toolkit.workspace.configuration.reader import read_config
from pmo_toolkit.workspace.dictionary.tables import TABLES
from tests.workspace.builders import grave, one, told


def test_every_table_the_config_and_a_readme_are_written(tmp_path):
    written = start_workspace(tmp_path / "new" / "intake")
    names = [path.name for path in written]
    assert names == [*(f"{name}.csv" for name in TABLES), "workspace.toml", "README.md"]
    assert all(path.parent == tmp_path / "new" / "intake" and path.is_file() for path in written)
    for name, schema in TABLES.items():
        data = (tmp_path / "new" / "intake" / f"{name}.csv").read_bytes()
        assert data == b"\xef\xbb\xbf" + ",".join(schema.columns).encode() + b"\r\n"
    readme = written[-1].read_text(encoding="utf-8")
    assert all(f"## {name}\n" in readme for name in TABLES)


def test_a_new_workspace_says_what_to_do_first(tmp_path):
    start_workspace(tmp_path)
    workspace = read_workspace(tmp_path)
    trouble = one(workspace, grade="fault")
    assert (trouble.table, trouble.what) == ("proposals", "the table has headers but no rows")
    assert {t.table for t in told(workspace, says="counts as absent")} == set(TABLES) - {
        "proposals"
    }


def test_a_filled_one_is_sound(tmp_path):
    start_workspace(tmp_path)
    with (tmp_path / "proposals.csv").open("a", encoding="utf-8", newline="") as stream:
        stream.write("P1,Ein Vorhaben mit Ümlaut\r\n")
    workspace = read_workspace(tmp_path)
    assert grave(workspace) == []
    assert workspace.table("proposals").loc[0, "title"] == "Ein Vorhaben mit Ümlaut"


def test_the_config_is_sound_as_it_is_and_with_every_line_taken_in(tmp_path):
    start_workspace(tmp_path)
    text = (tmp_path / "workspace.toml").read_text(encoding="utf-8")
    assert tomllib.loads(text) == {}
    lines = [
        line[2:] if line.startswith("# ") and ("=" in line or line.startswith("# [")) else line
        for line in text.splitlines()
    ]
    lines = [
        line
        for line in lines
        if not line.startswith(("Files with", "Headers with", "Columns outside"))
    ]
    (tmp_path / "workspace.toml").write_text("\n".join(lines), encoding="utf-8")
    troubles = Troubles()
    config, settings = read_config(tmp_path, Settings(), troubles)
    assert troubles.all() == ()
    assert len(config.declared) > 12
    assert settings.advice.validity_days == 90


@pytest.mark.parametrize(
    "name",
    ["proposals.csv", "Goals.xlsx", "workspace.toml", "README.md", "risk.parquet", "readme.MD"],
)
def test_a_folder_with_something_in_the_way_is_refused_and_left_alone(tmp_path, name):
    (tmp_path / name).write_text("mine")
    with pytest.raises(UsageError, match="already"):
        start_workspace(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert (tmp_path / name).read_text() == "mine"


def test_other_files_are_no_hindrance(tmp_path):
    (tmp_path / "notes.txt").write_text("mine")
    assert len(start_workspace(tmp_path)) == len(TABLES) + 2


def test_a_second_time_is_refused(tmp_path):
    start_workspace(tmp_path)
    with pytest.raises(UsageError, match="choose another folder"):
        start_workspace(tmp_path)


def test_a_file_or_a_place_that_cannot_be_written_is_refused(tmp_path):
    (tmp_path / "file").write_text("x")
    for folder in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(UsageError):
            start_workspace(folder)
    with pytest.raises(UsageError):
        start_workspace(tmp_path / "a\0b")


def test_a_dangling_link_is_not_written_through(tmp_path):
    home = tmp_path / "home"
    home.mkdir()
    (home / "costs.csv").symlink_to(tmp_path / "outside.csv")
    with pytest.raises(UsageError):
        start_workspace(home)
    assert not (tmp_path / "outside.csv").exists()


def test_nothing_is_left_half_written(tmp_path, monkeypatch):
    opened = Path.open

    def fail(path, mode="r", *args, **kwargs):
        if path.name == "risks.csv" and "x" in mode:
            raise OSError(28, "No space left on device")
        return opened(path, mode, *args, **kwargs)

    monkeypatch.setattr(Path, "open", fail)
    with pytest.raises(UsageError, match="No space left"):
        start_workspace(tmp_path / "deep" / "new")
    assert list(tmp_path.iterdir()) == []
