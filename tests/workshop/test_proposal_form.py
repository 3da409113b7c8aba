"""Choosing at the screen: what was chosen, what to do next, and what is wrong."""

from __future__ import annotations

import pytest

from pmo_toolkit.sample import write_sample
from pmo_toolkit.workshop.proposal_form import ProposalForm

HOSTILE = '<img src=x onerror="alert(1)">'


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("choice") / "ws"
    write_sample(made, proposals=8)
    return made


def test_choosing_calls_with_the_id_and_says_what_to_do(folder):
    chosen = []
    form = ProposalForm(folder, "P-001", chosen.append)
    assert form.picker.value.startswith("P-001 · ")
    form.picker.value = "p-004"
    assert chosen == ["P-004"]
    assert "run the cells below" in form.notes.value and "P-004" in form.notes.value
    again = ProposalForm(folder, "P-004", chosen.append, is_another=True)
    assert again.picker.value.startswith("P-004 · ") and "P-004" in again.notes.value


def test_without_a_proposal_among_the_parameters_it_begins_with_the_first_sound_one(folder):
    assert ProposalForm(folder, None, print).picker.value.startswith("P-001 · ")


@pytest.mark.parametrize("text", ["P-00", f"zzz {HOSTILE}"])
def test_text_that_means_none_or_several_is_said_and_nothing_changes(folder, text):
    chosen = []
    form = ProposalForm(folder, "P-001", chosen.append)
    form.picker.value = text
    assert "no proposal, or of several" in form.notes.value
    assert "<img" not in form.notes.value and chosen == []


def test_what_is_wrong_with_the_workspace_stands_in_place_of_the_field(folder, tmp_path):
    form = ProposalForm(tmp_path / "nowhere", None, print)
    assert form.picker is None and "nowhere" in form.notes.value
    assert "no proposal P-999" in ProposalForm(folder, "P-999", print).notes.value
    (tmp_path / "proposals.csv").write_text("id,title\n", encoding="utf-8")
    assert "no row" in ProposalForm(tmp_path, None, print).notes.value
