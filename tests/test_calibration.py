"""Probabilities against outcomes: a seeded sample of ``benchmarks/calibration.py``."""

import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "benchmarks"))

from _calibration_arithmetic import ENDS, happened, pert_at
from _calibration_forecasts import inputs_of
from _calibration_tables import (
    CHANCE_AIM,
    COVERAGE_AIM,
    decile_table,
    gap,
    misses,
    position_table,
)
from _calibration_worlds import make_world
from calibration import draw_diagram, report, simulated

from pmo_toolkit import assess_proposal
from pmo_toolkit.analysis.money.stated.typical_risks import risk_loads
from pmo_toolkit.analysis.uncertainty.sampling.inputs import ThreePoint
from pmo_toolkit.core.settings import Settings

RISK = {
    "probability": 0.3,
    **{f"impact_money_{end}": size for end, size in zip(ENDS, (1, 2, 6), strict=True)},
    **{f"impact_days_{end}": size for end, size in zip(ENDS, (0, 0, 0), strict=True)},
}


@pytest.fixture(scope="module")
def scores() -> pd.DataFrame:
    return simulated(worlds=12, proposals=10, outcomes=100, draws=1024, seed=3)


def test_errors_are_clustered_by_world():
    values = pd.Series([0.2, 0.4, 0.6, 0.8])
    mean, error = gap(values, pd.Series([1, 1, 2, 2]))
    # sums of residuals −.4 and .4: √(.32 · 2 / 1) / 4 = .2, twice that in points
    assert (mean, error) == pytest.approx((50.0, 40.0))
    assert gap(values, pd.Series([1, 1, 1, 1]))[1] == float("inf")


def test_risks_happen_with_their_probability():
    money, days = happened([RISK], np.random.default_rng(1), 40_000)
    assert np.mean(money > 0) == pytest.approx(0.3, abs=0.01)
    assert np.mean(money) == pytest.approx(0.3 * 2.5, rel=0.02)
    assert not days.any()


def test_ranges_are_the_workbenchs():
    u = np.linspace(0.01, 0.99, 99)
    assert pert_at(u, 2.0, 3.0, 9.0) == pytest.approx(ThreePoint(2.0, 3.0, 9.0).at(u), rel=1e-3)


def test_worlds_come_from_their_number():
    one, same, other = make_world(5, 2, 1), make_world(5, 2, 1), make_world(6, 2, 1)
    pd.testing.assert_frame_equal(one.history, same.history)
    assert one.proposals == same.proposals
    assert len(one.history) == 180 and len(other.history) == 10
    assert not one.frame("costs").equals(other.frame("costs"))


@pytest.mark.parametrize("level", [50, 80, 90])
@pytest.mark.parametrize("cost", ["whole", "once"])
def test_planned_cost_is_covered_as_often_as_it_says(scores, cost, level):
    full = scores[~scores["poor"]]
    mean, error = gap(full[f"now_{cost}_p{level}"], full["world"])
    assert abs(mean - level) <= COVERAGE_AIM + error


@pytest.mark.parametrize("figure", ["budget", "net"])
def test_chances_are_true_and_never_too_good_with_blanks(scores, figure):
    for part in (scores[~scores["poor"]], scores[scores["poor"]]):
        mean, error = gap(part[f"now_{figure}_true"] - part[f"now_{figure}"], part["world"])
        assert mean >= -CHANCE_AIM - error
        assert mean <= CHANCE_AIM + error or part["poor"].all()


def test_a_chance_that_is_too_good_is_a_miss(scores):
    flattered = scores.assign(now_net=np.minimum(scores["now_net"] + 0.3, 1.0))
    assert any("net value" in line for line in misses(flattered))


@pytest.mark.slow
def test_no_decile_and_no_group_is_missed():
    assert misses(simulated(worlds=108, proposals=20, outcomes=100, draws=2048, seed=1)) == []


def test_the_former_rules_saw_too_much_net_value(scores):
    mean, error = gap(scores["former_net_true"] - scores["former_net"], scores["world"])
    assert mean < -CHANCE_AIM - error


def test_what_is_advised_to_advance_is_worth_it_more_often(scores):
    worth = scores.groupby("position")["now_net_true"].mean()
    assert worth["advance"] > 0.7 > 0.3 > worth["do not pursue yet"]


def test_page_and_diagram_hold_all_deciles(scores, tmp_path):
    page = report(scores, "command", 1.0)
    assert decile_table(scores[~scores["poor"]], "net") in page
    assert position_table(scores).strip() in page
    draw_diagram(scores, tmp_path / "a.svg")
    draw_diagram(scores, tmp_path / "b.svg")
    assert (tmp_path / "a.svg").read_bytes() == (tmp_path / "b.svg").read_bytes()


def test_a_world_as_a_workspace_gives_the_same_but_for_noise(tmp_path):
    world, settings = make_world(9, 3, 1), Settings.of(draws=4096)
    tables = {name: world.frame(name) for name in ("options", "costs", "benefits", "risks")}
    tables["history"] = world.history
    rows = [proposal.row | {"title": proposal.id} for proposal in world.proposals]
    tables["proposals"] = pd.DataFrame(rows)
    for name, table in tables.items():
        table.drop(columns="_row", errors="ignore").to_csv(tmp_path / f"{name}.csv", index=False)
    loads = risk_loads(tables["options"], tables["costs"], tables["risks"], settings)
    for proposal in world.proposals:
        assessment = assess_proposal(tmp_path, proposal.id, settings=settings, as_of="2026-11-24")
        compared = inputs_of(world, proposal, loads, settings).compared
        assert assessment.options.preferred == compared.comparison.preferred
        for ours, theirs in zip(
            compared.comparison.options, assessment.options.options, strict=True
        ):
            # an assessment near a border takes more draws: the same but for their noise
            for name in ("cost", "net_value"):
                mine, other = getattr(ours, name), getattr(theirs, name)
                noise = 0.03 * (other.p90 - other.p10)
                assert mine.p20 == pytest.approx(other.p20, abs=noise)
                assert mine.p50 == pytest.approx(other.p50, abs=noise)
                assert mine.p80 == pytest.approx(other.p80, abs=noise)
