"""From what several roles scored to intervals."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from pmo_toolkit.analysis.portfolio.robust.score_intervals import scored_proposals
from pmo_toolkit.analysis.standing.scores import read_criteria, read_scores

CRITERIA = pd.DataFrame(
    {
        "id": ["C-1", "C-2"],
        "title": ["Value", "Risk"],
        "direction": ["up", "down"],
        "scale_low": [0.0, 0.0],
        "scale_high": [10.0, 10.0],
        "weight": [2.0, 1.0],
        "_row": [2, 3],
    }
)


def judgements(*rows):
    columns = ["scorer_role", "item", "criterion", "low", "value", "high"]
    table = pd.DataFrame(list(rows), columns=columns)
    return table.assign(_row=range(2, len(rows) + 2))


@pytest.fixture
def scores():
    criteria = read_criteria(CRITERIA)
    table = judgements(
        ("CFO", "P-1", "C-1", 4.0, 5.0, 6.0),
        ("CIO", "P-1", "C-1", 7.0, 8.0, 9.0),
        ("CFO", "P-1", "C-2", np.nan, 2.0, np.nan),
        ("CFO", "P-2", "C-1", np.nan, 3.0, np.nan),
        ("CFO", "P-3", "C-1", np.nan, 3.0, np.nan),
    )
    return read_scores(table, criteria)


def test_the_interval_spans_what_all_roles_say(scores):
    found, left_out = scored_proposals(
        scores, None, {"P-1": np.array([5.0]), "P-2": np.array([1.0])}, np.array([5.0])
    )
    assert found.ids == ("P-1", "P-2")
    assert found.low[0, 0] == pytest.approx(0.4)
    assert found.high[0, 0] == pytest.approx(0.9)
    assert found.low[0, 1] == found.high[0, 1] == pytest.approx(0.8)  # less risk is better
    assert (found.low[1, 1], found.high[1, 1]) == (0.0, 1.0)  # nobody scored it
    assert left_out == {"P-3": "what it costs is not known"}


def test_what_requires_one_that_is_left_out_is_left_out_as_well(scores):
    takes = {name: np.array([1.0]) for name in ("P-1", "P-2", "P-9")}
    _, left_out = scored_proposals(
        scores, None, takes, np.array([2.0]), requires=[("P-2", "P-3"), ("P-1", "P-2")]
    )
    assert set(left_out) == {"P-1", "P-2", "P-3", "P-9"}
    assert left_out["P-9"] == "nobody has scored it"
