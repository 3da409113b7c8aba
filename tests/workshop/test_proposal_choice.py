"""The parameters rule, but for what was chosen at the screen; a run of the batch pays nothing."""

from __future__ import annotations

import subprocess
import sys

import pytest

from pmo_toolkit.workshop import pick_proposal, proposal_choice

CELL = (
    "from pmo_toolkit.workshop import pick_proposal\n"
    "choice = pick_proposal('sample', 'P-003')\nchoice"
)


@pytest.fixture(autouse=True)
def no_choice_before(monkeypatch):
    monkeypatch.setattr(proposal_choice, "_chosen_before", {})


def test_the_parameters_rule_until_another_is_chosen():
    choice = pick_proposal("sample", "P-003")
    assert (choice.proposal_id, choice.is_another) == ("P-003", False)
    choice.choose("P-007")
    assert (choice.proposal_id, choice.is_another) == ("P-007", True)
    assert repr(choice) == "ProposalChoice(P-007)"


def test_a_choice_stays_when_the_cell_runs_again_and_ends_with_other_parameters():
    pick_proposal("sample", None).choose("P-007")
    assert pick_proposal("sample", None).proposal_id == "P-007"
    assert pick_proposal("sample", "P-002").proposal_id == "P-002"
    assert pick_proposal("another", None).proposal_id is None


def test_without_a_window_nothing_is_shown_and_no_widget_is_loaded():
    """IPython's own prompt aside, which no notebook keeps."""
    program = (
        "import sys; from IPython.core.interactiveshell import InteractiveShell\n"
        f"shell = InteractiveShell.instance(); shell.run_cell({CELL!r})\n"
        "assert not {'ipywidgets', 'pandas'} & set(sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], check=False, capture_output=True, text=True
    )
    assert (done.returncode, done.stdout.strip()) == (0, "Out[0]:"), done.stderr
