"""Of two proposals that exclude one another at most one goes first."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.dependencies.exclusions import Valuation, exclusion
from pmo_toolkit.analysis.dependencies.shapes import LinkedProposal

UNKNOWN = Valuation(NotAssessed("net value", "nobody said", ReasonCode.NO_ROWS), None)


def valued(values) -> Valuation:
    draws = np.asarray(values, dtype=float)
    return Valuation(draws, float(np.mean(draws > 0)))


def both(first: Valuation, second: Valuation):
    one, other = LinkedProposal("P-1", "One", 1.0), LinkedProposal("P-2", "Two", 1.0)
    return (
        exclusion("P-1", first, other, second, 0.55),
        exclusion("P-2", second, one, first, 0.55),
    )


def test_the_one_that_is_worth_less_gives_way():
    first, second = both(valued([1, 2, 3]), valued([2, 3, 2]))
    assert first.gives_way and not second.gives_way
    assert first.chance_worth_more == 1 / 3 and second.chance_worth_more == 2 / 3


def test_at_a_tie_the_lower_id_goes_first():
    first, second = both(valued([1, 2]), valued([1, 2]))
    assert second.gives_way and not first.gives_way


def test_nobody_waits_for_what_is_not_worth_it_or_not_valued():
    first, second = both(valued([-5, -5]), valued([-1, -1]))
    assert not first.gives_way and not second.gives_way
    first, second = both(valued([1, 1]), UNKNOWN)
    assert not first.gives_way and second.gives_way and first.chance_worth_more is None


DRAWS = st.lists(st.integers(-3, 9), min_size=4, max_size=4)


@given(DRAWS, DRAWS)
def test_of_two_likely_ones_exactly_one_gives_way(one, other):
    first, second = both(valued(one), valued(other))
    likely = [
        found.chance is not None and found.chance >= 0.55 for found in (valued(one), valued(other))
    ]
    assert not (first.gives_way and second.gives_way)
    if all(likely):
        assert first.gives_way != second.gives_way
