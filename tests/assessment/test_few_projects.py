"""Fewer finished projects never make the planned cost surer; what it rests on is told."""

from functools import cache
from pathlib import Path

import numpy as np
import pytest

from pmo_toolkit import report
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.estimating.reference.others_spread import SPREAD_OF_OTHERS
from pmo_toolkit.assessment import Assessment, assess_proposal
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.workspace import Workspace, read_workspace

SAMPLE = Path(__file__).resolve().parents[2] / "data" / "sample"
SETTINGS = Settings.of(draws=2048, standing_draws=500)
PROPOSALS = ("P-007", "P-020")


@cache
def sample() -> Workspace:
    return read_workspace(SAMPLE)


@cache
def assessed(proposal: str, finished: int | None = None) -> Assessment:
    """The sample's proposal, with all finished projects or the first ones alone."""
    workspace = sample()
    if finished is not None:
        workspace = workspace.with_rows("history", workspace.table("history").iloc[:finished])
    return assess_proposal(workspace, proposal, settings=SETTINGS)


def width(assessment: Assessment) -> float:
    return float(np.log(assessment.cost.cost.p90 / assessment.cost.cost.p10))


@pytest.mark.parametrize("proposal", PROPOSALS)
@pytest.mark.parametrize(
    "finished", [0, *(pytest.param(few, marks=pytest.mark.slow) for few in (1, 2, 3)), 4]
)
def test_too_few_projects_make_the_cost_no_surer(proposal, finished):
    found = assessed(proposal, finished)
    assert found.cost.others == SPREAD_OF_OTHERS and found.cost.outside is None
    assert width(found) >= width(assessed(proposal))


@pytest.mark.parametrize("proposal", PROPOSALS)
def test_the_level_is_the_proposals_own(proposal):
    found = assessed(proposal, 0)
    project, risks = found.cost.project, found.options.risks_in_cost
    assert risks.basis == "others' spread and all risks" and risks.usual_load is None
    assert project.planned.p50 == pytest.approx(project.inside.p50, rel=0.05)
    assert isinstance(found.bias.cost, NotAssessed)
    assert isinstance(found.risk.bias_uplift, NotAssessed)


def test_the_report_says_whose_spread_it_is():
    few, many = (assessed("P-007", finished) for finished in (4, None))
    note = "takes the spread of others’ estimates: of 457 public projects"
    assert note in report.cost(few).text and note not in report.cost(many).text
    assert "the spread of others' estimates" in few.risk.sentence
    assert "estimates of this house usually miss is not assessed" in report.risks(few).text
    assert "the spread of others" not in report.risks(many).text


def test_a_budget_is_still_held_against_the_cost():
    few, many = (assessed("P-007", finished) for finished in (4, None))
    assert few.cost.budget_against.option == many.cost.budget_against.option
    assert 0 < few.cost.chance_within_budget < 1
    assert few.cost.contingency >= 0
