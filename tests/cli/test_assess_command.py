"""``pmo assess``: what it hands to the batch, and what it refuses before anything is run."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest

from pmo_toolkit.batch.engines.options import RunOptions
from pmo_toolkit.batch.run import Selection
from pmo_toolkit.core.errors import ExitCode
from tests.batch.manifests import FAILED, MANIFEST, RENDERED
from tests.cli.commands import needs_full_device, pmo


def test_assess_hands_everything_on(workspace, batch, tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    done = pmo(
        *("assess", workspace, "P-002", "P-001", "--out", "~/out here", "--jobs", 3, "--seed", 7),
        *("--as-of", "2026-02-28", "--resume", "--timeout", 30, "--log", "run.log"),
    )
    assert done.exit_code == 0, done.output
    assert {name: batch[name] for name in ("seed", "as_of", "path", "out")} == {
        "seed": 7,
        "as_of": date(2026, 2, 28),
        "path": workspace,
        "out": tmp_path / "out here",
    }
    assert batch["selection"] == Selection(ids=["P-002", "P-001"], resume=True)
    log = tmp_path / "run.log"
    options = RunOptions(jobs=3, timeout_seconds=30, log_file=log, memory_megabytes=2000.0)
    assert batch["options"] == options
    assert done.stdout.splitlines()[0] == "Assessing 2 proposals …"
    assert done.stdout.splitlines()[-1] == f"Open {tmp_path / 'out here' / 'index.html'}"
    assert "\x1b" not in done.stdout
    assert "pmo " in (tmp_path / "run.log").read_text(encoding="utf-8")


def test_the_day_is_resolved_once(workspace, batch, tmp_path):
    pmo("assess", workspace, "--out", tmp_path / "out")
    assert batch["as_of"] == date.today()
    (workspace / "workspace.toml").write_text("as_of = 2026-03-01\n", encoding="utf-8")
    pmo("assess", workspace, "--out", tmp_path / "out")
    assert batch["as_of"] == date(2026, 3, 1)
    pmo("assess", workspace, "--out", tmp_path / "out", "--as-of", "2024-02-29")
    assert batch["as_of"] == date(2024, 2, 29)


@pytest.mark.parametrize(
    "day", ["2026-02-30", "28.02.2026", "20260228", "2026-W01-1", "today", "", "2026-2-8"]
)
def test_a_day_that_is_none_is_refused(workspace, batch, tmp_path, day):
    done = pmo("assess", workspace, "--out", tmp_path / "out", "--as-of", day)
    assert done.exit_code == 2
    assert "is not a day; write it as in 2026-11-22" in done.stderr
    assert batch == {}


def test_faults_stop_before_anything_is_run(faulty, batch, tmp_path):
    done = pmo("assess", faulty, "--out", tmp_path / "out")
    assert (done.exit_code, done.stdout, batch) == (2, "", {})
    for told in ("nothing was run", "rows 2 and 3", "“../x”"):
        assert told in done.stderr


def test_unknown_ids_are_named_with_the_nearest(workspace, batch, tmp_path):
    done = pmo("assess", workspace, "P-01", "zebra", "--out", tmp_path / "out")
    assert (done.exit_code, done.stdout, batch) == (2, "", {})
    assert done.stderr.splitlines() == [
        "there is no proposal 'P-01'; did you mean P-001, P-002?",
        "there is no proposal 'zebra'; the workspace has P-001, P-002",
    ]


def test_the_exit_code_is_the_batchs(workspace, batch, tmp_path):
    batch["exit_code"] = ExitCode.SOME_FAILED
    assert pmo("assess", workspace, "--out", tmp_path / "out").exit_code == 1


def test_failures_are_listed(workspace, batch, tmp_path, monkeypatch):
    def run_batch(*_, **__):
        return SimpleNamespace(
            entries=(RENDERED, FAILED),
            manifest=MANIFEST,
            kept=1,
            left_over=(),
            index=tmp_path / "index.html",
            exit_code=ExitCode.SOME_FAILED,
        )

    monkeypatch.setattr("pmo_toolkit.batch.run.run_batch", run_batch)
    done = pmo("assess", workspace, "--out", tmp_path)
    assert "1 report ready, 1 of them done by an earlier run; 1 proposal failed." in done.stdout
    assert "  - P-2: memory" in done.stdout


@needs_full_device
def test_events_on_a_full_disk_are_told(workspace, batch, tmp_path):
    done = pmo("assess", workspace, "--out", tmp_path / "out", "--json-log", "/dev/full")
    assert done.exit_code == 0
    assert (
        done.stderr
        == "--json-log: /dev/full ends early: the disk is full. The reports are not concerned\n"
    )


@pytest.mark.parametrize(
    ("out", "told"),
    (
        ("memory://reports", "gone when the command ends"),
        (" ftp://me:hush/hush@host/x", "leave the password out"),
        ("simplecache::ftp://me:hush@host/x", "leave the password out"),
        ("ftp://me:hu/sh@host/x", "leave the password out"),
    ),
)
def test_an_address_that_cannot_serve_is_refused_and_no_password_shown(
    monkeypatch, tmp_path, workspace, out, told
):
    monkeypatch.chdir(tmp_path)
    before = set(tmp_path.iterdir())
    done = pmo("assess", workspace, "--out", out, "--log", "run.log")
    assert done.exit_code == 2
    assert told in " ".join(done.stderr.split())
    log = (tmp_path / "run.log").read_text(encoding="utf-8")
    assert "hush" not in done.output + log and "hu/sh" not in done.output + log
    assert set(tmp_path.iterdir()) - before == {tmp_path / "run.log"}
