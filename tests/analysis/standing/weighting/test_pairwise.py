"""Weights of criteria from a table of comparisons.

By hand, as published, and with all that can be wrong with it.
"""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.standing import Standing, standing_of
from pmo_toolkit.analysis.standing.rankable import rankable, read_weights
from pmo_toolkit.analysis.standing.weighting.criteria import Criterion
from pmo_toolkit.analysis.standing.weighting.pairwise import (
    PairwiseWeights,
    ratio_meant,
    weigh_by_pairs,
)
from pmo_toolkit.core.canonical_json import canonical_json
from pmo_toolkit.core.settings import Settings
from tests.analysis.standing.test_proposals import THREE, judgements
from tests.analysis.standing.test_proposals import criteria as two_criteria

# Saaty 1990, "How to make a decision: the Analytic Hierarchy Process", European Journal of
# Operational Research 48, table 2: eight factors of buying a house, upper triangle, with the
# weights and the consistency that it prints.
HOUSE = (
    (5, 3, 7, 6, 6, 1 / 3, 1 / 4),
    (1 / 3, 5, 3, 3, 1 / 5, 1 / 7),
    (6, 3, 4, 6, 1 / 5),
    (1 / 3, 1 / 4, 1 / 7, 1 / 8),
    (1 / 2, 1 / 5, 1 / 6),
    (1 / 5, 1 / 6),
    (1 / 2,),
)
HOUSE_WEIGHTS = (0.173, 0.054, 0.188, 0.018, 0.031, 0.036, 0.167, 0.333)


def known(count: int = 3, method: str | None = "AHP", weights: tuple = ()) -> list[Criterion]:
    weights = weights or (None,) * count
    return [
        Criterion(f"K{k + 1}", f"Title {k + 1}", "up", 0, 10, weights[k], method)
        for k in range(count)
    ]


def compared(*rows: tuple) -> pd.DataFrame:
    """Rows of role, criterion, other, ratio."""
    table = pd.DataFrame(rows, columns=["scorer_role", "criterion", "other", "ratio"])
    return table.assign(ratio=table["ratio"].astype(float), _row=np.arange(2, len(table) + 2))


def weigh(*rows: tuple, criteria: list[Criterion] | None = None) -> PairwiseWeights:
    used = known() if criteria is None else criteria
    return weigh_by_pairs(used, compared(*rows), range(2, len(used) + 2))


SOUND = (("Head", "K1", "K2", 2), ("Head", "K1", "K3", 6), ("Head", "K2", "K3", 3))
OTHER = (("Lead", "K2", "K1", 3), ("Lead", "K2", "K3", 3), ("Lead", "K1", "K3", 1))


def test_the_published_house():
    rows = [
        ("Family", f"K{one + 1}", f"K{one + 2 + place}", ratio)
        for one, row in enumerate(HOUSE)
        for place, ratio in enumerate(row)
    ]
    found = weigh(*rows, criteria=known(8))
    assert found.weighing.weights == pytest.approx(HOUSE_WEIGHTS, abs=0.0006)
    (family,) = found.weighing.scorers
    assert family.consistency_ratio == pytest.approx(0.169, abs=0.0006)
    (remark,) = found.remarks
    # By hand: condition against neighbourhood; weights imply 0.188 / 0.167 = 1.1, the family said
    # 6.
    assert (
        "“Title 3” against “Title 7”, said to be 6, while the others imply about 1.1"
        in family.query
    )
    assert (remark.table, remark.row, remark.column, remark.found) == (
        "comparisons",
        18,
        "ratio",
        "6",
    )
    assert "Family" in remark.next_step and "about 1.1" in remark.expected


def test_a_consistent_scorer_by_hand():
    found = weigh(*SOUND)
    assert found.weighing.weights == pytest.approx((0.6, 0.3, 0.1))
    assert [each.weight for each in found.criteria] == pytest.approx([0.6, 0.3, 0.1])
    (head,) = found.weighing.scorers
    assert (
        head.consistency_ratio == pytest.approx(0, abs=1e-9)
        and head.query == ""
        and not found.remarks
    )
    assert found.weighing.widest == "" and "Head" in found.weighing.combined


