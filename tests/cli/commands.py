"""Commands run in this process, or as a user does."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pmo_toolkit import cli

needs_full_device = pytest.mark.skipif(
    not Path("/dev/full").exists(), reason="only some systems have a file that is always full"
)


def pmo(*arguments, typed=None):
    """Run a command in this process, `typed` on its standard input."""
    return CliRunner().invoke(
        cli.app, [str(each) for each in arguments], prog_name="pmo", input=typed
    )


def shell(*arguments, cwd=None, timeout=60, **environment):
    """Run a command as a user does, from the folder `cwd`, for at most `timeout` seconds."""
    command = [sys.executable, "-m", "pmo_toolkit", *map(str, arguments)]
    project = os.pathsep.join(
        filter(None, [str(Path(cli.__file__).parents[2]), os.environ.get("PYTHONPATH")])
    )
    return subprocess.run(
        command,
        cwd=cwd,
        env=os.environ | {"PYTHONPATH": project} | environment,
        capture_output=True,
        timeout=timeout,
        check=False,
    )
