"""The first step: choices of several tabs meet in the journal, and none is lost."""

from __future__ import annotations

from pmo_toolkit.studies.elicitation.quantities import SEED_SUBJECT
from pmo_toolkit.studies.elicitation.setup import setup_of
from pmo_toolkit.workshop.steps.setup_step import SetupStep
from tests.workshop.steps.conftest import HOSTILE, SUBJECT


def _kept(step, roles):
    step.roles.value = "\n".join(roles)
    step.keep_button.click()
    return step.notes.value


def test_what_is_kept_is_shown_in_another_tab_with_its_fields_filled(tab):
    one, other = SetupStep(tab("Moderator")), SetupStep(tab("Architect"))
    one.quantities.value = (SUBJECT,)
    assert "Kept" in _kept(one, ["Architect", HOSTILE])
    other.refresh()
    assert other.roles.value == f"Architect\n{HOSTILE}" and other.quantities.value == (SUBJECT,)
    assert "&lt;img" in other.view.value and "<img src=x" not in other.view.value


def test_faults_are_said_and_nothing_is_written_or_lost(tab):
    step = SetupStep(tab("Moderator"))
    roles = [f"Role {number}" for number in range(61)]
    assert "at most 60" in _kept(step, roles) and step.roles.value.endswith("Role 60")
    step.proposals.value = ()
    assert "choose a proposal" in _kept(step, ["Architect"])
    assert step.entries == ()


def test_two_tabs_on_one_setup(tab):
    one, other = SetupStep(tab("Moderator")), SetupStep(tab("Moderator"))
    other.roles.value = "Tester"
    _kept(one, ["Architect"])
    assert "another tab has changed" in _kept(other, ["Tester"])
    assert other.roles.value == "Tester" and "Architect" in other.view.value
    assert "Kept" in _kept(other, ["Tester"])
    assert setup_of(one.entries).roles == ("Tester",)


def test_parts_of_a_sum_are_not_chosen_and_the_number_of_ranges_is_said(tab):
    step = SetupStep(tab("Moderator"))
    subjects = [subject for _, subject in step.quantities.options]
    wholes = [subject for subject in subjects if " all " in subject]
    assert wholes and set(wholes) < set(step.quantities.value) < set(subjects)
    seed = next(subject for subject in subjects if subject.startswith(SEED_SUBJECT))
    step.quantities.value = (SUBJECT, seed)
    step.roles.value = f"Architect\n{HOSTILE}\narchitect "
    said = step.amount.value.replace("\N{NO-BREAK SPACE}", " ")
    assert "1 quantity and 1 seed question" in said and "2 ranges alone" in said
    assert "2 scorers together 6." in said
