"""A whole batch over the tiny notebook.

Every way to end, resuming, replacing, and being disturbed.
"""

from __future__ import annotations

import errno
import json
import sys
import threading
import time
from dataclasses import replace
from datetime import date

import jsonschema
import nbformat
import pytest

import pmo_toolkit
from pmo_toolkit.batch import run as run_module
from pmo_toolkit.batch.engines.pool import PoolError
from pmo_toolkit.batch.job.outcome import Status
from pmo_toolkit.batch.run import OutputError, run_batch
from pmo_toolkit.batch.store.folder import LocalFolder
from pmo_toolkit.batch.store.manifest import read_manifest
from pmo_toolkit.core import places
from pmo_toolkit.core.errors import ExitCode, Grade, Trouble, UsageError, WorkspaceError
from pmo_toolkit.workspace import WorkspaceConfig
from tests.batch.fakes import FILES, tree
from tests.batch.manifests import SCHEMA
from tests.batch.tiny import make_workspace

DAY = date(2026, 1, 2)


# One real run with everything in it, then fakes.


def test_every_ending_in_one_run(batch, out, capfd, tmp_path):
    row = Trouble(
        grade=Grade.ROW, table="costs", row=3, what="low exceeds high", proposal="BAD-ROW"
    )
    ids = ["OK-1", "ERROR-1", "KILL-1", "PARENT-1", "BAD-ROW", "ok & 100% #2 'ü'"]
    workspace = make_workspace(ids, failed={"BAD-ROW": (row,)})
    told = []
    result = batch(workspace, jobs=2, log_file=tmp_path / "run.log", on_step=told.append)

    assert result.exit_code is ExitCode.SOME_FAILED
    entries = result.manifest.by_id
    assert {each: entry.status.value for each, entry in entries.items()} == {
        "OK-1": "rendered", "ERROR-1": "failed", "KILL-1": "failed", "PARENT-1": "failed",
        "BAD-ROW": "failed", "ok & 100% #2 'ü'": "rendered",
    }  # fmt: skip
    assert list(entries) == ids
    assert (
        entries["ERROR-1"].why == "an error in the section “What the id says”: ValueError: as this"
    )
    assert "ended abruptly in the section “What the id says”" in entries["KILL-1"].why
    assert "the process that starts all others ended abruptly each time" in entries["PARENT-1"].why
    assert entries["BAD-ROW"].why == "costs, row 3: low exceeds high"
    assert tree(out) == {
        "manifest.json", "index.html",
        *(f"OK-1/{name}" for name in FILES), *(f"ok & 100% #2 'ü'/{name}" for name in FILES),
        "ERROR-1/assessment.ipynb", "KILL-1/assessment.ipynb",
    }  # fmt: skip
    assert sorted(step.place for step in told) == [1, 2, 3, 4, 5, 6]

    assert (
        (out / "OK-1" / "assessment.json").read_bytes()
        == b'{\n "context": {\n  "as_of": "2026-01-02"\n },\n "proposal": {\n  "id": "OK-1"\n },'
        b'\n "provenance": {\n  "seed": 20261122\n },\n "third": 0.333333\n}\n'
    )
    executed = nbformat.read(out / "OK-1" / "assessment.ipynb", as_version=4)
    assert executed.metadata.papermill.parameters.proposal_id == "OK-1"
    assert executed.metadata.papermill.parameters.workspace == "."
    assert "/" not in executed.metadata.papermill.input_path
    assert "Title of OK-1" in (out / "OK-1" / "report.html").read_text(encoding="utf-8")
    content = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    jsonschema.validate(content, SCHEMA, format_checker=jsonschema.FormatChecker())
    assert content["state"] == "done"

    printed = capfd.readouterr()
    assert printed.out == printed.err == ""
    log = (tmp_path / "run.log").read_text(encoding="utf-8")
    assert "ValueError" in log
    streams = [
        output.text
        for cell in executed.cells
        for output in cell.get("outputs", [])
        if "text" in output
    ]
    assert any(
        "raw chatter" in text for text in streams
    )  # written past Python, it belongs to the cell all the same


def test_an_endless_cell_is_stopped(batch):
    start = time.monotonic()
    result = batch(make_workspace(["SLOW-1"]), timeout_seconds=1)
    assert time.monotonic() - start < 30
    assert result.entries[0].why.startswith(
        "it was stopped in the section “What the id says”: the time allowed of 1 s"
    )