def test_scorers_stay_apart_and_the_common_weights_are_a_geometric_mean():
    found = weigh(*SOUND, *OTHER).weighing
    assert [each.role for each in found.scorers] == ["Head", "Lead"]
    assert found.scorers[1].weights == pytest.approx((0.2, 0.6, 0.2))
    means = np.sqrt(np.array([0.6 * 0.2, 0.3 * 0.6, 0.1 * 0.2]))
    assert found.weights == pytest.approx(means / means.sum())
    assert (found.widest, found.widest_low, found.widest_high) == (
        "K1",
        pytest.approx(0.2),
        pytest.approx(0.6),
    )
    assert "geometric mean" in found.combined and "each scorer's own" in found.combined


@given(st.lists(st.floats(0.1, 0.9), min_size=1, max_size=10), st.booleans())
@examples(max_examples=60, deadline=None)
def test_comparisons_that_follow_from_weights_give_them_back(values, turned):
    weights = np.array(values) / sum(values)
    pairs = [(a, b) for a in range(len(values)) for b in range(a + 1, len(values))]
    rows = [
        (
            ("Head", f"K{b + 1}", f"K{a + 1}", weights[b] / weights[a])
            if turned
            else ("Head", f"K{a + 1}", f"K{b + 1}", weights[a] / weights[b])
        )
        for a, b in pairs
    ]
    found = weigh(*rows, criteria=known(len(values)))
    if not pairs:
        assert found.weighing is None
        return
    # a ratio near the reciprocal of a whole number is read as that
    assert found.weighing.weights == pytest.approx(weights, rel=0.04)
    assert sum(found.weighing.weights) == pytest.approx(1)
    assert found.weighing.scorers[0].consistency_ratio == pytest.approx(0, abs=0.001)


@given(
    st.lists(st.sampled_from([1 / 9, 1 / 5, 1 / 3, 1, 3, 5, 9]), min_size=6, max_size=6),
    st.randoms(),
)
@examples(max_examples=60, deadline=None)
def test_any_answers_give_weights_that_sum_to_one_whatever_the_order(ratios, chance):
    pairs = [(a, b) for a in range(4) for b in range(a + 1, 4)]
    rows = [
        ("Head", f"K{a + 1}", f"K{b + 1}", ratio)
        for (a, b), ratio in zip(pairs, ratios, strict=True)
    ]
    found = weigh(*rows, criteria=known(4)).weighing
    assert sum(found.weights) == pytest.approx(1) and min(found.weights) > 0
    assert found.scorers[0].consistency_ratio >= 0
    assert bool(found.scorers[0].query) == (found.scorers[0].consistency_ratio > 0.1)
    chance.shuffle(rows)
    turned = [
        (role, b, a, 1 / ratio) if chance.random() < 0.5 else (role, a, b, ratio)
        for role, a, b, ratio in rows
    ]
    again = weigh(*turned, criteria=known(4)).weighing
    assert again.weights == pytest.approx(found.weights)


@pytest.mark.parametrize(
    ("stated", "meant"),
    [(0.33, 1 / 3), (0.11, 1 / 9), (0.14, 1 / 7), (0.5, 0.5), (0.4, 0.4), (1, 1), (2.5, 2.5)],
)
def test_a_third_may_be_written_as_33_hundredths(stated, meant):
    assert ratio_meant(stated) == meant


def test_a_missing_pair_is_told_and_the_other_scorer_counts():
    found = weigh(*SOUND[:2], *OTHER)
    assert [each.role for each in found.weighing.scorers] == ["Lead"]
    (remark,) = found.remarks
    assert (remark.row, remark.column, remark.found) == (3, "other", "2 of 3 pairs")
    assert "the Head did not compare “Title 2” with “Title 3”" in remark.what


def test_without_a_complete_scorer_stated_weights_stand():
    found = weigh(*SOUND[:1], ("Head", "K1", "K3", None), criteria=known(3, weights=(5, 3, 2)))
    assert found.weighing is None and [each.weight for each in found.criteria] == [5, 3, 2]
    assert "“Title 1” with “Title 3”, “Title 2” with “Title 3”" in found.remarks[0].what


