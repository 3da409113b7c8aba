"""The workshop's forms under hostile text, at any width, and its steps after the ranges."""

from __future__ import annotations

import json
import re

import nbformat
import pandas as pd
import pytest
from nbformat.v4 import new_code_cell

from pmo_toolkit.studies.elicitation.journal import Journal
from pmo_toolkit.studies.elicitation.quantities import seed_questions
from pmo_toolkit.studies.elicitation.setup import keep_setup
from pmo_toolkit.workspace import load_workspace
from tests.browser.accessibility import violations
from tests.browser.control_page import PASTE
from tests.browser.lab_server import lab
from tests.browser.workshop_tab import Tab, workshop_desk

HOSTILE = "<img src=x onerror='window.PWN=1'>"
TABLES = ("proposals", "options", "costs", "benefits", "history", "criteria", "judgements")
TABLES += ("capacity", "demand", "dependencies", "stakeholders", "activities")
PASTE_FORM = """
from pmo_toolkit.workshop.paste_form import PasteForm
PasteForm("risks", "pasted", columns=["proposal", "title", "probability"])
"""
#: What is wider than the form that it stands in.
_WIDER = """form => {
  const edge = form.getBoundingClientRect().right + 1;
  const parts = [...form.querySelectorAll('button, input, select, textarea, .lm-TabBar-tab')];
  return parts
    .filter(one => one.offsetParent && !one.closest('.pmo-frame'))
    .filter(one => one.getBoundingClientRect().right > edge
      || one.tagName != 'INPUT' && one.offsetWidth < 30
      || one.matches('button, .lm-TabBar-tab') && one.scrollWidth > one.clientWidth + 2)
    .map(one => one.outerHTML.slice(0, 120));
}"""


@pytest.fixture
def desk(tmp_path, project, monkeypatch):
    """Hostile titles, a hostile scorer and seed questions; a form to paste rows beneath."""
    monkeypatch.setenv("PYTHONPATH", str(project))
    folder = workshop_desk(tmp_path, project, TABLES, ("Architect",))
    for name in ("proposals", "history"):
        path = folder / "ws" / f"{name}.csv"
        rows = pd.read_csv(path, dtype=str, keep_default_na=False)
        rows["title"] = rows["title"].str[:40] + f" {HOSTILE}"
        rows.to_csv(path, index=False)
    with (folder / "ws" / "workspace.toml").open("a", encoding="utf-8") as file:
        file.write("standing_draws = 500\ndraws = 1024\n")
    notebook = nbformat.read(folder / "Architect.ipynb", as_version=4)
    notebook.cells.append(new_code_cell(PASTE_FORM))
    nbformat.write(notebook, folder / "Architect.ipynb")
    workspace = load_workspace(folder / "ws")
    subjects = ["P-001: effort", seed_questions(workspace)[0].subject]
    roles = ["Architect", HOSTILE]
    keep_setup(Journal(folder / "ws"), workspace, "Moderator", ["P-001"], roles, subjects)
    return folder


@pytest.mark.slow
def test_hostile_text_is_text_and_each_step_fits_and_can_be_used_by_all(
    desk, tmp_path, browser, axe
):
    outside: list[str] = []
    with lab(desk, tmp_path / "home") as server:
        tab = Tab(browser, server, "Architect", outside)
        steps = (_pre_mortem, _seeds, None, None, _weights, _knock_on, _question, _freeze)
        names = ("pre-mortem", "Ranges", "Second", "Outside", "Weights", "Knock", "Quest", "Freeze")
        for name, use in zip(names, steps, strict=True):
            tab.go_to(name)
            if use is not None:
                use(tab)
            assert violations(tab.page, axe, tab.form) == [], name
            for width in (1280, 800):
                tab.page.set_viewport_size({"width": width, "height": 1800})
                assert tab.form.evaluate(_WIDER) == [], (name, width)
            tab.page.set_viewport_size({"width": 1500, "height": 1800})
        _paste_form(tab)
        (report,) = (desk / "ws").glob("workshop-*/report.html")
        assert tab.page.evaluate("window.PWN") is None
        tab.page.goto(report.as_uri())
        assert tab.page.evaluate("window.PWN") is None
        shown = tab.page.inner_text("body")
        tab.page.close()
    assert HOSTILE in shown and "gave points to the move" in shown and "P-004 later" in shown
    assert [url for url in outside if not url.startswith("file:")] == []
    data = json.loads((report.parent / "snapshot.json").read_text(encoding="utf-8"))
    (tried,) = (note["value"] for note in data["notes"] if note["kind"] == "trial")
    assert tried["passed_on"] and data["tiers"]
    for row in tried["passed_on"]:
        assert re.search(rf"{row['cause']} late moves {row['effect']}\b", shown)


