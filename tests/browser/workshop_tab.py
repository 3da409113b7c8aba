"""A workshop in JupyterLab as one scorer has it before them, used by keyboard."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

from tests.browser.lab_server import run_all


def workshop_desk(made: Path, project: Path, tables: Iterable[str], roles: Iterable[str]) -> Path:
    """A folder with a notebook for each scorer, on a workspace that may be written into.

    Parameters
    ----------
    made : Path
        Where the folder and an empty home are made.
    project : Path
    tables : iterable of str
        Those of the sample that the workspace has.
    roles : iterable of str
        They name the notebooks.
    """
    folder = made / "desk"
    workspace = folder / "ws"
    workspace.mkdir(parents=True)
    text = (project / "notebooks" / "workshop.ipynb").read_text(encoding="utf-8")
    text = text.replace('workspace = \\"sample\\"', 'workspace = \\"ws\\"')
    for role in roles:
        own = text.replace("role = None", f'role = \\"{role}\\"')
        (folder / f"{role}.ipynb").write_text(own, encoding="utf-8")
    for name in ("workspace.toml", *(f"{table}.csv" for table in tables)):
        shutil.copy(project / "data" / "sample" / name, workspace)
    (made / "home").mkdir()
    return folder


class Tab:
    """A browser tab of one scorer."""

    def __init__(self, browser, server, role, outside):
        self.address, self.token = server
        self.page = browser.new_page(viewport={"width": 1500, "height": 1800})
        self.page.on(
            "request",
            lambda request: (
                None
                if request.url.startswith((self.address, "data:", "blob:", "ws:"))
                else outside.append(request.url)
            ),
        )
        self.role = role
        self.open()

    def open(self):
        """Open the notebook and run all of it."""
        address = f"{self.address}/lab/tree/{self.role}.ipynb?reset&token={self.token}"
        panel = run_all(self.page, address)
        self.form = panel.locator(".jupyter-widgets.widget-vbox").first
        self.field("Who sits at this screen").wait_for(timeout=90_000)

    def field(self, label):
        """The visible field of a name."""
        return self.form.get_by_label(label).and_(self.form.locator(":visible")).first

    def press(self, words):
        """Press the visible button of these words by keyboard."""
        found = self.form.locator("button:visible", has_text=words).first
        found.focus()
        self.page.keyboard.press("Enter")

    def go_to(self, title):
        """Press *Next step* until the step of a title is chosen."""
        from playwright.sync_api import expect

        current = self.form.locator(".lm-TabBar-tab.lm-mod-current").first
        while title not in (shown := current.inner_text()):
            self.press("Next step")
            expect(current).not_to_have_text(shown, timeout=60_000)

    def write(self, label, text):
        """Write into a field, and leave it as Tab does."""
        self.field(label).fill(text)
        self.page.keyboard.press("Tab")

    def sees(self, words, timeout=60_000):
        """Wait until the form shows something."""
        from playwright.sync_api import expect

        expect(self.form).to_contain_text(words, timeout=timeout)

    def enter_range(self, low, high, middle):
        """Low, high and then the middle, which opens only then."""
        from playwright.sync_api import expect

        self.write("Low:", low)
        self.field("High:").fill(high)
        expect(self.field("Middle:")).to_be_enabled(timeout=30_000)
        self.write("Middle:", middle)
        self.press("Enter my range")
        self.sees("Entered.")
