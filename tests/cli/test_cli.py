"""The commands: what they are given, what they print, what they tell the shell."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner

import pmo_toolkit
from pmo_toolkit import cli
from pmo_toolkit.batch.engines.options import RunOptions
from pmo_toolkit.batch.run import Selection
from pmo_toolkit.cli.command_group import INTERRUPTED, UNEXPECTED
from pmo_toolkit.core.errors import ExitCode, UsageError
from tests.batch.store.test_manifest import FAILED, MANIFEST, RENDERED

COMMANDS = ("init", "check", "sample", "assess", "verify", "lab")


def pmo(*arguments):
    """Run a command in this process."""
    return CliRunner().invoke(cli.app, [str(each) for each in arguments], prog_name="pmo")


def shell(*arguments, **environment):
    """Run a command as a user does."""
    command = [sys.executable, "-m", "pmo_toolkit", *map(str, arguments)]
    project = os.pathsep.join(
        filter(None, [str(Path(cli.__file__).parents[2]), os.environ.get("PYTHONPATH")])
    )
    return subprocess.run(
        command,
        env=os.environ | {"PYTHONPATH": project} | environment,
        capture_output=True,
        timeout=60,
        check=False,
    )


@pytest.fixture
def workspace(tmp_path):
    """A small workspace in a folder with a space, an umlaut and a quote."""
    folder = tmp_path / "my wörk'space"
    folder.mkdir()
    (folder / "proposals.csv").write_text(
        "id,title,requested_budget\nP-001,One,1000\nP-002,Two [red]x[/red],TBD\n", encoding="utf-8"
    )
    return folder


@pytest.fixture
def faulty(tmp_path):
    folder = tmp_path / "faulty"
    folder.mkdir()
    (folder / "proposals.csv").write_text(
        "id,title\nP-1,One\nP-1,Two\n../x,Three\n", encoding="utf-8"
    )
    return folder


@pytest.fixture
def batch(monkeypatch, tmp_path):
    """Stands in for the batch and notes down how it is called."""
    called = {}

    def run_batch(workspace, path, out, **options):
        called.update(options, workspace=workspace, path=path, out=out)
        options["on_step"](SimpleNamespace(entry=RENDERED, place=1, total=1, kept=False))
        if isinstance(called.get("raises"), BaseException):
            raise called["raises"]
        return SimpleNamespace(
            entries=(RENDERED,),
            manifest=MANIFEST,
            kept=0,
            left_over=(),
            index=out / "index.html",
            exit_code=called.get("exit_code", ExitCode.OK),
        )

    monkeypatch.setattr("pmo_toolkit.batch.run.run_batch", run_batch)
    return called


# Help


def test_help_comes_at_once():
    best = min(_seconds() for _ in range(3))
    assert best < 0.3 * (3 if os.environ.get("CI") else 1.5), f"pmo --help took {best:.2f} s"


def _seconds():
    start = time.perf_counter()
    assert shell("--help").returncode == 0
    return time.perf_counter() - start


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example(name):
    done = pmo(name, "--help")
    assert done.exit_code == 0
    assert f"Example: pmo {name} " in done.output


def test_the_commands_are_these():
    done = pmo("--help")
    assert [
        line.split()[0]
        for line in done.output.split("Commands:")[1].splitlines()
        if line.startswith("  ")
    ][: len(COMMANDS)] == [*COMMANDS]
    for code in (0, 1, 2, UNEXPECTED, INTERRUPTED):
        assert f"{code} " in done.output


def test_version():
    assert pmo("--version").output == f"pmo {pmo_toolkit.__version__}\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["chekc"],
        ["check"],
        ["assess", "x"],
        ["assess", "x", "--out"],
        ["assess", "x", "--out", "y", "--jobs", "0"],
        ["assess", "x", "--out", "y", "--jobs", "two"],
        ["assess", "x", "--out", "y", "--seed", "-1"],
        ["assess", "x", "--out", "y", "--timeout", "0"],
        ["assess", "x", "--out", "y", "--frobnicate"],
        ["sample", "x", "--proposals", "0"],
    ],
)
def test_wrong_usage_is_2(arguments):
    done = pmo(*arguments)
    assert done.exit_code == 2
    assert "Traceback" not in done.output


# init and sample


def test_init_makes_a_workspace_that_can_be_checked(tmp_path):
    folder = tmp_path / "new wörkspace"
    done = pmo("init", folder)
    assert done.exit_code == 0
    assert "Next: fill in proposals.csv" in done.output
    (folder / "proposals.csv").write_text("id,title\nP-1,One\n", encoding="utf-8")
    assert pmo("check", folder).exit_code == 0
    again = pmo("init", folder)
    assert (again.exit_code, again.stdout) == (2, "")
    assert "there is a workspace already" in again.stderr


def test_sample_is_the_same_for_the_same_seed_and_says_that_it_is_one(tmp_path):
    for name, seed in (("a", 7), ("b", 7), ("c", 8)):
        assert pmo("sample", tmp_path / name, "--proposals", 3, "--seed", seed).exit_code == 0
    texts = [(tmp_path / name / "proposals.csv").read_bytes() for name in "abc"]
    assert texts[0] == texts[1] != texts[2]
    assert "(sample data)" in pmo("check", tmp_path / "a").output
    assert pmo("sample", tmp_path / "a").exit_code == 2


# check


def test_check_of_a_good_workspace(workspace):
    done = pmo("check", workspace)
    assert (done.exit_code, done.stderr) == (0, "")
    assert "proposals         2  proposals.csv" in done.stdout
    assert "Next: pmo assess" in done.stdout
    assert "\x1b" not in done.stdout


def test_check_of_a_faulty_workspace_names_every_fault(faulty):
    done = pmo("check", faulty)
    assert done.exit_code == 2
    for told in ("rows 2 and 3", "row 4, column id", "“../x”", "Next: mend the faults"):
        assert told in done.stdout


def test_check_as_json(workspace, tmp_path):
    written = tmp_path / "finding's.json"
    done = pmo("check", workspace, "--json", written)
    assert "Next: pmo assess" in done.stdout
    only = pmo("check", workspace, "--json", "-")
    assert only.stdout == written.read_text(encoding="utf-8")
    content = json.loads(only.stdout)
    assert content["exit_code"] == 0
    assert any(trouble["found"] == "TBD" for trouble in content["troubles"])


def test_check_as_json_keeps_the_exit_code(faulty):
    done = pmo("check", faulty, "--json", "-")
    assert done.exit_code == json.loads(done.stdout)["exit_code"] == 2


@pytest.mark.parametrize("target", ["no/such/folder/x.json", "."])
def test_json_that_cannot_be_written_is_told(workspace, tmp_path, monkeypatch, target):
    monkeypatch.chdir(tmp_path)
    done = pmo("check", workspace, "--json", target)
    assert done.exit_code == 2
    assert "--json: nothing can be written" in done.stderr


def test_json_is_utf8_on_any_terminal(workspace):
    (workspace / "proposals.csv").write_text("id,title\nP-1,x\nP-2,\n", encoding="utf-8")
    done = shell("check", workspace, "--json", "-", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert json.loads(done.stdout.decode("utf-8"))["workspace"] == "my wörk'space"


def test_a_terminal_without_umlauts_ends_nothing(workspace):
    done = shell("check", workspace, PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert done.returncode == 0, done.stderr
    assert b"my w?rk'space" in done.stdout


def test_a_missing_workspace_is_told(tmp_path):
    for arguments in (
        ["check", tmp_path / "no"],
        ["assess", tmp_path / "no", "--out", tmp_path / "out"],
    ):
        done = pmo(*arguments)
        assert (done.exit_code, done.stdout) == (2, "")
        assert "Traceback" not in done.stderr
    assert not (tmp_path / "out").exists()


# assess


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


@pytest.mark.parametrize(
    ("raised", "code", "told"),
    [
        (UsageError("another run\nis writing"), 2, "another run\nis writing\n"),
        (KeyboardInterrupt(), 130, "Stopped. What was finished is kept.\n"),
        (
            RuntimeError("a bug \x1b[2J"),
            70,
            (
                "Something went wrong that should not: RuntimeError: a bug"
                " \N{REPLACEMENT CHARACTER}[2J\nRun it again with --log FILE and send us that"
                " file.\n"
            ),
        ),
    ],
)
def test_errors_are_sentences(workspace, batch, tmp_path, raised, code, told):
    batch["raises"] = raised
    done = pmo("assess", workspace, "--out", tmp_path / "out")
    assert (done.exit_code, done.stderr) == (code, told)


def test_the_log_has_the_traceback_and_the_screen_has_not(workspace, batch, tmp_path):
    batch["raises"] = RuntimeError("a bug")
    before = list(logging.root.handlers)
    done = pmo("assess", workspace, "--out", tmp_path / "out", "--log", tmp_path / "run.log")
    assert done.stderr.endswith("Details are in the log.\n")
    assert "Traceback" in (tmp_path / "run.log").read_text(encoding="utf-8")
    assert logging.root.handlers == before


@pytest.mark.parametrize("target", ["no/such/folder/x.log", "."])
def test_a_log_that_cannot_be_written_is_told(workspace, tmp_path, monkeypatch, target):
    monkeypatch.chdir(tmp_path)
    done = pmo("check", workspace, "--log", target)
    assert done.exit_code == 2
    assert done.stderr.startswith("--log: nothing can be written")
    assert "Errno" not in done.stderr
    told = subprocess.run(  # in a process of its own, without the handlers of pytest
        [sys.executable, "-m", "pmo_toolkit", "check", str(workspace), "--log", target],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={**os.environ, "PYTHONPATH": str(Path(cli.__file__).parents[2])},
    )
    assert told.stderr.count("--log") == 1


@pytest.mark.skipif(
    not Path("/dev/full").exists(), reason="only some systems have a file that is always full"
)
def test_a_log_on_a_full_disk_is_given_up_with_one_sentence(workspace, capfd):
    done = pmo("check", workspace, "--log", "/dev/full")
    assert done.exit_code == pmo("check", workspace).exit_code
    assert done.stderr == "--log: /dev/full ends early: the disk is full. The run goes on\n"


@pytest.mark.skipif(
    not Path("/dev/full").exists(), reason="only some systems have a file that is always full"
)
def test_events_on_a_full_disk_are_told(workspace, batch, tmp_path):
    done = pmo("assess", workspace, "--out", tmp_path / "out", "--json-log", "/dev/full")
    assert done.exit_code == 0
    assert (
        done.stderr
        == "--json-log: /dev/full ends early: the disk is full. The reports are not concerned\n"
    )


def test_a_closed_pipe_is_no_drama(workspace):
    command = (
        f"{sys.executable} -m pmo_toolkit check"
        f" '{str(workspace).replace(chr(39), chr(39) + chr(92) + chr(39) * 2)}'"
    )
    project = str(Path(cli.__file__).parents[2])
    done = subprocess.run(
        ["bash", "-c", f"{command} | true"],
        cwd=project,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert "Traceback" not in done.stderr


# lab


@pytest.fixture
def opened(monkeypatch, tmp_path):
    calls = []
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(
        "pmo_toolkit.cli.jupyter.open_lab",
        lambda desk, here, options: calls.append((desk, here, options)) or 0,
    )
    return calls


def test_lab_passes_other_options_on(opened, tmp_path, workspace):
    done = pmo("lab", workspace, "--no-browser", "--port", 8899)
    assert done.exit_code == 0, done.output
    assert opened[0][2] == ["--no-browser", "--port", "8899"]
    assert opened[0][0].start == tmp_path / "notebooks" / "start_here.ipynb"
    assert "they are yours to change" in done.stdout
    again = pmo("lab", workspace)
    assert "enter there: workspace = " in again.stdout


def test_lab_says_that_the_start_notebook_came_with_the_folder_and_offers_ours(opened, tmp_path):
    (tmp_path / "start_here.ipynb").write_text("{}", encoding="utf-8")
    done = pmo("lab")
    assert "runs other code than ours" in " ".join(done.stdout.split())
    fresh = pmo("lab", "--fresh", "--no-browser")
    assert "other code" not in fresh.stdout
    assert opened[1][0].start == tmp_path / "notebooks-2" / "start_here.ipynb"
    assert opened[1][2] == ["--no-browser"]


def test_lab_without_a_workspace(opened):
    assert pmo("lab", "--no-browser", "--port=8899").exit_code == 0
    assert opened[0][2] == ["--no-browser", "--port=8899"]


def test_lab_with_a_missing_workspace(opened):
    done = pmo("lab", "nowhere")
    assert (done.exit_code, opened) == (2, [])
    assert "there is no workspace nowhere. Start one with: pmo init nowhere" in done.stderr


@pytest.mark.skipif(
    not Path("/dev/full").exists(), reason="only some systems have a file that is always full"
)
def test_a_screen_that_cannot_be_written_is_one_sentence(workspace):
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-P", "-m", "pmo_toolkit", "check", str(workspace)],
            stdout=full,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(Path(cli.__file__).parents[2])},
            text=True,
            timeout=120,
            check=False,
        )
    assert done.returncode == 2
    assert "the disk is full" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_name_of_a_new_folder_cannot_steer_the_terminal(tmp_path):
    assert "\x1b" not in pmo("init", tmp_path / "a\x1b[31mb").stdout


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