def _pre_mortem(tab):
    tab.write("It has failed. Why?", f"Sums {HOSTILE}\n=1+1\n\N{CRYING FACE} {'x' * 10_000}")
    tab.press("Add my reasons")
    tab.sees("at most 2,000 are kept")
    tab.write("It has failed. Why?", f"Sums {HOSTILE}\n=1+1")
    tab.press("Add my reasons")
    tab.sees("Added. Others see it")
    tab.press("Reveal to all")
    tab.sees("say much the same", timeout=120_000)
    tab.write("Probability", "12 pm")
    tab.press("Keep as a risk")
    tab.sees("has the word 'pm' behind")
    tab.write("Probability", "30 %")
    for end, cost in (("low", "1,000"), ("middle", "2,000"), ("high", "4,000")):
        tab.write(f"Impact on cost, {end}", cost)
    tab.press("Keep as a risk")
    tab.sees("Kept as a risk")


def _seeds(tab):
    cell = tab.form.get_by_role("textbox", name="low, person-hours 1")
    cell.focus()
    cell.evaluate(PASTE, f"12 pm\t{HOSTILE}\t5\n")
    tab.sees("Is not a number")
    tab.press("Enter my answers")
    tab.sees("nothing is entered")
    cell.focus()
    cell.evaluate(PASTE, "100\t9,000\t500\n")
    tab.press("Enter my answers")
    tab.sees("1\N{NO-BREAK SPACE}answer is entered")


def _weights(tab):
    tab.sees("Ranks under the weights of Architect", timeout=120_000)
    field = tab.form.get_by_role("spinbutton").and_(tab.form.locator(":visible"))
    field.nth(0).fill("20")
    tab.page.keyboard.press("Tab")
    field.nth(3).fill("100")
    tab.page.keyboard.press("Tab")
    tab.press("Keep my weights")
    tab.sees("Your weights are kept")


def _knock_on(tab):
    tab.field("Role that is missing").wait_for(timeout=120_000)
    tab.write("Role that is missing", HOSTILE)
    tab.press("Show the knock-on")
    tab.sees("there is no role with stated hours")
    tab.write("Role that is missing", "")
    tab.write("Work that is late", "P-004")
    tab.write("Name of the trial", f"Late {HOSTILE}")
    tab.press("Keep the trial")
    tab.sees("The trial is kept", timeout=120_000)
    tab.sees("What the delay passes on")


def _question(tab):
    tab.field("Department that can answer it").wait_for(timeout=120_000)
    tab.write("Question", f"Who pays? {HOSTILE}")
    tab.write("Department that can answer it", "Finance")
    tab.write("Answer wanted by", "31.3.2099")
    tab.press("Note the question")
    tab.sees("is not a day such as")
    tab.write("Answer wanted by", "2099-03-31")
    tab.press("Note the question")
    tab.sees("The question is noted")


def _freeze(tab):
    tab.field("We have looked through it").focus()
    tab.page.keyboard.press("Space")
    tab.press("Freeze")
    tab.sees("report.html, with a workbook", timeout=120_000)


def _paste_form(tab):
    panel = tab.page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)")
    form = panel.locator(".jupyter-widgets.widget-vbox", has_text="Import").last
    cell = form.get_by_role("textbox", name="proposal 1")
    cell.focus()
    cell.evaluate(PASTE, f"P-001\t{HOSTILE}\toften\n")
    form.get_by_text("Is not a number").wait_for()
    form.locator("button", has_text="Import").first.click()
    form.get_by_text("nothing is written").wait_for()
