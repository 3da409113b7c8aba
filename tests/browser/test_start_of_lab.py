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

from tests.browser.lab_server import folders

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
    from playwright.sync_api import expect

    page = browser.new_page(viewport={"width": 1400, "height": 1000})
    page.goto(address)
    panel = page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)")
    panel.locator(".jp-Cell").first.wait_for(timeout=90_000)
    assert "notebooks/start_here.ipynb" in page.url
    expect(page.locator("#jp-main-statusbar")).to_contain_text("| Idle", timeout=90_000)
    prompts = panel.locator(".jp-CodeCell .jp-InputPrompt")
    for _ in range(5):  # an order to run is lost as long as the kernel is not yet connected
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.locator(".lm-Menu-item[data-command='runmenu:run-all']").click()
        try:
            expect(prompts.first).to_have_text(re.compile(r"\[(\*|\d+)\]:"), timeout=5000)
            break
        except AssertionError:
            continue
    expect(prompts.last).to_have_text(re.compile(r"\[\d+\]:"), timeout=120_000)
    assert panel.locator("[data-mime-type='application/vnd.jupyter.error']").count() == 0
    assert page.get_by_text("official Jupyter news").count() == 0
    page.close()
