"""``pmo lab --guest`` in a real browser: the what-if alone, which asks no other server."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.browser.accessibility import violations
from tests.browser.lab_server import free_port, pmo_lab

HOSTILE = "<img src=x onerror='window.PWN=1'>"
TABLES = {
    "proposals": f'id,title,requested_budget\nX-9,"{HOSTILE}",5000\n',
    "options": f'id,proposal,title,kind,term_months\nO-1,X-9,"Buy {HOSTILE}",SaaS,36\n',
    "costs": (
        "option,element,kind,low,mode,high,period\n"
        f'O-1,"Licences {HOSTILE}",opex,1000,2000,4000,1\nO-1,Work,capex,900,1000,1200,1\n'
    ),
}


@pytest.fixture
def desk(tmp_path) -> Path:
    folder = tmp_path / "desk" / "ws"
    folder.mkdir(parents=True)
    for name, text in TABLES.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.slow  # a server, a kernel and a browser: 14 seconds of processor time
def test_guests_move_a_slider_ask_nobody_else_and_keep_nothing(desk, tmp_path, browser, axe):
    from playwright.sync_api import expect

    before = {path.name: path.read_bytes() for path in desk.iterdir()}
    options = ("ws", "--guest", f"--port={free_port()}")
    with pmo_lab(desk.parent, tmp_path / "home", *options) as address:
        page = browser.new_page(viewport={"width": 1200, "height": 1400})
        server = re.match(r"http://[^/]+", address)[0]
        outside: list[str] = []
        page.on(
            "request",
            lambda request: (
                None
                if request.url.startswith((server, "data:", "blob:"))
                else outside.append(request.url)
            ),
        )
        page.goto(address)
        slider = page.get_by_role("slider").first
        slider.wait_for(timeout=90_000)
        figure = page.get_by_role("row", name="Cost, even chance").get_by_role("cell").nth(1)
        stated = figure.inner_text()
        slider.press("End")
        expect(figure).not_to_have_text(stated, timeout=30_000)
        expect(page.get_by_role("cell", name="Buy <img src=x").first).to_be_visible()
        assert page.evaluate("window.PWN") is None
        assert outside == []
        assert page.get_by_role("button").all_inner_texts() == ["As stated"]
        assert page.locator("textarea, .jp-InputArea-editor").count() == 0
        assert violations(page, axe) == []
        stopped = page.evaluate(
            "fetch('http://127.0.0.2:9/').then(() => 'sent', error => 'stopped')"
        )
        assert stopped == "stopped"
        page.close()
    assert {path.name: path.read_bytes() for path in desk.iterdir()} == before
