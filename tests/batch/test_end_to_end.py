"""The real notebook on a small sample, as a user runs it.

The same numbers as in Python, byte for byte.
"""

from __future__ import annotations

import json
from datetime import date
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest

from pmo_toolkit.assessment import assess_prepared, prepare
from pmo_toolkit.batch.job.result_files import FILE_NAMES
from pmo_toolkit.sample import write_sample
from pmo_toolkit.workspace import load_workspace
from tests.cli.commands import shell


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> tuple[Path, Path, str]:
    """A workspace, the folder of its reports, and what was printed."""
    home = tmp_path_factory.mktemp("über all")
    workspace, out = home / "my sample", home / "out"
    write_sample(workspace, proposals=2, seed=7)
    (
        workspace / "history.csv"
    ).unlink()  # estimates from history take most of the time and have tests of their own
    arguments = (workspace.name, "--out", "out", "--as-of", "2026-12-01")
    done = shell("assess", *arguments, cwd=home, timeout=300, PYTHONWARNINGS="default")
    assert (done.returncode, done.stderr) == (0, b""), done.stdout.decode()
    return workspace, out, done.stdout.decode()


def test_the_screen_shows_how_it_went_and_the_file_to_open(made):
    _, out, printed = made
    lines = printed.splitlines()
    assert lines[0] == "Assessing 2 proposals …"
    assert lines[-4].startswith("[2/2] ") and "a minute" in lines[-4]
    assert lines[-3:] == ["", "2 reports ready.", f"Open {Path(out.name) / 'index.html'}"]


def test_everything_is_there_and_nothing_else(made):
    _, out, _ = made
    entries = json.loads((out / "manifest.json").read_text(encoding="utf-8"))["proposals"]
    expected = {f"{entry['id']}/{name}" for entry in entries for name in FILE_NAMES} | {
        "index.html",
        "manifest.json",
    }
    assert {
        path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()
    } == expected
    index = (out / "index.html").read_text(encoding="utf-8")
    assert all(f'href="{entry["report"]}"' in index for entry in entries)


def test_the_numbers_are_those_of_python(made):
    workspace, out, _ = made
    prepared = prepare(load_workspace(workspace), as_of=date(2026, 12, 1))
    schema = json.loads(
        (files("pmo_toolkit") / "schemas" / "assessment.schema.json").read_text(encoding="utf-8")
    )
    for entry in json.loads((out / "manifest.json").read_text(encoding="utf-8"))["proposals"]:
        written = (out / entry["assessment"]).read_text(encoding="utf-8")
        assert written == assess_prepared(prepared, entry["id"]).to_json()
        jsonschema.validate(json.loads(written), schema)