def test_it_is_the_environment_of_this_process(batch, written, out, monkeypatch, tmp_path):
    """Kernels of the usual name, start-up files and thread counts of the user have no say."""
    spec = tmp_path / "data" / "kernels" / "python3"
    spec.mkdir(parents=True)
    (spec / "kernel.json").write_text(
        json.dumps({"argv": ["false"], "display_name": "foreign", "language": "python"}),
        encoding="utf-8",
    )
    startup = tmp_path / "ipython" / "profile_default" / "startup"
    startup.mkdir(parents=True)
    (startup / "a.py").write_text("raise SystemExit('start-up file')", encoding="utf-8")
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "data"))
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    monkeypatch.setenv("PYTHONSTARTUP", str(startup / "a.py"))
    monkeypatch.delenv("OMP_NUM_THREADS", raising=False)
    monkeypatch.chdir(tmp_path)
    book = written(
        "import os, sys, pmo_toolkit",
        'display({"text/plain": "", "application/vnd.pmo.assessment+json": {"proposal": {"id":'
        ' proposal_id}, "python": sys.executable, "package": pmo_toolkit.__file__, "folder":'
        ' os.getcwd(), "threads": os.environ["OMP_NUM_THREADS"]}}, raw=True)',
    )
    result = batch(make_workspace(["P-1"]), notebook=book)
    assert result.exit_code is ExitCode.OK, result.entries
    told = json.loads((out / "P-1" / "assessment.json").read_text(encoding="utf-8"))
    assert told == {
        "proposal": {"id": "P-1"}, "python": sys.executable, "package": pmo_toolkit.__file__,
        "folder": str(tmp_path), "threads": "1",
    }  # fmt: skip


def test_a_second_run_into_the_same_folder_is_refused_at_once(batch, fake, out):
    begun, go_on = threading.Event(), threading.Event()

    def wait(job):
        begun.set()
        go_on.wait(20)
        return Status.RENDERED

    fake.ending = wait
    first = threading.Thread(target=batch, args=(make_workspace(["P-1"]),))
    first.start()
    try:
        assert begun.wait(20)
        with pytest.raises(UsageError, match="another run is writing"):
            batch(make_workspace(["P-1"]))
    finally:
        go_on.set()
        first.join(20)
    assert read_manifest(out).state == "done"


def test_resume_runs_only_what_is_missing_failed_or_changed(batch, fake, out):
    ids = [f"P-{number}" for number in range(6)]
    fake.ending = lambda job: Status.FAILED if job.proposal_id == "P-3" else Status.RENDERED
    batch(make_workspace(ids[:5]))
    (out / "P-1" / "report.html").unlink()
    (out / "P-2" / "assessment.json").write_bytes(b"")
    fake.asked.clear()
    result = batch(make_workspace(ids), resume=True)
    assert fake.asked == ["P-1", "P-2", "P-3", "P-5"]
    assert (result.kept, result.exit_code) == (2, ExitCode.SOME_FAILED)
    fake.asked.clear()
    for changed in ({"seed": 7}, {"as_of": date(2026, 1, 3)}):
        batch(make_workspace(ids), resume=True, **changed)
        assert fake.asked == ids
        fake.asked.clear()
    changed = make_workspace(ids)
    changed.tables["proposals"].loc[2, "title"] = "Another title"
    batch(changed, resume=True, seed=7)
    fake.asked.clear()
    batch(make_workspace(ids), resume=True, seed=7)
    assert fake.asked == ["P-2", "P-3"]  # the changed one, and the one that fails


@pytest.mark.parametrize("name", sorted(FILES))
def test_resume_redoes_a_proposal_with_a_flipped_bit(batch, fake, out, name):
    workspace = make_workspace(["P-1", "P-2"])
    batch(workspace)
    path = out / "P-1" / name
    whole = path.read_bytes()
    path.write_bytes(whole[:-9] + bytes([whole[-9] ^ 1]) + whole[-8:])
    fake.asked.clear()
    assert batch(workspace, resume=True).kept == 1
    assert fake.asked == ["P-1"] and path.read_bytes() == whole
    fake.asked.clear()
    assert batch(workspace, resume=True).kept == 2 and fake.asked == []


