"""JupyterLab on a folder, with nothing of the user's own around it."""

from __future__ import annotations

import os
import re
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

#: What would ask for attention, or keep cells that are out of sight out of the page.
_SETTINGS = {
    "apputils-extension/notification": '{"fetchNews": "false", "doNotDisturbMode": true}',
    "notebook-extension/tracker": '{"windowingMode": "none"}',
}
_START_SECONDS = 120
_PROJECT = Path(__file__).resolve().parents[2]


@contextmanager
def lab(root: Path, home: Path) -> Iterator[tuple[str, str]]:
    """JupyterLab that shows `root`: its address and token.

    Parameters
    ----------
    root : Path
        Holds the notebooks.
    home : Path
        Empty folder for all that JupyterLab keeps.
    """
    for name, content in _SETTINGS.items():
        path = home / f"settings/@jupyterlab/{name}.jupyterlab-settings"
        path.parent.mkdir(parents=True)
        path.write_text(content, encoding="utf-8")
    port = free_port()
    token, address = secrets.token_hex(8), f"http://127.0.0.1:{port}"
    options = {"IdentityProvider.token": token, "ServerApp.root_dir": root}
    options |= {"ServerApp.ip": "127.0.0.1", "ServerApp.port": port, "ServerApp.port_retries": 0}
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"]
    command += [f"--{name}={value}" for name, value in options.items()]
    with (home / "lab.log").open("wb") as log:
        server = subprocess.Popen(
            command,
            env=os.environ | folders(home),
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        _wait_for(server, f"{address}/api/status?token={token}", home / "lab.log")
        yield address, token
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def pmo_lab(here: Path, home: Path, *options: str) -> Iterator[str]:
    """``pmo lab`` with `options` in a folder: the address that it prints."""
    home.mkdir()
    log = home / "lab.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "pmo_toolkit", "lab", *options],
            cwd=here,
            env=os.environ | folders(home) | {"PYTHONPATH": str(_PROJECT)},
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        yield _printed_address(log, process)
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(20)


def _printed_address(log: Path, process: subprocess.Popen[bytes]) -> str:
    end = time.monotonic() + _START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        found = re.search(r"http://127\S+", log.read_text(encoding="utf-8", errors="replace"))
        if found:
            return found[0]
        time.sleep(0.25)
    raise RuntimeError(log.read_text(errors="replace")[-2000:])


def run_all(page: Any, address: str, *, patience: float = 180.0) -> Any:
    """Open a notebook and run all of it; its panel, once every cell has run, in seconds at most."""
    from playwright.sync_api import expect

    page.goto(address)
    panel = page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)")
    panel.locator(".jp-Cell").first.wait_for(timeout=90_000)
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
    pending = prompts.filter(has_text=re.compile(r"\[(\*| )\]"))
    expect(pending).to_have_count(0, timeout=1000 * patience)
    return panel


def folders(home: Path) -> dict[str, str]:
    """Where JupyterLab keeps what is the user's own."""
    names = {
        "JUPYTER_CONFIG_DIR": "config",
        "JUPYTER_DATA_DIR": "data",
        "JUPYTER_RUNTIME_DIR": "runtime",
        "IPYTHONDIR": "ipython",
        "JUPYTERLAB_SETTINGS_DIR": "settings",
        "JUPYTERLAB_WORKSPACES_DIR": "workspaces",
    }
    return {"HOME": str(home)} | {name: str(home / folder) for name, folder in names.items()}


def _wait_for(server: subprocess.Popen[bytes], address: str, log: Path) -> None:
    end = time.monotonic() + _START_SECONDS
    while time.monotonic() < end and server.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=2)
        except OSError:
            time.sleep(0.25)
        else:
            return
    raise RuntimeError(f"JupyterLab did not start: {log.read_text(errors='replace')[-2000:]}")
