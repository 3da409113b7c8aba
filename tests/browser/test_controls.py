"""The controls in a real browser: by keyboard alone, with names, in both themes, without harm."""

from __future__ import annotations

import pytest

from pmo_toolkit.workshop.controls import Column, NamedSlider, PasteTable
from tests.browser.accessibility import violations
from tests.browser.control_page import DARK, PASTE, ControlPage

HOSTILE = "<img src=x onerror='window.PWN=1'><script>window.PWN=2</script>"

each_theme = pytest.mark.parametrize("style", ["", DARK], ids=["light", "dark"])


@pytest.fixture
def opened(browser):
    """Opens a page over a control; at its end it has asked for nothing and run nothing."""
    context = browser.new_context(offline=True)
    shown: list[ControlPage] = []

    def show(control, style=""):
        shown.append(ControlPage(context.new_page(), control, style))
        return shown[-1]

    yield show
    for page in shown:
        assert page.outside == [] and page.trouble == []
        assert page.page.evaluate("window.PWN") is None
    context.close()


def test_a_slider_is_moved_by_keyboard_and_says_name_value_and_unit(opened):
    control = NamedSlider("Weight of cost", value=40, max=100, step=5, unit="%")
    page = opened(control).page
    slider = page.get_by_role("slider", name="Weight of cost, %")
    for key, value in (
        ("ArrowRight", 45),
        ("ArrowUp", 50),
        ("ArrowLeft", 45),
        ("ArrowDown", 40),
        ("PageUp", 50),
        ("PageDown", 40),
        ("End", 100),
        ("Home", 0),
    ):
        slider.press(key)
        page.wait_for_function(
            "value => document.querySelector('[type=range]').value == value", arg=value
        )
        assert control.value == value, key
        assert slider.get_attribute("aria-valuetext") == f"{value} %"
    page.keyboard.press("Tab")
    field = page.get_by_role("spinbutton", name="Weight of cost, %")
    assert field.evaluate("field => field === document.activeElement")
    assert field.evaluate("field => getComputedStyle(field).outlineStyle") == "solid"
    field.fill("62.5")
    field.press("Enter")
    page.wait_for_function(
        "document.querySelector('[type=range]').getAttribute('aria-valuetext') == '62.5 %'"
    )
    assert control.value == 62.5


@pytest.mark.parametrize(
    ("text", "words"), [("", "Not a number"), ("1e", "Not a number"), ("101", "outside 0 to 100")]
)
def test_what_is_wrong_in_the_field_is_said_beside_it_and_the_number_stays(opened, text, words):
    control = NamedSlider("Weight", value=40)
    page = opened(control).page
    field = page.get_by_role("spinbutton")
    field.click()
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    page.keyboard.type(text)
    page.keyboard.press("Tab")
    page.get_by_text(words).wait_for()
    assert field.get_attribute("aria-invalid") == "true" and control.value == 40


def test_only_the_place_where_it_is_left_counts_unless_all_are_wanted(opened):
    for continuous in (False, True):
        control = NamedSlider("Weight", continuous_update=continuous)
        values = []
        control.observe(lambda change, values=values: values.append(change["new"]), "value")
        page = opened(control).page
        slider = page.get_by_role("slider")
        drag = "(it, at) => { it.value = at; it.dispatchEvent(new Event('input')); }"
        for value in (10, 20, 30):
            slider.evaluate(drag, value)
        slider.evaluate("it => it.dispatchEvent(new Event('change'))")
        page.wait_for_timeout(50)
        assert values == ([10, 20, 30] if continuous else [30])


def test_python_moves_and_disables_it(opened):
    shown = opened(control := NamedSlider("Weight", value=1))
    control.value, control.disabled, control.label = 7, True, HOSTILE
    shown.push()
    slider = shown.page.get_by_role("slider", name=HOSTILE)
    assert slider.input_value() == "7" and slider.is_disabled()
    assert shown.page.get_by_role("spinbutton").is_disabled()


@each_theme
def test_a_slider_has_no_fault_of_access(opened, axe, style):
    page = opened(NamedSlider(HOSTILE, value=4, unit="%"), style).page
    page.get_by_role("spinbutton").fill("1000")
    page.keyboard.press("Tab")
    page.get_by_text("lies outside").wait_for()
    assert violations(page, axe) == []


@pytest.fixture
def risks(opened):
    """A table of two columns and its page."""
    columns = (Column("title", "Risk"), Column("probability", "Probability", kind="probability"))
    table = PasteTable(columns, [{"title": "Fire", "probability": "0.1"}], label="Risks")
    shown = opened(table)
    return table, shown.page


