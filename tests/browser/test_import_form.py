"""The import form in a real JupyterLab: corrected by hand, then imported."""

from __future__ import annotations

import csv
import shutil

import pytest

from tests.browser.lab_server import lab, run_all

HOSTILE = "<img src=x onerror='window.PWN=1'>"


@pytest.fixture
def desk(tmp_path, project):
    """A folder with the notebook and a client's file."""
    folder = tmp_path / "desk"
    folder.mkdir()
    shutil.copy(project / "notebooks" / "intake.ipynb", folder)
    text = (folder / "intake.ipynb").read_text(encoding="utf-8")
    (folder / "intake.ipynb").write_text(
        text.replace('files = \\"sample\\"', 'files = \\"Vorhaben.csv\\"'), encoding="utf-8"
    )
    (folder / "Vorhaben.csv").write_text(
        f"Nr.;Bezeichnung;Budget (T€)\nV-1;Archiv {HOSTILE};460\nV-2;Portal;1200\n",
        encoding="utf-8",
    )
    return folder


def test_a_unit_is_corrected_and_the_table_imported(desk, tmp_path, browser, project, monkeypatch):
    from playwright.sync_api import expect

    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("PYTHONPATH", str(project))
    outside: list[str] = []
    with lab(desk, home) as (address, token):
        page = browser.new_page(viewport={"width": 1500, "height": 1400})
        page.on(
            "request",
            lambda request: (
                None
                if request.url.startswith((address, "data:", "blob:", "ws:"))
                else outside.append(request.url)
            ),
        )
        panel = run_all(page, f"{address}/lab/tree/intake.ipynb?reset&token={token}")
        form = panel.locator(".jp-OutputArea-output").first
        preview = form.locator(".preview table")
        expect(preview).to_contain_text("460000")
        expect(preview).to_contain_text(f"Archiv {HOSTILE}")
        form.get_by_title("Unit of Budget (T€)").locator("select").or_(
            form.locator("select[title='Unit of Budget (T€)']")
        ).first.select_option("money")
        expect(preview).not_to_contain_text("460000", timeout=30_000)
        form.locator("button", has_text="Import").click()
        expect(form).to_contain_text("2 added", timeout=60_000)
        assert page.evaluate("window.PWN") is None
        page.close()
    assert outside == []
    with (desk / "my-workspace" / "proposals.csv").open(encoding="utf-8-sig", newline="") as file:
        content = file.read()
    dialect = ";" if ";" in content.split("\n")[0] else ","
    rows = list(csv.DictReader(content.splitlines(), delimiter=dialect))
    assert [row["requested_budget"] for row in rows] == ["460", "1200"]
