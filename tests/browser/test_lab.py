"""Results in a real JupyterLab."""

from __future__ import annotations

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from tests.browser.lab_server import lab, run_all

DOLLARS = r"$5 and $10, $$y$$, \(x\), \[z\] or \begin{equation}q\end{equation}"
#: Each shows text that a user wrote, in its own way.
SHOWN = (
    "report.headline(assessment)",
    "assessment",
    "report.check(workspace)",
    "workspace.table('proposals')[['title']]",
)


@pytest.fixture
def book(tmp_path, project):
    """A folder with a workspace of dollars and a notebook that shows it."""
    folder = tmp_path / "desk"
    (folder / "ws").mkdir(parents=True)
    (folder / "ws" / "proposals.csv").write_text(
        f'id,title,need\nP-1,"{DOLLARS}","{DOLLARS}"\n', encoding="utf-8"
    )
    load = (
        "import pandas as pd; pd.set_option('display.max_colwidth', None)\n"
        "from pmo_toolkit import assess_proposal, load_workspace, report\n"
        "workspace = load_workspace('ws'); assessment = assess_proposal(workspace, 'P-1')"
    )
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    made = new_notebook(
        cells=[
            new_markdown_cell("This *is* maths: $x^2$"),
            *(new_code_cell(source) for source in (load, *SHOWN)),
        ],
        metadata={"kernelspec": kernel},
    )
    nbformat.write(made, folder / "book.ipynb")
    return folder


@pytest.fixture
def panel(book, tmp_path, browser, project, monkeypatch):
    """The notebook's panel after all cells have run."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("PYTHONPATH", str(project))
    with lab(book, home) as (address, token):
        page = browser.new_page(viewport={"width": 1400, "height": 1000})
        yield run_all(page, f"{address}/lab/tree/book.ipynb?reset&token={token}")
        page.close()


@pytest.mark.slow  # a JupyterLab of its own
def test_dollars_of_users_are_no_maths(panel):
    from playwright.sync_api import expect

    # What is maths has been typeset, so that all before it would have been too.
    expect(panel.locator(".jp-MarkdownCell mjx-container")).to_have_count(1, timeout=60_000)
    panel.page.wait_for_timeout(1000)
    outputs = panel.locator(".jp-RenderedHTMLCommon.jp-OutputArea-output")
    assert outputs.count() == len(SHOWN)
    for number, shown in enumerate(SHOWN):
        output = outputs.nth(number)
        assert output.locator("mjx-container").count() == 0, shown
        if shown != "report.check(workspace)":  # it names no title
            assert DOLLARS in output.text_content(), shown