def test_a_proposal_whose_reads_nobody_noted_is_run_again(batch, fake):
    real = fake.reads
    fake.reads = lambda proposal: None if proposal == "P-1" else real(proposal)
    for _ in range(2):
        batch(make_workspace(["P-1", "P-2"]), resume=True)
    assert fake.asked == ["P-1", "P-2", "P-1"]


def test_a_workspace_that_changed_while_the_run_was_under_way_is_noticed(batch, fake, out):
    real = fake.reads
    fake.reads = lambda proposal: replace(real(proposal), input_hash="f" * 64)
    result = batch(make_workspace(["P-1"]))
    assert result.entries[0].why.startswith("the workspace was changed while the run was under way")
    assert tree(out) == {"manifest.json", "index.html", "P-1/assessment.ipynb"}


def test_without_resume_everything_is_run_again(batch, fake):
    for _ in range(2):
        batch(make_workspace(["P-1", "P-2"]))
    assert fake.asked == ["P-1", "P-2"] * 2


def test_a_partial_run_keeps_the_entries_of_the_others(batch, fake, out):
    workspace = make_workspace(["P-1", "P-2", "P-3"])
    fake.ending = lambda job: Status.FAILED if job.proposal_id == "P-3" else Status.RENDERED
    assert batch(workspace).exit_code is ExitCode.SOME_FAILED
    result = batch(workspace, ids=["P-2"])
    assert [entry.id for entry in result.entries] == ["P-2"]
    assert [entry.id for entry in result.manifest.proposals] == ["P-1", "P-2", "P-3"]
    assert result.exit_code is ExitCode.OK  # what was not asked for now does not count


def test_a_proposal_that_fails_now_does_not_keep_its_old_report(batch, fake, out):
    batch(make_workspace(["P-1", "P-2"]))
    (out / "P-1" / "my notes.txt").touch()
    row = Trouble(grade=Grade.ROW, table="costs", row=3, what="low exceeds high", proposal="P-2")
    fake.ending = lambda job: Status.FAILED
    batch(make_workspace(["P-1", "P-2"], failed={"P-2": (row,)}))
    assert tree(out) == {"manifest.json", "index.html", "P-1/assessment.ipynb", "P-1/my notes.txt"}
    assert not (out / "P-2").exists()


def test_folders_of_proposals_that_left_the_workspace_are_not_touched(batch, fake, out):
    batch(make_workspace(["P-1", "P-2"]))
    result = batch(make_workspace(["P-1"]))
    assert result.left_over == ("P-2",)
    assert [entry.id for entry in result.manifest.proposals] == ["P-1"]
    assert (out / "P-2" / "report.html").exists()


def test_rows_set_aside_are_told_and_change_the_exit_code(batch, fake):
    loose = Trouble(grade=Grade.ROW, table="goals", row=9, what="baseline is no number")
    result = batch(make_workspace(["P-1"], troubles=(loose,)))
    assert result.exit_code is ExitCode.SOME_FAILED
    assert result.manifest.set_aside == ("row fault: goals, row 9: baseline is no number",)
    assert result.entries[0].status is Status.RENDERED


def test_faults_unknown_ids_and_unfit_notebooks_stop_before_anything_is_written(
    batch, fake, out, written, tmp_path
):
    fault = Trouble(grade=Grade.FAULT, table="proposals", what="no id")
    with pytest.raises(WorkspaceError):
        batch(make_workspace(["P-1"], troubles=(fault,)))
    with pytest.raises(UsageError, match="did you mean P-1"):
        batch(make_workspace(["P-1"]), ids=["P1"])
    with pytest.raises(UsageError, match="no cell tagged"):
        batch(make_workspace(["P-1"]), notebook=written("1", parameters=""))
    with pytest.raises(UsageError, match="missing"):
        batch(make_workspace(["P-1"]), notebook=tmp_path / "no.ipynb")
    with pytest.raises(UsageError, match="not valid Unicode"):
        run_batch(
            make_workspace(["P-1"]), tmp_path / "\udcff", out, as_of=DAY, notebook=written("1")
        )
    assert not out.exists()
    assert fake.asked == []


