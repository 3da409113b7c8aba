"""The log of events, from a run that ends and from one that is stopped by Ctrl-C."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from datetime import datetime
from types import SimpleNamespace

import psutil
import pytest

from pmo_toolkit.batch.events import EventLog
from pmo_toolkit.batch.store.manifest import read_manifest
from pmo_toolkit.core.errors import ExitCode, PmoError, UsageError
from pmo_toolkit.sample import write_sample
from tests.batch.manifests import FAILED, RENDERED


def lines(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def run(path, error=None):
    with EventLog(path, workspace="wörk", total=2, resume=True) as events:
        events(SimpleNamespace(entry=RENDERED, place=1, total=2, kept=True))
        events(SimpleNamespace(entry=FAILED, place=2, total=2, kept=False))
        events.exit_code = ExitCode.SOME_FAILED
        if error is not None:
            raise error


def test_it_tells_start_each_proposal_and_the_end(tmp_path):
    path = tmp_path / "events.jsonl"
    path.write_text('{"event": "older"}\n', encoding="utf-8")
    run(path)
    older, start, kept, failed, finished = lines(path)
    assert older == {"event": "older"}
    assert (
        start.items() >= {"event": "start", "workspace": "wörk", "total": 2, "resume": True}.items()
    )
    assert (
        kept.items()
        >= {"event": "settled", "id": "P-1", "kept": True, "why": None, "place": 1}.items()
    )
    assert (
        failed.items() >= {"id": "P-2", "status": "failed", "why": "memory", "seconds": 4.2}.items()
    )
    told = {"state": "done", "exit_code": 1, "why": None, "rendered": 1, "failed": 1, "kept": 1}
    assert finished.items() >= told.items()
    assert all(
        datetime.fromisoformat(each["time"]).utcoffset() is not None
        for each in (start, kept, finished)
    )


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (KeyboardInterrupt(), {"state": "stopped", "exit_code": 130, "why": None}),
        (PmoError("the disk is full"), {"state": "failed", "why": "the disk is full"}),
        (ValueError("odd"), {"state": "failed", "exit_code": 70, "why": "ValueError: odd"}),
    ],
)
def test_it_tells_what_ended_a_run(tmp_path, error, told):
    with pytest.raises(type(error)):
        run(tmp_path / "events.jsonl", error)
    assert lines(tmp_path / "events.jsonl")[-1].items() >= told.items()


def test_a_file_that_cannot_be_written_is_told_before_anything_is_run(tmp_path):
    with pytest.raises(UsageError, match="--json-log: nothing can be written"):
        run(tmp_path / "no" / "such" / "folder")


def test_a_log_that_fails_in_mid_run_costs_no_report(tmp_path):
    with EventLog(tmp_path / "e", workspace="w", total=1, resume=False) as events:
        events._file.close()
        events(SimpleNamespace(entry=RENDERED, place=1, total=1, kept=False))
    assert events.given_up == "ValueError: I/O operation on closed file."


def test_without_a_file_nothing_is_written(tmp_path):
    run(None)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="no such signal there")
@pytest.mark.slow  # a real run; test_stopped_runs.py stops others
def test_ctrl_c_stops_a_real_run_cleanly(project, tmp_path):
    write_sample(tmp_path / "ws", proposals=3)
    (tmp_path / "ws" / "history.csv").unlink()
    out, events = tmp_path / "out", tmp_path / "events.jsonl"
    command = [sys.executable, "-m", "pmo_toolkit", "assess", "ws", "--out", "out", "--jobs", "1"]
    environment = os.environ | {"PYTHONPATH": str(project)}
    with subprocess.Popen(
        [*command, "--json-log", str(events)],
        cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        start_new_session=True,
    ) as process:  # fmt: skip
        end = time.monotonic() + 300
        while time.monotonic() < end and not (
            events.exists() and '"settled"' in events.read_text(encoding="utf-8")
        ):
            assert process.poll() is None, process.stderr.read()
            time.sleep(0.1)
        children = psutil.Process(process.pid).children(recursive=True)
        os.killpg(process.pid, signal.SIGINT)
        _, errors = process.communicate(timeout=60)
    assert (process.returncode, errors) == (130, "Stopped. What was finished is kept.\n")
    _, alive = psutil.wait_procs(children, timeout=15)
    assert [each for each in alive if each.status() != psutil.STATUS_ZOMBIE] == []
    told = lines(events)
    assert [each["event"] for each in told] == ["start", "settled", "finished"]
    assert told[-1].items() >= {"state": "stopped", "exit_code": 130, "rendered": 1}.items()
    manifest = read_manifest(out)
    assert (manifest.state, len(manifest.proposals)) == ("stopped", 1)
    assert {each.name for each in out.iterdir()} == {
        "manifest.json",
        "index.html",
        manifest.proposals[0].id,
    }
