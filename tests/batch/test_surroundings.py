"""Locale, time zone, threads, hash seed and current folder change no byte of the results."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from pmo_toolkit.batch.job.result_files import ASSESSMENT_NAME, REPORT_NAME
from pmo_toolkit.sample import write_sample

pytestmark = pytest.mark.slow  # everything is measured anew in each run
PLAIN = {"LC_ALL": "C", "TZ": "UTC", "OMP_NUM_THREADS": "1", "PYTHONHASHSEED": "1"}
OTHER = {
    "LC_ALL": "de_DE.UTF-8",
    "LANG": "tr_TR.UTF-8",
    "TZ": "Pacific/Kiritimati",
    "OMP_NUM_THREADS": "4",
    "OPENBLAS_NUM_THREADS": "3",
    "PYTHONHASHSEED": "77",
    "COLUMNS": "31",
}


@pytest.fixture
def assess(tmp_path, project):
    write_sample(tmp_path / "ws", proposals=2)

    def run(name, environment, *options):
        here = tmp_path / f"from {name}"
        here.mkdir()
        command = [sys.executable, "-m", "pmo_toolkit", "assess", str(tmp_path / "ws"), "P-001"]
        done = subprocess.run(
            [*command, "--as-of", "2026-11-22", "--out", "out", *options],
            env=os.environ
            | {"PYTHONPATH": str(project), "PMO_CACHE_DIR": str(here / "cache")}
            | environment,
            cwd=here,
            capture_output=True,
            check=False,
            timeout=300,
        )
        assert done.returncode == 0, done.stderr
        of_proposal = here / "out" / "P-001"
        return [(of_proposal / each).read_bytes() for each in (ASSESSMENT_NAME, REPORT_NAME)]

    return run


def test_surroundings_change_no_byte(assess):
    plain = assess("plain", PLAIN)
    assert assess("other", OTHER, "--jobs", "2") == plain


@pytest.mark.parametrize("engine", ("fork", "spawn"))
def test_the_engine_chosen_by_name_changes_no_byte(assess, engine):
    assert assess("auto", PLAIN) == assess(engine, OTHER, "--engine", engine)