def test_weights_by_comparison_and_by_swing_do_not_mix():
    mixed = [*known(2), Criterion("K3", "Title 3", "up", 0, 10, 5, "swing")]
    found = weigh(*SOUND, criteria=mixed)
    assert found.weighing is None and found.criteria == tuple(mixed)
    (remark,) = found.remarks
    assert (remark.table, remark.row, remark.column, remark.found) == (
        "criteria",
        4,
        "weight_method",
        "swing",
    )


def test_more_than_ten_criteria_are_refused():
    found = weigh(*SOUND, criteria=known(11))
    assert found.weighing is None
    assert (found.remarks[0].row, found.remarks[0].found) == (12, "11 criteria")


def test_stated_weights_that_say_something_else_are_told():
    assert not weigh(*SOUND, criteria=known(3, weights=(60, 30, 10))).remarks
    (remark,) = weigh(*SOUND, criteria=known(3, weights=(10, 60, 30))).remarks
    assert (remark.table, remark.row, remark.column, remark.found) == (
        "criteria",
        2,
        "weight",
        "10",
    )
    assert "60 % for “Title 1” instead of 10 %" in remark.what


def stand(table: pd.DataFrame | None, method: str = "AHP") -> Standing:
    rows = two_criteria(weight_method=[method] * 2, weight=[None, None])
    found = standing_of(
        judgements(*THREE), rows, Settings.of(standing_draws=2000, seed=7), comparisons=table
    )
    assert isinstance(found, Standing)
    return found


def test_a_standing_takes_its_weights_from_comparisons():
    found = stand(compared(("Head", "K-1", "K-2", 3)))
    assert found.weights == pytest.approx((0.75, 0.25))
    part = found.of("P-1")
    assert not isinstance(part, NotAssessed) and part.weighing is found.weighing
    assert '"consistency_ratio": 0' in canonical_json(part)
    stated = standing_of(
        judgements(*THREE), two_criteria(), Settings.of(standing_draws=2000, seed=7)
    )
    assert stated.of("P-1").rank_acceptability == part.rank_acceptability
    assert "weighing" not in canonical_json(stated.of("P-1"))


def test_two_scorers_are_drawn_round_each_and_not_round_their_mean():
    """One thinks that only months count, the other that only value does.

    The ranks must show both.
    """
    rows = (
        ("director", "P-1", "Value", 9),
        ("director", "P-1", "Months", 9),
        ("director", "P-2", "Value", 2),
        ("director", "P-2", "Months", 1),
    )
    table = compared(("Head", "K-1", "K-2", 9), ("Lead", "K-2", "K-1", 9))
    used = two_criteria(weight_method=["AHP", "AHP"], weight=[None, None])
    found = standing_of(
        judgements(*rows), used, Settings.of(standing_draws=2000, seed=7), comparisons=table
    )
    assert found.weights == pytest.approx((0.5, 0.5))
    assert found.of("P-1").chance_first == pytest.approx(0.5, abs=0.05)
    only = standing_of(
        judgements(*rows), used, Settings.of(standing_draws=2000, seed=7), comparisons=table[:1]
    )
    assert only.of("P-1").chance_first > 0.95


def test_rows_that_cannot_be_used_are_in_the_findings():
    found = stand(compared(("Head", "K-1", "K-2", None)))
    assert found.weights is None and any(
        each.startswith("comparisons row 2: the Head did") for each in found.findings
    )
    unused = stand(compared(("Head", "K-1", "K-2", 3)), method="points")
    assert any("not weighed by AHP" in each for each in unused.findings) and unused.weighing is None


def test_who_can_be_ranked_follows_the_weights_by_comparison():
    used = two_criteria(weight_method=["AHP", "AHP"], weight=[1.0, 0.0])
    only = judgements(*(row for row in THREE if row[2] == "Months"))
    plain, _ = rankable(only, read_weights(used, compared(("Head", "K-1", "K-2", 3))), Settings())
    assert plain.items == ("P-1", "P-2", "P-3")
    assert "no proposal" in rankable(only, read_weights(used, None), Settings()).why
