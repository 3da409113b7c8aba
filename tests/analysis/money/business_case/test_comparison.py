"""Why the preferred option beats the next, and the change of one input at which it would not."""

import numpy as np
import pytest

from pmo_toolkit.analysis.evidence.alignment import Alignment
from pmo_toolkit.analysis.money.business_case.case import business_case
from pmo_toolkit.analysis.money.business_case.tipping_points import positive_share
from tests.analysis.money.business_case.cases import (
    NAN,
    QUICK,
    RATIOS,
    THREE,
    THREE_COSTS,
    TWO_BENEFITS,
    benefits,
    compared,
    costs,
    options,
)
from tests.analysis.money.business_case.test_case import GOALS, case

BANDS = ((0.2, "stop"), (0.55, "wait"), (1.01, "go"))


def position(chance: float) -> str:
    return next(word for end, word in BANDS if round(chance, 2) < end)


@pytest.mark.parametrize("ratios", [(), RATIOS])
def test_the_parts_add_up_to_the_difference(ratios):
    made = case(ratios=ratios).against_next
    assert sum(part.amount for part in made.parts) == pytest.approx(
        made.difference.p50, abs=0.02 * made.difference.p90
    )
    kinds = [part.kind for part in made.parts]
    assert kinds[0] == "benefit" and len(set(kinds)) == len(kinds) and "exit" in kinds


def test_certain_figures_split_by_hand():
    opts = options({"kind": "nothing"}, {"kind": "SaaS", "exit_cost": 10.0}, {"kind": "build"})
    cost = costs(
        ("O-nothing", "Run", 0, 0, 0, "per year", "run"),
        ("O-SaaS", "Roll-out", 100, 100, 100, "once", "capital"),
        ("O-build", "Build", 140, 140, 140, "once", "capital"),
        ("O-build", "Care", 1, 1, 1, "once", "maintenance"),
    )
    made = case(opts, cost, benefits(("Gain", 60, 60, 60))).against_next
    exit_today = 10 * 1.035**-5
    assert (made.preferred, made.next) == ("O-SaaS", "O-build")
    assert {part.kind: part.amount for part in made.parts} == pytest.approx(
        {"benefit": 0.0, "capital": 40.0, "maintenance": 1.0, "exit": -exit_today}
    )
    tips = {each.name: each for each in made.tipping}
    # the next overtakes once the roll-out costs 41 less the exit's present value more, or the build
    # as much less
    assert tips["Roll-out"].tips_at == pytest.approx(141 - exit_today, abs=1e-3)
    assert (
        tips["Build"].tips_at == pytest.approx(99 + exit_today, abs=1e-3)
        and tips["Build"].option == "O-build"
    )
    assert "Gain" not in tips, "both bring it alike"
    assert [abs(np.log(each.factor)) for each in made.tipping] == sorted(
        abs(np.log(each.factor)) for each in made.tipping
    )


def test_at_the_tipping_value_the_next_option_has_overtaken():
    made = case().against_next
    assert made.preferred == "O-SaaS"
    tip = next(each for each in made.tipping if each.name == "Subscription")
    dearer = THREE_COSTS.copy()
    dearer.loc[dearer["element"] == "Subscription", ["low", "mode", "high"]] *= tip.factor
    values = compared(THREE, dearer, TWO_BENEFITS).values
    spread = np.ptp(np.quantile(values["O-SaaS"], (0.1, 0.9)))
    rival = made.next
    assert abs(np.median(values["O-SaaS"] - values[rival])) < 0.001 * spread


def test_benefits_shared_by_both_are_one_input():
    opts = THREE.assign(benefit_share=[NAN, 1.0, 0.5])
    made = case(opts).against_next
    names = [each.name for each in made.tipping]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("ratios", [(), RATIOS])
def test_at_a_flip_the_position_changes_and_just_before_it_does_not(ratios):
    made = case(ratios=ratios, position=position)
    assert made.flips
    drawn = compared(THREE, THREE_COSTS, TWO_BENEFITS, ratios=ratios)
    today = position(float(np.mean(drawn.values[made.preferred] > 0)))
    flip = next(each for each in made.flips if each.name == "Fewer calls")

    def at(factor: float) -> str:
        gains = TWO_BENEFITS.copy()
        gains.loc[gains["title"] == "Fewer calls", ["low", "mode", "high"]] *= factor
        again = compared(THREE, THREE_COSTS, gains, ratios=ratios)
        return position(float(np.mean(again.values[made.preferred] > 0)))

    assert at(flip.factor) == flip.becomes != today
    assert at(flip.factor**0.99) == today
    assert flip.flips_at == pytest.approx(flip.factor * flip.value)


@pytest.mark.parametrize("seed", range(5))
def test_the_share_above_zero_is_counted_as_drawn_anew(seed):
    values, effect = (
        np.random.default_rng(seed).normal(size=(2, 999)).round(1)
    )  # rounded, so that some are nought
    share = positive_share(values, effect)
    for factor in (0.1234, 0.7123, 1.0, 1.3217, 9.8765):
        assert share(factor) == pytest.approx(
            np.mean(values + (factor - 1) * effect > 0), abs=1e-12
        )


def test_without_rules_nothing_flips():
    assert case().flips == ()


def test_dis_benefits_stay_below_zero():
    gains = benefits(("Fewer calls", 30, 60, 70), ("More letters", -12, -10, -5))
    made = case(gains=gains)
    found = next(each for each in made.worth_nothing if each.name == "More letters")
    assert found.value < 0 and found.tips_at < found.value and found.factor > 1


def test_an_empty_workspace_of_goals_is_no_obstacle():
    drawn = compared(THREE, THREE_COSTS, TWO_BENEFITS)
    made = business_case(
        drawn, THREE, TWO_BENEFITS, GOALS.iloc[:0], Alignment((), (), ()), settings=QUICK
    )
    assert made.chain.links == ()
