"""A workshop in a real JupyterLab: by keyboard, two tabs, a killed kernel, and its report."""

from __future__ import annotations

import json
import re
import urllib.request
from pathlib import Path

import pytest

from pmo_toolkit.studies.elicitation.journal import Journal
from pmo_toolkit.studies.elicitation.setup import keep_setup
from pmo_toolkit.workspace import load_workspace
from tests.browser.lab_server import lab
from tests.browser.workshop_tab import Tab, workshop_desk

SUBJECT = "P-001: effort"
TABLES = ("proposals", "options", "costs", "benefits", "history")


@pytest.fixture
def desk(tmp_path, project, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(project))
    return workshop_desk(tmp_path, project, TABLES, ("Architect", "Developer"))


def _prepared(desk):
    """The journal with a setup, as a first tab would have written it."""
    journal = Journal(desk / "ws")
    workspace = load_workspace(desk / "ws")
    roles = ["Architect", "Developer"]
    keep_setup(journal, workspace, "Moderator", ["P-001"], roles, [SUBJECT])
    return journal


def test_a_range_is_entered_by_keyboard_and_a_reveal_elsewhere_is_seen(desk, tmp_path, browser):
    from playwright.sync_api import expect

    journal, outside = _prepared(desk), list[str]()
    with lab(desk, tmp_path / "home") as server:
        tab = Tab(browser, server, "Architect", outside)
        tab.go_to("Ranges")
        tab.sees("Still open: Architect, Developer")
        expect(tab.field("Middle:")).to_be_disabled()
        tab.write("Low:", "<b>much</b>")
        tab.sees("is not a number")
        tab.enter_range("100", "400", "200")
        journal.add_range(SUBJECT, "Developer", 555, 777, 666, "person-hours")
        journal.reveal(SUBJECT, "Moderator")
        tab.sees("777")
        tab.page.close()
    assert outside == []
    assert [entry.value.get("low") for entry in journal.entries()[1:3]] == [100, 555]


@pytest.mark.slow
def test_two_scorers_play_a_workshop_through_a_killed_kernel(desk, tmp_path, browser):
    outside: list[str] = []
    with lab(desk, tmp_path / "home") as server:
        one = Tab(browser, server, "Architect", outside)
        one.field("Quantities to estimate").select_option(label="P-001: effort of the project")
        one.write("Scorers:", "Architect\nDeveloper")
        one.press("Keep proposals and scorers")
        one.sees("Kept. Other tabs see it")
        two = Tab(browser, server, "Developer", outside)
        _pre_mortem(one, two)
        _first_round(one, two, server)
        for tab, low in ((one, "150"), (two, "250")):
            tab.go_to("Second round")
            tab.write("What I have heard", f"{low} is what the others have seen")
            tab.write("Low:", low)
            tab.press("Enter my range")
            tab.sees("Entered.")
        two.press("Reveal to all")
        two.sees("both rounds are revealed")
        two.go_to("Outside view")
        two.sees("The group, all alike", timeout=120_000)
        two.go_to("Freeze")
        two.field("We have looked through it").focus()
        two.page.keyboard.press("Space")
        two.press("Freeze")
        two.sees("report.html, with a workbook", timeout=120_000)
        report = _report(desk / "ws")
        two.page.goto(report.as_uri())
        assert "People leave" in two.page.inner_text("body")
        assert "finished projects" in two.page.inner_text("body")
        for tab in (one, two):
            tab.page.close()
    assert [url for url in outside if not url.startswith("file:")] == []


def _pre_mortem(one, two):
    """Each alone, then all together."""
    for tab, text in ((one, "The supplier fails"), (two, "People leave")):
        tab.go_to("pre-mortem")
        tab.write("It has failed. Why?", text)
        tab.press("Add my reasons")
        tab.sees("Added. Others see it")
    assert "The supplier fails" not in two.form.inner_text()
    two.press("Reveal to all")
    two.sees("The supplier fails", timeout=120_000)
    one.sees("People leave")


def _first_round(one, two, server):
    """Ranges alone; the kernel of one is killed in the middle and all goes on."""
    for tab, ends in ((one, ("100", "400", "200")), (two, ("200", "800", "300"))):
        tab.go_to("Ranges")
        tab.enter_range(*ends)
    assert "400" not in two.form.inner_text()
    _kill_kernel(server, "Architect.ipynb")
    one.open()
    one.go_to("Ranges")
    one.sees("All scorers have entered")
    assert one.field("Middle:").input_value() == "200"
    two.press("Reveal to all")
    two.sees("Combined, all alike")
    one.sees("Combined, all alike")


def _kill_kernel(server, notebook):
    """Restart the kernel of a notebook, which kills its process."""
    address, token = server
    headers = {"Authorization": f"token {token}"}

    def call(path, data=None):
        request = urllib.request.Request(f"{address}/api/{path}", data, headers)
        return json.loads(urllib.request.urlopen(request, timeout=60).read())

    (kernel,) = {one["kernel"]["id"] for one in call("sessions") if one["path"] == notebook}
    call(f"kernels/{kernel}/restart", b"{}")


def _report(workspace: Path) -> Path:
    (found,) = workspace.glob("workshop-*/report.html")
    assert re.match(r"workshop-\d{4}-\d\d-\d\d$", found.parent.name)
    assert {path.name for path in found.parent.iterdir()} == {
        "report.html",
        "snapshot.json",
        "workshop.xlsx",
    }
    return found
