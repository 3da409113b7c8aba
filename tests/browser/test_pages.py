"""Reports and indexes in a real browser.

Silent, self-contained, accessible, and fit for a phone and for paper.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest

REPORTS = ("rich", "poor", "hostile", "facilitation", "portfolio", "department", "merge")
INDEXES = ("index-24", "index-poor", "index-hostile", "index-463")
WIDTHS = {"desktop": (1200, 900), "phone": (390, 844)}
OPEN = (
    "document.querySelectorAll('details:not(.many), .many:first-of-type').forEach(each => each.open"
    " = true)"
)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

each_page = pytest.mark.parametrize("name", REPORTS + INDEXES)
each_width = pytest.mark.parametrize("width", WIDTHS)


@dataclass
class Opened:
    """A page with everything that it did while opening."""

    page: Any
    requests: list[str] = field(default_factory=list)
    trouble: list[str] = field(default_factory=list)


@pytest.fixture
def show(browser, gallery_folder):
    """Opens a page of the gallery at a width and notes what it asks for and what goes wrong."""
    contexts = []

    def opened(name: str, width: str = "desktop", **options: Any) -> Opened:
        across, down = WIDTHS[width]
        context = browser.new_context(
            viewport={"width": across, "height": down}, offline=True, **options
        )
        contexts.append(context)
        found = Opened(context.new_page())
        found.page.on("request", lambda request: found.requests.append(request.url))
        found.page.on("pageerror", lambda error: found.trouble.append(str(error)))
        found.page.on("console", lambda message: found.trouble.append(message.text))
        found.page.on(
            "dialog", lambda dialog: (found.trouble.append(dialog.message), dialog.dismiss())
        )
        found.page.goto((gallery_folder / f"{name}.html").as_uri())
        # What is folded is looked at too; of many alike groups the first will do.
        found.page.evaluate(OPEN)
        return found

    yield opened
    for context in contexts:
        context.close()


@each_page
@each_width
def test_a_page_is_silent_fits_and_is_accessible(show, axe, name, width):
    opened = show(name, width)
    page = opened.page
    assert page.evaluate("window.PWN") is None
    outside = [url for url in opened.requests if not url.startswith(("file:", "data:"))]
    assert outside == [] and len([url for url in opened.requests if url.startswith("file:")]) == 1
    assert opened.trouble == []
    assert page.evaluate("document.documentElement.scrollWidth") <= WIDTHS[width][0]
    page.evaluate(axe)
    found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
    assert [(each["id"], each["nodes"][0]["html"][:120]) for each in found["violations"]] == []


@each_page
def test_every_picture_is_drawn(show, name):
    page = show(name).page
    sizes = page.evaluate(
        "Promise.all([...document.images].map(async each => { await each.decode(); return"
        " each.naturalWidth }))"
    )
    assert all(size > 0 for size in sizes)
    assert bool(sizes) == (name in ("rich", "hostile", "facilitation", "portfolio"))


@pytest.mark.parametrize(("width", "drawn"), [("desktop", 680), ("phone", 350)])
def test_a_phone_gets_its_own_drawing(show, width, drawn):
    assert (
        show("rich", width).page.evaluate("document.querySelector('figure img').naturalWidth")
        == drawn
    )


def test_hostile_titles_are_text(show):
    page = show("hostile").page
    assert page.title().startswith("Advisory assessment: <script>window.PWN=1")
    assert page.locator("h1").inner_text().startswith("<script>window.PWN=1")
    assert "{{7*7}}" in page.locator("h1").inner_text()


def test_the_skip_link_leads_to_the_report(show):
    page = show("rich").page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "To the report"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "report"


def test_print_has_every_section_and_no_navigation(show):
    page = show("rich").page
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = false)")
    page.emulate_media(media="print")
    assert not page.locator("nav.contents").is_visible()
    for section in page.locator(".annex > div").all():
        assert section.is_visible()
    # What goes deeper is named; it prints where the reader has opened it.
    deep = page.locator("details.deep", has_text="of the evidence that we ask for is here")
    assert deep.locator("summary").is_visible() and not deep.locator("dl").is_visible()
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    assert deep.locator("dl").is_visible()


def test_two_printed_pages_stand_alone_and_all_are_eight_at_most(show):
    page = show("rich").page
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = false)")
    page.emulate_media(media="print")
    breaks = page.evaluate(
        "[...document.querySelectorAll('.pmo-money, .annex')].map(each =>"
        " getComputedStyle(each).breakBefore)"
    )
    assert breaks[:2] == ["page", "page"] and set(breaks[2:]) == {"auto"}
    document = page.pdf(format="A4", print_background=True, prefer_css_page_size=True)
    assert document.startswith(b"%PDF") and 4 <= document.count(b"/Type /Page\n") <= 8


def test_folded_sections_open_by_link_and_by_keyboard(show):
    page = show("rich").page
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = false)")
    link = page.locator("nav.contents a").first
    target = link.get_attribute("href").removeprefix("#")
    assert not page.locator(f"#{target}").is_visible()
    link.click()
    assert page.locator(f"#{target}").is_visible()
    summary = page.locator(".annex > summary").nth(1)
    summary.focus()
    page.keyboard.press("Enter")
    assert page.locator(".annex > div").nth(1).is_visible()


def test_sections_keep_to_themselves_and_follow_a_dark_theme(browser):
    from pmo_toolkit.report.proposal.sections import SECTIONS
    from tests import fixtures

    bundle = SECTIONS["headline"](fixtures.rich())._repr_mimebundle_()["text/html"]
    page = browser.new_page()
    page.set_content(
        "<body style='background:#111;--jp-content-font-color1:#fff;--jp-content-font-color2:#bbb;"
        "--jp-layout-color2:#333;--jp-layout-color1:#111'>"
        f"<h1 id='other'>Other</h1><p id='text'>x</p>{bundle}</body>"
    )
    colour = "selector => getComputedStyle(document.querySelector(selector)).color"
    assert page.evaluate(colour, "#other") == page.evaluate(colour, "#text") == "rgb(0, 0, 0)"
    assert page.evaluate("getComputedStyle(document.querySelector('#text')).maxWidth") == "none"
    assert page.evaluate(colour, ".pmo h1") == "rgb(255, 255, 255)"
    assert page.evaluate(colour, ".pmo .lede") == "rgb(187, 187, 187)"
    page.close()


def test_index_groups_fold_and_lead_to_reports(show):
    page = show("index-463").page
    page.reload()
    group = page.locator("details.group").first
    assert not group.locator("table").is_visible()
    group.locator("summary").click()
    link = group.locator("tbody a").first
    assert link.is_visible() and link.get_attribute("href").endswith("/report.html")
    page.mouse.wheel(0, 2500)
    for _ in range(100):  # the page's own policy forbids the browser to wait for an expression
        if page.evaluate("scrollY") > 1500:
            break
        page.wait_for_timeout(100)
    assert 0 <= group.locator("thead th").first.bounding_box()["y"] < 5
