"""No file can end, hang or fill the process that checks a workspace."""

from __future__ import annotations

import random
import resource
import time

import pytest

from pmo_toolkit.core.settings import Settings
from pmo_toolkit.core.settings.reading import ReadingSettings
from pmo_toolkit.core.troubles import Troubles
from pmo_toolkit.workspace import read_workspace
from pmo_toolkit.workspace.configuration.config import WorkspaceConfig
from pmo_toolkit.workspace.configuration.reader import read_config
from pmo_toolkit.workspace.dictionary.tables import TABLES
from pmo_toolkit.workspace.sources.files import find_tables
from pmo_toolkit.workspace.sources.readers import read_table
from pmo_toolkit.workspace.sources.reading_process import ReadingProcess
from tests.workspace import hostile
from tests.workspace.builders import make, told

LIMITS = "[settings]\nmax_read_bytes = 500_000_000\nmax_read_seconds = 20\n"
_FILL = 1_000_000_000  # bytes that this process may grow by while it reads


def check(folder, name, data, config=LIMITS):
    """The workspace with one hostile file in it, and that reading kept the limits."""
    make(folder, config)
    if name.startswith("proposals"):
        (folder / "proposals.csv").unlink()
    (folder / name).write_bytes(data)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begun = time.perf_counter()
    workspace = read_workspace(folder)
    assert time.perf_counter() - begun < 60
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < _FILL // 1024
    return workspace


@pytest.mark.parametrize("name", hostile.hostile_workbooks())
def test_no_workbook_ends_or_hangs_the_check(tmp_path, name, capfd):
    workspace = check(tmp_path, "proposals.xlsx", hostile.hostile_workbooks()[name])
    faults = told(workspace, grade="fault", table="proposals")
    assert len(faults) == 1
    assert faults[0].file.startswith("proposals.xlsx")
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("name", hostile.PARQUET)
def test_no_parquet_file_ends_or_hangs_the_check(tmp_path, name, capfd):
    workspace = check(tmp_path, "goals.parquet", hostile.hostile_parquet(name))
    assert told(workspace, grade="fault", table="goals")
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("name", hostile.CSV)
def test_no_csv_file_hangs_the_check(tmp_path, name):
    workspace = check(tmp_path, "goals.csv", hostile.CSV[name]())
    assert len(told(workspace, grade="fault", table="goals")) == 1


def test_the_fault_of_a_dead_reader_says_what_to_do(tmp_path):
    data = hostile.hostile_workbooks()["texts used often"]
    workspace = check(tmp_path, "proposals.xlsx", data)
    (trouble,) = told(workspace, grade="fault", table="proposals")
    assert trouble.what == (
        "could not be read within 20 s and 0.5 GB of memory; it may be damaged or made to do harm"
    )
    assert trouble.found == "its reader was ended by SIGABRT"
    assert "save it anew as .xlsx or .csv" in trouble.next_step
    assert "max_read_bytes" in trouble.next_step


def test_after_a_dead_reader_the_other_files_are_read(tmp_path):
    (tmp_path / "services.parquet").write_bytes(hostile.sound_parquet())
    data = hostile.hostile_workbooks()["texts used often"]
    workspace = check(tmp_path, "proposals.xlsx", data)
    assert told(workspace, grade="fault", table="proposals")
    assert workspace.sources["services"].rows == 80


def test_a_reader_that_hangs_is_stopped(tmp_path, monkeypatch):
    monkeypatch.setattr(
        "pmo_toolkit.workspace.sources.reading_process._CHILD",
        ("-c", "import sys, time\nsys.stdin.readline()\ntime.sleep(600)"),
    )
    workspace = check(
        tmp_path, "proposals.xlsx", hostile.sound_workbook(), "[settings]\nmax_read_seconds = 1\n"
    )
    assert told(workspace, grade="fault")[0].found == "it took longer"


@pytest.mark.parametrize(
    "program",
    ["import sys; print('Segmentation fault')", "import os; os.abort()", "1/0",
     "import sys; sys.stdout.write('\\x02\\0\\0\\0[]' * 9); sys.stdout.flush(); sys.stdin.read()"],
)  # fmt: skip
def test_an_answer_without_sense_is_a_fault(tmp_path, monkeypatch, program, capfd):
    monkeypatch.setattr("pmo_toolkit.workspace.sources.reading_process._CHILD", ("-c", program))
    workspace = check(tmp_path, "proposals.xlsx", hostile.sound_workbook())
    assert "could not be read within" in told(workspace, grade="fault")[0].what
    assert capfd.readouterr() == ("", "")


def test_a_folder_of_tables_runs_no_code_of_its_own(tmp_path, monkeypatch):
    for name in ("json", "zipfile", "python_calamine", "decimal", "pmo_toolkit", "typing"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('code of the folder was run')")
    monkeypatch.chdir(tmp_path)
    workspace = check(tmp_path, "proposals.xlsx", hostile.sound_workbook())
    assert workspace.proposal_ids == ("P1", "P2")


def test_the_sample_and_small_csv_files_start_no_process(tmp_path, monkeypatch):
    monkeypatch.setattr("sys.executable", "/no/such/program")
    assert read_workspace(make(tmp_path)).proposal_ids == ("P1", "P2")


def read_mutation(folder, process, seed):
    """Read one damaged file of a kind that the seed chooses."""
    chance = random.Random(seed)
    kind = ("xlsx", "inside", "csv", "parquet", "toml")[seed % 5]
    if kind == "xlsx":
        data = hostile.mutated(hostile.sound_workbook(), chance)
    elif kind == "inside":
        data = hostile.mutated_workbook(chance)
    elif kind == "csv":
        data = hostile.mutated(b'id,title,requested_budget\nP1,"One",5\nP2,Two,"7,5"\n' * 9, chance)
    elif kind == "toml":
        data = hostile.mutated(hostile.TOML, chance)
    else:
        data = hostile.mutated(hostile.sound_parquet(), chance)
    name = {"inside": "proposals.xlsx", "toml": "workspace.toml"}.get(kind, f"proposals.{kind}")
    path = folder / name
    path.write_bytes(data)
    troubles = Troubles(TABLES)
    if kind == "toml":
        read_config(folder, Settings(), troubles)
    else:
        places, _ = find_tables(folder, WorkspaceConfig(), process, troubles)
        for place in places.values():
            read_table(place, process, None, troubles)
    path.unlink()
    return [str(trouble) for trouble in troubles.all()]


def read_mutations(folder, seeds):
    """Read damaged files in one process, which is renewed when it dies; how often it died."""
    deaths = 0
    with ReadingProcess(
        ReadingSettings(max_read_bytes=500_000_000, max_read_seconds=20)
    ) as process:
        for seed in seeds:
            deaths += any("its reader" in text for text in read_mutation(folder, process, seed))
    return deaths


def test_five_hundred_damaged_files(tmp_path):
    read_mutations(tmp_path, range(500))


@pytest.mark.slow
def test_twenty_thousand_damaged_files(tmp_path):
    read_mutations(tmp_path, range(500, 20_500))
