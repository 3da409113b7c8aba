"""Ranges in two tabs: low and high before the middle, hidden until revealed, nothing lost."""

from __future__ import annotations

import asyncio

import pytest

from pmo_toolkit.studies.elicitation.entries import RANGE
from pmo_toolkit.studies.elicitation.setup import keep_setup
from pmo_toolkit.workshop.steps.ranges_step import RangesStep, SecondRoundStep
from tests.workshop.steps.conftest import HOSTILE, SUBJECT


@pytest.fixture
def step(tab, journal):
    return RangesStep(tab("Architect"))


def _fill(step, low, high, mode):
    for end, text in (("low", low), ("high", high), ("mode", mode)):
        step.ends[end].text.value = text


def _enter(step, low="100", high="400", mode="200"):
    _fill(step, low, high, mode)
    step.enter_button.click()
    return step.notes.value


def test_the_middle_opens_once_low_and_high_are_in_order(step):
    middle = step.ends["mode"].text
    assert middle.disabled
    step.ends["low"].text.value = "100"
    assert middle.disabled
    step.ends["high"].text.value = "40"
    assert middle.disabled and "less than the low" in step.ends["high"].fault.value
    step.ends["high"].text.value = "400"
    assert not middle.disabled and "note" not in step.ends["high"].fault.value


@pytest.mark.parametrize(
    ("low", "high", "mode", "words"),
    [
        ("much", "400", "200", "not a number"),
        (HOSTILE, "400", "200", "&lt;img"),
        ("100", "400", "", "state the middle"),
        ("", "400", "200", "state the low"),
        ("100", "400", "500", "from low to high"),
        ("400", "100", "200", "from low to high"),
        ("-5", "400", "200", "less than nought"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(step, low, high, mode, words):
    _enter(step, low, high, mode)
    said = step.notes.value + "".join(field.fault.value for field in step.ends.values())
    assert words in said and "<img src=x" not in said
    assert [field.text.value for field in step.ends.values()] == [low, high, mode]
    assert not any(entry.kind == RANGE for entry in step.entries)


def test_a_press_waits_for_what_was_typed_before_it_and_arrives_after_it(step):
    async def press_first():
        _fill(step, "100", "400", "200")
        step.enter_button.click()
        step.ends["low"].text.value = "90"
        assert not any(entry.kind == RANGE for entry in step.entries)
        await asyncio.sleep(0.6)

    asyncio.run(press_first())
    (entry,) = (entry for entry in step.entries if entry.kind == RANGE)
    assert entry.value["low"] == 90 and "Entered." in step.notes.value


def test_a_press_is_about_the_quantity_of_its_moment(step):
    async def press_and_go_on():
        _fill(step, "100", "400", "200")
        step.enter_button.click()
        step.next_button.click()
        await asyncio.sleep(0.6)

    first = step.quantity.value
    asyncio.run(press_and_go_on())
    (entry,) = (entry for entry in step.entries if entry.kind == RANGE)
    assert (entry.subject, entry.value["high"]) == (first, 400)
    assert step.quantity.value != first and step.ends["high"].text.value == ""


def test_others_see_a_range_once_it_is_revealed_and_typed_text_survives_a_refresh(step, tab):
    other = RangesStep(tab("Developer"))
    other.ends["low"].text.value = "7"
    step.unit.value = "person-days"
    assert "Entered" in _enter(step)
    other.refresh()
    assert "100" not in other.view.value and other.ends["low"].text.value == "7"
    assert "Still open: Developer" in other.waiting.value
    labels = {value: label for label, value in step.quantity.options}
    assert labels[SUBJECT].endswith("(entered)")
    _enter(other, "5", "9", "7")
    other.reveal_button.click()
    step.refresh()
    assert "800" in step.view.value and "Developer" in step.view.value
    assert "go on in the second round" in _enter(step, "1", "3", "2")


def test_two_tabs_of_one_role_on_one_field(step, tab):
    other = RangesStep(tab("Architect"))
    _enter(step)
    assert "another tab has entered 100 to 400" in _enter(other, "1", "3", "2")
    assert other.ends["low"].text.value == "1" and "400" in other.view.value
    assert "Entered" in _enter(other, "1", "3", "2")


def test_parts_against_their_whole(step):
    whole = next(one.quantity for one in step._offered() if one.quantity.parts and not one.revealed)
    for subject in whole.parts:
        step.quantity.value = subject
        _enter(step, "10", "30", "20")
    step.quantity.value = whole.subject
    said = _enter(step, "1", "2", "1")
    assert "Entered" in said and "less than the lows of its" in said


def test_a_new_kernel_shows_what_was_entered_and_next_goes_round(step, tab):
    _enter(step)
    again = RangesStep(tab("Architect"))
    assert [field.text.value for field in again.ends.values()] == ["100", "400", "200"]
    for _ in again.quantity.options:
        again.next_button.click()
    assert again.quantity.value == SUBJECT


def test_the_second_round_wants_a_reason(step, tab):
    second = SecondRoundStep(tab("Architect"))
    assert second.quantity.options == () and second.reveal_button.disabled
    second.enter_button.click()
    assert "in the first step" in second.notes.value
    _enter(step)
    step.reveal_button.click()
    second.refresh()
    second._open()
    assert second.ends["low"].text.value == "100"
    assert "reason is empty" in _enter(second, "150", "300", "200")
    second.reason.value = HOSTILE
    assert "Entered" in _enter(second, "150", "300", "200")
    assert "<img src=x" not in second.view.value
    second.reveal_button.click()
    assert "both rounds are revealed" in second.view.value.lower()
    assert "it is closed" in _enter(second, "1", "3", "2")


def test_sixty_scorers_on_one_quantity(tab, journal, workspace):
    roles = [f"Role {number}" for number in range(60)]
    keep_setup(journal, workspace, "Moderator", ["P-001"], roles, [SUBJECT])
    for number, role in enumerate(roles):
        journal.add_range(SUBJECT, role, 10 + number, 100 + number, 90, "person-hours")
    step = RangesStep(tab("Moderator"))
    step.reveal_button.click()
    assert step.view.value.count('class="strip"') == 61
