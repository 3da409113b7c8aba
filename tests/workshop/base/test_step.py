"""What steps share: a choice that survives other options, and errors as somebody reads them."""

from __future__ import annotations

import pytest

from pmo_toolkit.core.errors import UsageError
from pmo_toolkit.workshop.base.step import Choice, Step, cause
from tests.workshop.steps.conftest import SUBJECT


def test_what_is_chosen_stays_while_options_change_around_it():
    choice, calls = Choice("Quantity"), []
    choice.on_choice(lambda: calls.append(choice.value))
    choice.offer([("A", "a"), ("B", "b")])
    choice.value = "b"
    choice.offer([("A (entered)", "a"), ("New", "n"), ("B (open)", "b")])
    assert choice.value == "b" and choice.label == "B (open)" and calls[-1] == "b"
    told = len(calls)
    choice.offer([("A", "a")])
    assert choice.value == "a" and len(calls) == told + 1
    choice.offer([])
    assert choice.value is None


def test_a_step_reads_the_journal_anew_where_it_has_grown(tab, journal):
    step = Step(tab("Architect"))
    assert len(step.entries) == 1 and step.setup.roles == ("Architect", "Developer")
    journal.add_range(SUBJECT, "Developer", 1, 3, 2, "person-hours")
    assert len(step.entries) == 2


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (PermissionError(13, "Permission denied"), "cannot be written: Permission denied"),
        (UsageError("state the low"), "state the low"),
    ],
)
def test_errors_are_said_in_one_line(error, words):
    assert words in cause(error)[0] and len(cause(error)) == 1
