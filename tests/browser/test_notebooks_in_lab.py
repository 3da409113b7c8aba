"""Every notebook opened and run in a real JupyterLab; another proposal chosen above its cells."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.lab_server import lab, run_all

NOTEBOOKS = sorted(
    path.stem for path in (Path(__file__).parents[2] / "notebooks").glob("[!.]*.ipynb")
)

#: Seconds that a whole notebook may take where other work shares the machine; alone, a tenth.
PATIENCE = 600.0


@pytest.fixture(scope="module")
def desk(tmp_path_factory, project) -> Path:
    """A folder with copies of all notebooks."""
    folder = tmp_path_factory.mktemp("all") / "desk"
    shutil.copytree(project / "notebooks", folder)
    return folder


@pytest.fixture(scope="module")
def server(desk, tmp_path_factory, project) -> Iterator[tuple[str, str]]:
    """JupyterLab on that folder."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(project))
        with lab(desk, tmp_path_factory.mktemp("home")) as running:
            yield running


@pytest.fixture
def opened(server, browser):
    """Opens a notebook and runs all of it; its panel."""
    address, token = server
    page = browser.new_page(viewport={"width": 1400, "height": 1200})
    yield lambda name: run_all(
        page, f"{address}/lab/tree/{name}.ipynb?reset&token={token}", patience=PATIENCE
    )
    page.close()


def troubles(panel) -> list[str]:
    """Errors and warnings in the outputs of a notebook."""
    kinds = ("error", "stderr")
    marked = ", ".join(f"[data-mime-type='application/vnd.jupyter.{kind}']" for kind in kinds)
    return panel.locator(marked).all_inner_texts()


@pytest.mark.slow
@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_notebook_runs_from_its_first_cell_to_its_last(opened, name):
    assert troubles(opened(name)) == []


@pytest.mark.slow
def test_another_proposal_is_chosen_and_stays_until_the_kernel_is_restarted(opened):
    from playwright.sync_api import expect

    panel = opened("compare_proposals")
    assert troubles(panel) == []
    expect(panel).to_contain_text("Comparison(P-001 among")
    field = panel.get_by_label("Proposal (id or title)")
    field.fill("P-007")
    field.press("Enter")
    expect(panel).to_contain_text("P-007 is chosen: run the cells below")
    for command, shown in (("run-all", "P-007"), ("restart-and-run-all", "P-001")):
        panel.page.get_by_role("menuitem", name="Run", exact=True).click()
        panel.page.locator(f".lm-Menu-item[data-command='runmenu:{command}']").click()
        if command.startswith("restart"):
            panel.page.locator(".jp-Dialog .jp-mod-accept").click()
        expect(panel).to_contain_text(f"Comparison({shown} among", timeout=90_000)
    pending = panel.locator(".jp-CodeCell .jp-InputPrompt", has_text=re.compile(r"\[(\*| )\]"))
    expect(pending).to_have_count(0, timeout=90_000)
    assert troubles(panel) == []


@pytest.mark.slow
def test_a_link_of_the_start_page_opens_a_copy_that_is_set_to_the_proposal(opened, desk):
    from playwright.sync_api import expect

    panel = opened("start_here")
    assert troubles(panel) == []
    field = panel.get_by_label("Proposal (id or title)")
    field.fill("P-003")
    field.press("Enter")
    panel.get_by_text("Set to P-003").wait_for(timeout=30_000)
    panel.get_by_role("link", name="Among the others").click()
    copy = panel.page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)")
    expect(copy).to_contain_text('proposal_id = "P-003"', timeout=60_000)
    assert (desk / "proposals" / "P-003" / "compare_proposals.ipynb").is_file()
