"""The command line as a whole: its commands, their help, its version, wrong usage."""

from __future__ import annotations

import os
import time

import pytest

import pmo_toolkit
from pmo_toolkit.cli.base.command_group import INTERRUPTED, UNEXPECTED
from tests.cli.commands import pmo, shell

COMMANDS = (
    "init",
    "template",
    "import",
    "merge",
    "check",
    "sample",
    "assess",
    "facilitate",
    "portfolio",
    "forecast",
    "questions",
    "revalue",
    "schedule",
    "verify",
    "lab",
)


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