def test_cells_have_names_and_are_reached_and_filled_by_keyboard(risks):
    table, page = risks
    page.get_by_role("table", name="Risks").wait_for()
    page.get_by_role("textbox", name="Risk 1", exact=True).focus()
    page.keyboard.press("Control+A")
    page.keyboard.press("ArrowRight")
    assert _focused(page) == "0.1"
    page.keyboard.type("0.5")
    page.keyboard.press("Enter")  # at the end: another row
    page.get_by_role("textbox", name="Probability 2").wait_for()
    page.keyboard.type("0.7")
    page.keyboard.press("ArrowUp")
    assert _focused(page) == "0.5"
    for key in ("ArrowLeft", "ArrowDown"):
        page.keyboard.press(key)
    page.keyboard.type("Flood")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("of papers")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.textContent") == "Add row"
    page.wait_for_timeout(50)
    assert [tuple(row.values()) for row in table.cells] == [
        ("Fire", "0.5"),
        ("Flood\nof papers", "0.7"),
    ]


def test_rows_are_added_removed_and_brought_back_by_keyboard(risks):
    table, page = risks
    page.get_by_role("textbox", name="Risk 1", exact=True).focus()
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")
    page.get_by_role("textbox", name="Risk 2").wait_for()
    page.keyboard.type("Flood")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Remove row 1"
    page.keyboard.press("Enter")
    page.get_by_text("Row 1 is removed.").wait_for()
    assert _focused(page) == "Flood" and len(table.cells) == 1
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Undo").press("Enter")
    page.get_by_text("The last change is undone.").wait_for()
    assert [row["title"] for row in table.cells] == ["Fire", "Flood"]


def test_what_excel_copies_is_pasted_and_what_is_wrong_stands_at_its_cell(risks, axe):
    table, page = risks
    cell = page.get_by_role("textbox", name="Risk 1", exact=True)
    assert cell.evaluate(PASTE, "one cell") is True  # the browser's own
    assert cell.evaluate(PASTE, f'"two\nlines"\t20 %\r\n{HOSTILE}\toften\r\n') is False
    wrong = page.get_by_role("textbox", name="Probability 2")
    wrong.and_(page.locator("[aria-invalid=true]")).wait_for()
    described = page.locator(f"#{wrong.get_attribute('aria-describedby')}")
    assert described.inner_text().startswith("Is not a number")
    assert cell.input_value() == "two\nlines"
    assert page.get_by_role("textbox", name="Risk 2").input_value() == HOSTILE
    assert page.get_by_role("status").inner_text().startswith("2\N{NO-BREAK SPACE}rows are pasted")
    assert violations(page, axe) == []
    wrong.fill("0,3 <img src=x onerror='window.PWN=1'>")
    wrong.press("Escape")
    wrong.fill("0.3")
    wrong.press("Escape")
    page.wait_for_function("document.querySelector('[aria-invalid]') === null")
    assert table.rows().values[1] == {"title": HOSTILE, "probability": 0.3}


@pytest.mark.parametrize("text", ["1\t2\t3\n", "x\n" * 1001, "x\t" * 1_500_000])
def test_what_does_not_fit_is_said_and_nothing_is_lost(risks, text):
    table, page = risks
    page.get_by_role("textbox", name="Risk 1", exact=True).evaluate(PASTE, text)
    page.get_by_text("Nothing is pasted").wait_for()
    assert [row["title"] for row in table.cells] == ["Fire"]


def test_what_is_being_typed_outlasts_what_comes_from_python(opened):
    table = PasteTable([Column("a")], [{"a": "1"}, {"a": "2"}])
    shown = opened(table)
    shown.page.get_by_role("textbox", name="a 1").fill("begun")
    table.write(2, "a", "other")
    shown.push()
    assert shown.page.get_by_role("textbox", name="a 1").input_value() == "begun"
    assert shown.page.get_by_role("textbox", name="a 2").input_value() == "other"


def test_a_thousand_rows_are_pasted_at_once_and_a_disabled_table_takes_nothing(opened, axe):
    table = PasteTable([Column("a"), Column("b", kind="number")], label=HOSTILE)
    shown = opened(table, DARK)
    shown.page.get_by_role("textbox", name="a 1").evaluate(PASTE, "x\t1\n" * 999 + "y\tnone\n")
    shown.page.get_by_role("textbox", name="a 1000").wait_for(timeout=20_000)
    assert len(table.rows().values) == 1000
    table.cells, table.disabled = [{"a": "x", "b": "y"}], True
    shown.push()
    assert shown.page.get_by_role("textbox", name="a 1").is_disabled()
    assert violations(shown.page, axe) == []


def _focused(page) -> str:
    return page.evaluate("document.activeElement.value")
