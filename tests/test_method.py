"""The page on the method says enough: three proposals come out the same by plain numpy."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_toolkit.advice.positions import Grounds, position_from
from pmo_toolkit.analysis.estimating.reference.reference_class import outside_view
from pmo_toolkit.analysis.uncertainty.start_wait import StartWait
from pmo_toolkit.core.places import place
from pmo_toolkit.core.settings import Settings
from tests.method_by_hand import by_hand, class_by_hand, position_by_hand
from tests.sample_options import DAYS, RATIOS, inputs_of, sample, tables_of

DAY_RATIOS = (0.9, 1.0, 1.2, 1.5, 2.0)
FINE = Settings().with_overrides({"draws": 2**15})


def history(u):
    """Days by the model at uniform draws."""
    return np.exp(np.interp(u, DAYS.shares, np.log(DAYS.values)))


#: Days for which the start may wait for people, each as likely.
WAITS = (0.0, 10.0, 31.0, 122.0, 245.0)


def waited(proposal):
    """A wait for each option on the draws of `FINE`."""
    drawn = np.random.default_rng(5).choice(WAITS, FINE.simulation.draws)
    wait = StartWait(drawn)
    return dict.fromkeys(tables_of(proposal)["options"]["id"], wait)


@pytest.mark.parametrize(
    ("proposal", "waits", "not_before"),
    [
        ("P-001", (0.0,), 0.0),
        ("P-010", (0.0,), 0.0),
        ("P-015", (0.0,), 0.0),
        ("P-001", WAITS, 0.0),
        ("P-015", WAITS, 0.0),
        ("P-010", (0.0,), 200.0),
        ("P-001", WAITS, 90.0),
    ],
)
def test_cost_and_net_value_follow_from_the_page_alone(proposal, waits, not_before):
    found = by_hand(place("sample"), proposal, RATIOS, history, DAY_RATIOS, waits, not_before)
    late = waited(proposal) if any(waits) else None
    made = inputs_of(
        proposal, tables_of(proposal), settings=FINE, waits=late, not_before=not_before
    ).compared
    assert made.comparison.preferred is not None
    for option in made.comparison.options:
        if option.id not in made.draws:
            continue
        mine = found[option.kind]
        assert np.quantile(mine["cost"], 0.5) == pytest.approx(option.cost.p50, rel=0.01)
        assert np.quantile(mine["cost"], 0.8) == pytest.approx(option.cost.p80, rel=0.01)
        budget = 1.1 * option.cost.p50
        theirs = float(np.mean(made.draws[option.id].adjusted <= budget))
        assert np.mean(mine["cost"] <= budget) == pytest.approx(theirs, abs=0.01)
        if option.kind == "nothing":
            continue
        outcome = made.outcomes[option.id]
        for name, values in (("value", outcome.value), ("if_owned", outcome.if_owned)):
            width = float(np.ptp(np.quantile(values, (0.1, 0.9))))
            for share in (0.1, 0.5, 0.8):
                assert np.quantile(mine[name], share) == pytest.approx(
                    np.quantile(values, share), abs=0.02 * width
                ), f"{option.kind} {name} P{100 * share:g}"
            assert np.mean(mine[name] > 0) == pytest.approx(np.mean(values > 0), abs=0.01)


@pytest.mark.parametrize("target", ["cost", "duration_days"])
@pytest.mark.parametrize("kind", [None, "SaaS", "build"])
@pytest.mark.parametrize("proposal", ["P-001", "P-010", "P-015"])
def test_the_class_follows_from_the_page_alone(proposal, kind, target):
    proposals = sample().table("proposals").set_index("id")
    own = {"class": proposals["class"][proposal], "department": proposals["department"][proposal]}
    view = outside_view(
        sample().table("history"),
        target=target,
        unit="money",
        project_class=own["class"],
        department=own["department"],
        delivery=kind,
        applied_to=None,
        applied_label=None,
        settings=FINE,
    )
    found = class_by_hand(place("sample"), target, {"delivery": kind, **own})
    assert found == pytest.approx(np.array(view.ratios), rel=1e-9)


CHANCE = st.one_of(st.none(), st.floats(0, 1))


@given(CHANCE, CHANCE, CHANCE, CHANCE, st.booleans(), st.sampled_from((0.0, 0.59, 0.6, 1.0)))
def test_the_position_follows_from_the_page_alone(chance, if_free, within, start, goals, evidence):
    grounds = Grounds(chance, within, goals, evidence, start=start, if_free=if_free)
    ripe = goals and evidence >= 0.6
    expected = position_by_hand(chance, if_free, within, start, is_ripe=ripe)
    assert position_from(grounds, Settings()) == expected
