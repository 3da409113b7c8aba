"""Drive JupyterLab in Chromium and keep pictures of the main screens in ``docs/screenshots``.

python tools/screenshots.py            all screens
python tools/screenshots.py NAME …     only these

It runs on a copy of the sample organisation in a folder of its own, and stops what it started.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))

from tests.browser.lab_server import lab, run_all  # noqa: E402

TARGET = PROJECT / "docs" / "screenshots"
#: A picture is for a page of the documentation: narrow, of few colours, small.
WIDTH, HEIGHT, COLOURS, MOST_BYTES = 1280, 860, 128, 150_000
DAY = "2026-11-22"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
#: Screen → notebook, and the text of the heading that shall stand at the top.
IN_LAB = {
    "start_here": ("start_here", "How sound is the workspace?"),
    "open_notebook": ("start_here", "Which notebook next?"),
    "what_if": ("what_if", "What moves the advice?"),
    "explore_history": ("explore_history", "Which classes took more than estimated?"),
    "workshop": ("workshop", "What do the people in the room expect?"),
}
#: Screen → page of a run.
PAGES = {
    "report": "reports/P-003/report.html",
    "portfolio": "portfolio/portfolio.html",
    "revaluation": "offer/revaluation.html",
}
#: Pages whose first picture stands lower.
TALL = {"revaluation": 1120}


def main(names: list[str]) -> None:
    """Make each screen's picture."""
    wanted = names or [*IN_LAB, *PAGES]
    unknown = set(wanted) - set(IN_LAB) - set(PAGES)
    if unknown:
        sys.exit(f"unknown: {', '.join(sorted(unknown))}; known are {', '.join([*IN_LAB, *PAGES])}")
    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="pmo-screens-") as made:
        desk = Path(made) / "desk"
        shutil.copytree(PROJECT / "notebooks", desk / "notebooks")
        shutil.copytree(PROJECT / "data" / "sample", desk / "sample")
        _assess(desk, wanted)
        with _browser() as browser:
            for name in wanted:
                if name in PAGES:
                    _page(browser, name, desk / PAGES[name])
            _notebooks(browser, [name for name in wanted if name in IN_LAB], desk, Path(made))


def _assess(desk: Path, wanted: list[str]) -> None:
    """Reports of a few proposals, and the pages over all that are wanted."""
    some = ["P-001", "P-003", "P-007", "P-012"]
    _pmo("assess", "sample", *some, "--out", "reports", "--as-of", DAY, desk=desk)
    if "portfolio" in wanted:
        _pmo("portfolio", "sample", "--out", "portfolio", "--as-of", DAY, desk=desk)
    if "revaluation" in wanted:
        _pmo("revalue", "sample", "--out", "offer", "--as-of", DAY, desk=desk)


def _pmo(*arguments: str, desk: Path) -> None:
    command = [sys.executable, "-m", "pmo_toolkit", *arguments]
    environment = os.environ | {"PYTHONPATH": str(PROJECT)}
    subprocess.run(command, cwd=desk, env=environment, check=True, stdout=subprocess.DEVNULL)


def _browser() -> Any:
    from contextlib import contextmanager

    from playwright.sync_api import sync_playwright

    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        sys.exit(f"no browser: none of {', '.join(BROWSERS)} is installed")

    @contextmanager
    def launched() -> Any:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=found, args=["--no-sandbox", "--disable-gpu", "--no-first-run"]
            )
            yield browser
            browser.close()

    return launched()


def _page(browser: Any, name: str, path: Path) -> None:
    page = browser.new_page(viewport={"width": WIDTH, "height": TALL.get(name, HEIGHT)})
    page.goto(path.as_uri())
    _keep(name, page.screenshot)
    page.close()


def _notebooks(browser: Any, names: list[str], desk: Path, made: Path) -> None:
    home = made / "home"
    home.mkdir()
    os.environ["PYTHONPATH"] = str(PROJECT)
    names = [name for name in names if (desk / "notebooks" / f"{IN_LAB[name][0]}.ipynb").is_file()]
    if not names:
        return
    with lab(desk, home) as (address, token):
        for name in names:
            notebook, heading = IN_LAB[name]
            page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
            panel = run_all(
                page, f"{address}/lab/tree/notebooks/{notebook}.ipynb?reset&token={token}"
            )
            if page.locator(".jp-SideBar .lm-TabBar-tab.lm-mod-current").count():
                page.keyboard.press("Control+b")  # the file browser takes room and says nothing
            if heading is not None:
                panel.get_by_role("heading", name=heading).first.evaluate(
                    "heading => heading.scrollIntoView({block: 'start'})"
                )
            page.wait_for_timeout(1500)
            _keep(name, page.screenshot)
            page.close()


def _keep(name: str, shoot: Callable[[], bytes]) -> None:
    """Write a picture with few colours; refuse one that is too large for the documentation."""
    image = Image.open(BytesIO(shoot())).convert("RGB")
    path = TARGET / f"{name}.png"
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
    size = path.stat().st_size
    if size > MOST_BYTES:
        sys.exit(f"{path.name} has {size} bytes, more than {MOST_BYTES}")
    print(f"{path.relative_to(PROJECT)}: {size // 1000} kB")


if __name__ == "__main__":
    main(sys.argv[1:])
