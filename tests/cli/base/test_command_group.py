"""Errors of any command are sentences, on the screen and in the log."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest

from pmo_toolkit import cli
from pmo_toolkit.core.errors import UsageError
from tests.cli.commands import needs_full_device, pmo


@pytest.mark.parametrize(
    ("raised", "code", "told"),
    [
        (UsageError("another run\nis writing"), 2, "another run\nis writing\n"),
        (KeyboardInterrupt(), 130, "Stopped. What was finished is kept.\n"),
        (
            RuntimeError("can't start new thread"),
            1,
            (
                "The system allows no further thread. End other programs, or have the limit on"
                " processes (ulimit -u) raised; what is finished is kept for --resume\n"
            ),
        ),
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


@needs_full_device
def test_a_log_on_a_full_disk_is_given_up_with_one_sentence(workspace, capfd):
    done = pmo("check", workspace, "--log", "/dev/full")
    assert done.exit_code == pmo("check", workspace).exit_code
    assert done.stderr == "--log: /dev/full ends early: the disk is full. The run goes on\n"


@needs_full_device
@pytest.mark.parametrize("words", ["check WORKSPACE", "--help", "check --help", "--version"])
def test_a_screen_that_cannot_be_written_is_one_sentence(workspace, words):
    arguments = words.replace("WORKSPACE", str(workspace)).split(" ", 1 if "W" in words else -1)
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-P", "-m", "pmo_toolkit", *arguments],
            stdout=full,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(Path(cli.__file__).parents[2])},
            text=True,
            timeout=120,
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr == "What the command says cannot be written: the disk is full\n"


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
