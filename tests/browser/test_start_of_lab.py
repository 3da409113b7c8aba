"""The address that `pmo lab` prints opens the start notebook, which runs on any workspace."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.browser.lab_server import pmo_lab, run_all


@pytest.fixture
def address(tmp_path) -> Iterator[str]:
    """The address that ``pmo lab`` prints."""
    workspace = tmp_path / "desk" / "ws"
    workspace.mkdir(parents=True)
    (workspace / "proposals.csv").write_text("id,title\nX-9,One\nX-8,Two\n", encoding="utf-8")
    options = ("ws", "--no-browser", "--allow-root", "--ServerApp.ip=127.0.0.1")
    with pmo_lab(workspace.parent, tmp_path / "home", *options) as printed:
        yield printed


def test_the_printed_address_opens_start_here_without_questions_and_all_of_it_runs(
    address, browser
):
    page = browser.new_page(viewport={"width": 1400, "height": 1000})
    panel = run_all(page, address)
    assert "notebooks/start_here.ipynb" in page.url
    assert panel.locator("[data-mime-type='application/vnd.jupyter.error']").count() == 0
    assert page.get_by_text("official Jupyter news").count() == 0
    page.close()