def test_an_incomplete_installation_is_told(batch, fake, monkeypatch):
    def missing(name):
        raise FileNotFoundError(f"the installed pmo-toolkit lacks its {name}; install it again")

    for module in (run_module, places):
        monkeypatch.setattr(module, "place", missing)
    for options in ({}, {"notebook": None}):
        with pytest.raises(UsageError, match="install it again"):
            batch(make_workspace(["P-1"]), **options)


@pytest.mark.parametrize("where", ["take", "append", "write_text"])
def test_a_disk_that_fills_up_ends_the_run_with_a_sentence(batch, fake, out, monkeypatch, where):
    real = getattr(LocalFolder, where)
    full = []

    def fail(*arguments):
        if full:
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(*arguments)

    monkeypatch.setattr(LocalFolder, where, fail)
    workspace = make_workspace(["P-1", "P-2", "P-3"])
    with pytest.raises(OutputError, match="the disk is full") as caught:
        batch(workspace, on_step=lambda step: full.append(step) if step.entry.id == "P-2" else None)
    assert caught.value.exit_code is ExitCode.SOME_FAILED
    monkeypatch.undo()
    kept = ["P-1", "P-2", "P-3"] if where == "write_text" else ["P-1", "P-2"]
    assert [entry.id for entry in read_manifest(out).proposals] == kept
    assert not [path for path in tree(out) if path.startswith(".")]


def test_workers_that_cannot_start_are_told(batch, fake, out, monkeypatch):
    def fail(jobs):
        raise PoolError("no worker process could be started: it ended unexpectedly (code 1)")

    monkeypatch.setattr(fake, "run", fail)
    with pytest.raises(PoolError, match="no worker process could be started"):
        batch(make_workspace(["P-1"]))
    assert read_manifest(out).state == "stopped"


def test_titles_fall_back_to_the_id(batch, fake, out):
    row = Trouble(grade=Grade.ROW, table="proposals", row=3, what="x", proposal="P-2")
    result = batch(make_workspace(["P-1", "P-2"], failed={"P-2": (row,)}))
    assert [entry.title for entry in result.entries] == ["Title of P-1", "P-2"]


def test_an_empty_selection_of_work_still_makes_an_index(batch, fake, out):
    row = Trouble(grade=Grade.ROW, table="costs", row=3, what="x", proposal="P-1")
    result = batch(make_workspace(["P-1"], failed={"P-1": (row,)}))
    assert result.exit_code is ExitCode.SOME_FAILED
    assert tree(out) == {"manifest.json", "index.html"}


def test_a_folder_of_another_workspace_is_refused_and_stays_as_it_is(batch, fake, out):
    batch(make_workspace(["X-1"]))
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    with pytest.raises(UsageError, match="reports of another workspace"):
        batch(make_workspace(["P-1"], config=WorkspaceConfig(name="another")))
    after = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    assert after == before


def test_a_changed_index_is_made_anew_and_nothing_else(batch, fake, out):
    batch(make_workspace(["P-1"]))
    before = (out / "index.html").read_bytes()
    (out / "index.html").write_bytes(before.replace(b"1", b"2"))
    result = batch(make_workspace(["P-1"]), resume=True)
    assert (result.kept, (out / "index.html").read_bytes()) == (1, before)


@pytest.mark.parametrize("name", ("manifest.json", "manifest.jsonl"))
def test_half_a_character_in_the_manifest_is_a_sentence(batch, fake, out, name):
    workspace = make_workspace(["P-1"])
    batch(workspace)
    text = (out / "manifest.json").read_text(encoding="utf-8")
    if name == "manifest.json":
        text = text.replace("Title of P-1", "Title \\ud800")
    else:
        entry = {**json.loads(text)["proposals"][0], "title": "\ud800"}
        text = json.dumps({"entry": entry}) + "\n"
    (out / name).write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=r"manifest\.json is damaged"):
        batch(workspace, resume=True)


@pytest.mark.parametrize("resume", (False, True))
def test_a_journal_left_by_a_kill_at_the_very_end_is_removed(batch, fake, out, resume):
    workspace = make_workspace(["P-1"])
    batch(workspace)
    whole = (out / "manifest.json").read_bytes()
    entry = json.loads(whole)["proposals"][0]
    (out / "manifest.jsonl").write_text(json.dumps({"entry": entry}) + "\n", encoding="utf-8")
    batch(workspace, resume=resume)
    assert not (out / "manifest.jsonl").exists()
    assert (out / "manifest.json").read_bytes() == whole
