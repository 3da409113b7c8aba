"""The whole assessment as an output that programs read and no report shows."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest

from pmo_toolkit import report
from pmo_toolkit.assessment import MIME_TYPE
from pmo_toolkit.batch.job.outcome import ASSESSMENT_MIME, classify
from tests import fixtures

NOTEBOOK = Path(__file__).resolve().parents[2] / "notebooks" / "assess_proposal.ipynb"


@pytest.fixture(scope="module")
def assessment():
    return fixtures.rich()


def executed(assessment, *, hand_over=True):
    """The notebook as a run leaves it, with the output of the last call alone."""
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    for number, cell in enumerate(cell for cell in notebook.cells if cell.cell_type == "code"):
        cell.execution_count = number + 1
        if hand_over and cell.source == "report.hand_over(assessment)":
            data = report.hand_over(assessment)._repr_mimebundle_()
            cell.outputs = [nbformat.v4.new_output("display_data", data)]
    return notebook


def test_programs_get_every_number(assessment):
    data = report.hand_over(assessment)._repr_mimebundle_()
    assert data[MIME_TYPE] == assessment.to_dict()
    assert data["text/plain"] == (
        f"Handed over: the assessment of {assessment.proposal.id}, every number of it."
    )


def test_batch_and_notebook_mean_the_same_type():
    assert MIME_TYPE == ASSESSMENT_MIME


def test_the_batch_takes_what_the_notebook_hands_over(assessment):
    outcome = classify(executed(assessment), None, assessment.proposal.id)
    assert outcome.assessment == assessment.to_dict()


def test_without_the_call_the_batch_says_which_one_is_missing(assessment):
    outcome = classify(executed(assessment, hand_over=False), None, assessment.proposal.id)
    assert "report.hand_over(assessment)" in outcome.why


def test_nothing_of_it_shows_in_the_report(assessment):
    shown, hidden = (
        report.render_report(executed(assessment, hand_over=given), title="A title")
        for given in (True, False)
    )
    assert shown == hidden
