"""All ranges side by side and combined; nobody's is seen before its round is revealed."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.judgements.pooling import classical_weights
from pmo_toolkit.studies.elicitation.combining import LEVELS, judged_quantities
from pmo_toolkit.studies.elicitation.entries import RANGE, REVEAL, Entry
from pmo_toolkit.studies.elicitation.quantities import EFFORT, SEED, Quantity

UNITS = (("person-hours", 1.0), ("person-days", 8.0))
EFFORT_OF = Quantity("P-1: effort", "P-1", EFFORT, "Effort", UNITS)
SEED_OF = Quantity("seed: H-1", "H-1", SEED, "Project", UNITS, known=100.0)


def _judged(journal, role, quantities=(EFFORT_OF,)):
    return judged_quantities(journal.entries(), quantities, role)[-1]


def test_what_others_said_is_seen_once_its_round_is_revealed(journal):
    journal.add_range("P-1: effort", "Architect", 8, 40, 16, "person-hours")
    journal.add_range("P-1: effort", "Developer", 2, 6, 3, "person-days")
    alone = _judged(journal, "Architect")
    assert [seen.role for seen in alone.ranges] == ["Architect"]
    assert alone.scorers == (("Architect", "Developer"), ()) and alone.revealed == 0
    assert isinstance(alone.equal, NotAssessed) and _judged(journal, "").ranges == ()
    journal.reveal("P-1: effort", "Moderator")
    both = _judged(journal, "")
    assert (both.equal.low, both.equal.mode, both.equal.high) == (12, 20, 44)
    assert both.ranges[1].entered == "2 / 3 / 6 person-days" and not both.is_closed
    journal.add_range("P-1: effort", "Developer", 1, 4, 2, "person-days", reason="reuse")
    assert _judged(journal, "Architect").equal == both.equal
    journal.reveal("P-1: effort", "Moderator")
    closed = _judged(journal, "Architect")
    assert closed.is_closed and (closed.equal.low, closed.equal.high) == (8, 36)
    assert len(closed.ranges) == 3 and closed.last[1].reason == "reuse"


def test_scorers_are_weighed_by_their_seed_questions(journal):
    stated = {"Architect": (80, 105, 150), "Developer": (300, 400, 500)}
    for role, (low, mode, high) in stated.items():
        journal.add_range("seed: H-1", role, low, high, mode, "person-hours")
        journal.add_range("P-1: effort", role, low, high, mode, "person-hours")
    journal.add_range("P-1: effort", "Tester", 1, 3, 2, "person-hours")
    journal.reveal("P-1: effort", "Moderator")
    assert isinstance(_judged(journal, "", (SEED_OF, EFFORT_OF)).classical, NotAssessed)
    journal.reveal("seed: H-1", "Moderator")
    found = _judged(journal, "", (SEED_OF, EFFORT_OF))
    weights = classical_weights(np.array([[s] for s in stated.values()]), np.array([100]), LEVELS)
    assert found.classical.weights == (*zip(stated, weights.weights, strict=True), ("Tester", 0.0))
    assert dict(found.equal.weights) == dict.fromkeys(
        ("Architect", "Developer", "Tester"), pytest.approx(1 / 3)
    )


def test_seed_answers_of_no_width_are_said(journal):
    for subject in ("seed: H-1", "P-1: effort"):
        journal.add_range(subject, "Architect", 5, 5, 5, "person-hours")
        journal.reveal(subject, "Moderator")
    found = _judged(journal, "", (SEED_OF, EFFORT_OF))
    assert "must ascend" in found.classical.why and found.equal.mode == 5


@given(
    st.lists(
        st.lists(st.floats(0, 1e9), min_size=3, max_size=3).map(sorted), min_size=1, max_size=60
    )
)
def test_the_combined_range_goes_from_low_to_high_within_what_was_said(ranges):
    entries = [
        Entry(
            place,
            RANGE,
            "P-1: effort",
            f"Role {place}",
            1,
            {"low": low, "mode": mode, "high": high, "unit": "person-days"},
            "2026-01-01",
        )
        for place, (low, mode, high) in enumerate(ranges, start=1)
    ]
    entries.append(Entry(len(entries) + 1, REVEAL, "P-1: effort", "Moderator", 1, {}, "2026-01-01"))
    found = judged_quantities(entries, (EFFORT_OF,), "")[0]
    slack = 1e-9 * (1 + found.equal.high)
    assert found.equal.low <= found.equal.mode + slack <= found.equal.high + 2 * slack
    lows = [8 * low for low, _, _ in ranges]
    assert min(lows) - slack <= found.equal.low <= max(lows) + slack
    assert len(found.last) == len(ranges)
