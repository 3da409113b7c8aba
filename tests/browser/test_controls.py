"""The controls in a real browser: by keyboard alone, with names, in both themes, without harm."""

from __future__ import annotations

import pytest

from pmo_toolkit.workshop.controls import NamedSlider
from tests.browser.control_page import DARK, ControlPage
from tests.browser.test_pages import RULES

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


def _violations(page, axe) -> list[tuple[str, str]]:
    page.evaluate(axe)
    found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
    return [(rule["id"], rule["nodes"][0]["html"][:120]) for rule in found["violations"]]


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
    assert _violations(page, axe) == []
