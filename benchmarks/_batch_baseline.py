"""The baseline of `batch.py`.

The commands of papermill and nbconvert in a loop, in environments of their own.

The versions stand in ``batch_baseline.txt``: what ``pip install papermill nbconvert`` gave on the
day of the list, and what the notebook needs to run, that is the workbench's own run-time
dependencies at their locked versions.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
import venv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

BENCHMARKS = Path(__file__).resolve().parent
PROJECT = BENCHMARKS.parent
LIST = BENCHMARKS / "batch_baseline.txt"
#: Taken out for the second figure: jsonschema imports the first where it is installed, and that
#: builds a grammar.
GRAMMARS = ("rfc3987-syntax", "lark")


@dataclass(frozen=True)
class Taken:
    """Seconds for `count` proposals: on the clock, and of processors, children included."""

    wall: float
    cpu: float
    count: int = 1

    @property
    def each(self) -> tuple[float, float]:
        """Wall and processor seconds a proposal."""
        return self.wall / self.count, self.cpu / self.count


def environment(folder: Path, *, without: Sequence[str] = ()) -> Path:
    """The environment in `folder`, made there if it is not finished yet; its folder of commands."""
    commands = folder / ("Scripts" if os.name == "nt" else "bin")
    ready = folder / "ready"
    if not ready.is_file():
        wanted = [
            line
            for line in LIST.read_text(encoding="utf-8").split()
            if line.split("==")[0] not in without
        ]
        venv.create(folder, with_pip=True, clear=True)
        pip = [
            str(commands / "python"),
            "-m",
            "pip",
            "install",
            "-qq",
            "--disable-pip-version-check",
            "--no-deps",
        ]
        subprocess.run([*pip, *wanted], check=True)
        subprocess.run([*pip, "--editable", str(PROJECT)], check=True)
        ready.touch()
    return commands


class CommandLoop:
    """`papermill NOTEBOOK OUT -p …`, then `jupyter nbconvert --to html --no-input OUT`, in a loop.

    Parameters
    ----------
    commands : Path
        Folder of the environment's commands.
    notebook : Path
    parameters : mapping
        Of every proposal but its id.
    out : Path
    """

    def __init__(self, commands: Path, notebook: Path, parameters: Mapping[str, object], out: Path):
        self.commands, self.notebook, self.parameters, self.out = (
            commands,
            notebook,
            parameters,
            out,
        )
        out.mkdir(parents=True, exist_ok=True)

    def round(self, proposals: Sequence[str]) -> Taken:
        """Do so many proposals."""
        begun, used = time.perf_counter(), 0.0
        for proposal in proposals:
            made = self.out / f"{proposal}.ipynb"
            given = {**self.parameters, "proposal_id": proposal}
            options = [text for name, value in given.items() for text in ("-p", name, str(value))]
            used += self._call("papermill", str(self.notebook), str(made), *options)
            used += self._call("jupyter", "nbconvert", "--to", "html", "--no-input", str(made))
            assert made.with_suffix(".html").stat().st_size > 100_000
        return Taken(time.perf_counter() - begun, used, len(proposals))

    def _call(self, command: str, *arguments: str) -> float:
        """Processor seconds of a command and all that it waited for."""
        path = os.pathsep.join((str(self.commands), os.environ.get("PATH", "")))
        with (self.out / "said.txt").open("wb") as said:
            process = subprocess.Popen(
                [str(self.commands / command), *arguments],
                stdout=said,
                stderr=said,
                env={**os.environ, "PATH": path},
                cwd=self.out,
            )
            if sys.platform == "win32":
                code, used = process.wait(), 0.0
            else:
                _, status, usage = os.wait4(process.pid, 0)
                code = process.returncode = os.waitstatus_to_exitcode(status)
                used = usage.ru_utime + usage.ru_stime
        if code:
            raise RuntimeError(
                f"{command} ended with {code}: {(self.out / 'said.txt').read_text()[-800:]}"
            )
        return used
