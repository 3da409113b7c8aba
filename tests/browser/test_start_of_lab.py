"""The address that `pmo lab` prints opens the start notebook, which runs on any workspace."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.lab_server import folders, run_all

_SECONDS = 120


@pytest.fixture
def address(tmp_path, project) -> Iterator[str]:
    """The address that ``pmo lab`` prints."""
    workspace, home = tmp_path / "desk" / "ws", tmp_path / "home"
    workspace.mkdir(parents=True)
    home.mkdir()
    (workspace / "proposals.csv").write_text("id,title\nX-9,One\nX-8,Two\n", encoding="utf-8")
    command = [sys.executable, "-m", "pmo_toolkit", "lab", "ws", "--no-browser", "--allow-root"]
    log = home / "lab.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [*command, "--ServerApp.ip=127.0.0.1"],
            cwd=workspace.parent,
            env=os.environ | folders(home) | {"PYTHONPATH": str(project)},
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        yield _printed(log, process)
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(20)


def _printed(log: Path, process: subprocess.Popen[bytes]) -> str:
    end = time.monotonic() + _SECONDS
    while time.monotonic() < end and process.poll() is None:
        found = re.search(r"http://127\S+", log.read_text(encoding="utf-8", errors="replace"))
        if found:
            return found[0]
        time.sleep(0.25)
    raise RuntimeError(log.read_text(errors="replace")[-2000:])


def test_the_printed_address_opens_start_here_without_questions_and_all_of_it_runs(
    address, browser
):
    page = browser.new_page(viewport={"width": 1400, "height": 1000})
    panel = run_all(page, address)
    assert "notebooks/start_here.ipynb" in page.url
    assert panel.locator("[data-mime-type='application/vnd.jupyter.error']").count() == 0
    assert page.get_by_text("official Jupyter news").count() == 0
    page.close()
