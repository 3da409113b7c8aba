"""Swings as weights, as notes of a journal, and how far scorers lie apart."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_toolkit.analysis.standing.weighting.criteria import Criterion
from pmo_toolkit.core.errors import UsageError
from pmo_toolkit.studies.elicitation.entries import QUESTION, WEIGHTS
from pmo_toolkit.studies.elicitation.journal import Journal
from pmo_toolkit.studies.weighing.swings import (
    SUBJECT,
    note_of,
    noted_swings,
    spreads,
    swing_rows,
    swings_of,
)

CRITERIA = tuple(Criterion(name, f"title {name}", "up", 1, 10) for name in ("K-1", "K-2", "K-3"))


def test_points_become_shares_in_proportion():
    found = swings_of("Head of IT", {"K-1": 100, "K-2": 60, "K-3": 40}, CRITERIA)
    assert found.weights == pytest.approx((0.5, 0.3, 0.2))


@given(st.lists(st.floats(0, 100), min_size=2, max_size=2))
def test_weights_sum_to_one_and_keep_the_order(others):
    points = dict(zip(("K-1", "K-2", "K-3"), (100.0, *others), strict=True))
    weights = swings_of("A", points, CRITERIA).weights
    assert sum(weights) == pytest.approx(1)
    assert (weights[1] >= weights[2]) == (others[0] >= others[1])


@pytest.mark.parametrize(
    ("points", "words"),
    [
        ({"K-1": 0, "K-2": 0, "K-3": 0}, "all swings are 0"),
        ({"K-1": 90, "K-2": 10, "K-3": 0}, "counts 100"),
        ({"K-1": 100, "K-2": -1, "K-3": 0}, "0 to 100"),
        ({"K-1": 100, "K-2": float("nan"), "K-3": 0}, "0 to 100"),
        ({"K-1": 100, "K-2": 10}, "K-3"),
        ({"K-1": 100, "K-2": 10, "K-3": 1, "K-9": 1}, "K-9"),
    ],
)
def test_unfit_points_are_refused(points, words):
    with pytest.raises(UsageError, match=words):
        swings_of("A", points, CRITERIA)


def test_one_criterion_has_all_the_weight():
    assert swings_of("A", {"K-1": 100}, CRITERIA[:1]).weights == (1.0,)


def test_the_last_note_of_each_role_counts(tmp_path):
    journal = Journal(tmp_path)
    first = swings_of("Head of IT", {"K-1": 100, "K-2": 0, "K-3": 0}, CRITERIA)
    later = swings_of("Head of IT", {"K-1": 100, "K-2": 100, "K-3": 0}, CRITERIA)
    sales = swings_of("Head of Sales", {"K-1": 0, "K-2": 0, "K-3": 100}, CRITERIA)
    for swings in (first, sales, later):
        journal.note(WEIGHTS, SUBJECT, swings.role, note_of(swings, CRITERIA))
    journal.note(QUESTION, SUBJECT, "Head of IT", {"text": "another kind"})
    found, outdated = noted_swings(journal.entries(), CRITERIA)
    assert [replace(one, at="") for one in found] == [later, sales] and outdated == ()
    assert noted_swings(journal.entries(), CRITERIA[:2]) == ((), ("Head of IT", "Head of Sales"))
    apart = spreads(found, CRITERIA)
    assert apart[0].criterion == "K-3" and (apart[0].low, apart[0].high) == (0, 1)
    assert (apart[0].low_by, apart[0].high_by) == ("Head of IT", "Head of Sales")
    rows = swing_rows(found, CRITERIA)
    assert len(rows) == 6 and rows[0]["points"] == 100 and rows[0]["weight"] == 0.5


def test_a_note_that_holds_no_points_is_not_used(tmp_path):
    journal = Journal(tmp_path)
    journal.note(WEIGHTS, SUBJECT, "Head of IT", {"points": "many"})
    assert noted_swings(journal.entries(), CRITERIA) == ((), ("Head of IT",))
    assert spreads((), CRITERIA) == ()
