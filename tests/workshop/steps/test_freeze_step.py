"""The last step asks once more, and shows what it has written."""

from __future__ import annotations

from pmo_toolkit.studies.elicitation.session import WorkshopSession
from pmo_toolkit.studies.elicitation.setup import keep_setup
from pmo_toolkit.workshop.steps.freeze_step import FreezeStep
from pmo_toolkit.workshop.steps.ranges_step import RangesStep


def test_nothing_is_frozen_by_chance(folder, workspace):
    session = WorkshopSession(folder, workspace, "Moderator", ("P-001",))
    step = FreezeStep(session)
    step.freeze_button.click()
    assert "tick first" in step.notes.value
    step.sure.value = True
    step.freeze_button.click()
    assert "nothing to freeze yet" in step.notes.value and not session.journal.path.exists()
    keep_setup(session.journal, workspace, "Moderator", ["P-001"], ["Architect"])
    ranges = RangesStep(session)
    step.freeze_button.click()
    assert "report.html" in step.notes.value and step.freeze_button.disabled
    for end, text in (("low", "1"), ("high", "3"), ("mode", "2")):
        ranges.ends[end].text.value = text
    ranges.enter_button.click()
    assert "is frozen" in ranges.notes.value and ranges.ends["low"].text.value == "1"
