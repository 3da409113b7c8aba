"""The what-if form in a real JupyterLab: a slider moved by keyboard alone, a fault at its field."""

from __future__ import annotations

import shutil
import time

import pytest

from tests.browser.accessibility import violations
from tests.browser.lab_server import lab, run_all


@pytest.fixture
def desk(tmp_path, project):
    """A folder with the notebook, on one proposal of the sample."""
    folder = tmp_path / "desk"
    folder.mkdir()
    text = (project / "notebooks" / "what_if.ipynb").read_text(encoding="utf-8")
    text = text.replace("proposal_id = None", 'proposal_id = \\"P-003\\"')
    (folder / "what_if.ipynb").write_text(text, encoding="utf-8")
    shutil.copytree(project / "data" / "sample", folder / "sample")
    return folder


def test_the_advice_follows_a_slider_that_is_moved_by_keyboard(
    desk, tmp_path, browser, axe, project, monkeypatch
):
    from playwright.sync_api import expect

    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("PYTHONPATH", str(project))
    outside: list[str] = []
    with lab(desk, home) as (address, token):
        page = browser.new_page(viewport={"width": 1500, "height": 1800})
        page.on(
            "request",
            lambda request: (
                None
                if request.url.startswith((address, "data:", "blob:", "ws:"))
                else outside.append(request.url)
            ),
        )
        panel = run_all(page, f"{address}/lab/tree/what_if.ipynb?reset&token={token}")
        form = panel.locator(".jupyter-widgets.widget-vbox").first
        expect(form).to_contain_text("As it stands today", timeout=90_000)
        slider = form.get_by_role("slider", name="Less handling of invoices")
        figures = {
            label: _figure(form, label) for label in ("Chance: a positive net value", "Rank by CD3")
        }
        slider.focus()
        started = time.monotonic()
        for _ in range(4):
            page.keyboard.press("ArrowRight")
        expect(form).to_contain_text("What if ·", timeout=30_000)
        answered = time.monotonic() - started
        field = form.get_by_role("spinbutton", name="Less handling of invoices")
        assert field.input_value() == "120"
        slider.press("End")
        for label, before in figures.items():
            row = form.get_by_role("row", name=label)
            expect(row.get_by_role("cell").nth(1)).not_to_have_text(before, timeout=30_000)
        budget = form.get_by_label("Budget asked for")
        budget.fill("<b>much</b>")
        budget.press("Enter")
        expect(form).to_contain_text("is not a number", timeout=30_000)
        assert violations(page, axe, form) == []
        form.get_by_label("Name of the what-if").fill("dearer")
        budget.fill("400000")
        budget.press("Enter")
        expect(form).not_to_contain_text("is not a number", timeout=30_000)
        form.locator("button", has_text="Keep as scenario").click()
        expect(form).to_contain_text("Kept as dearer", timeout=30_000)
        page.close()
    assert outside == []
    assert answered < 10  # a busy machine is slow; benchmarks/interactive.py measures
    assert (desk / "sample" / "what_ifs.json").is_file()


def _figure(form, label):
    """What stands today in a row of the comparison."""
    return form.get_by_role("row", name=label).get_by_role("cell").nth(0).inner_text()
