"""The index says the same from the little that is kept as from whole assessments."""

from __future__ import annotations

import pytest

from pmo_toolkit.core.canonical_json import canonical_json
from pmo_toolkit.report import render_index
from pmo_toolkit.report.index.rows import index_row, number_format_for, requested_sum
from pmo_toolkit.report.index.summary import summary_of
from tests import invented_run


def test_the_index_is_the_same():
    manifest, assessments = invented_run.run(24, 2)
    short = {each: summary_of(found) for each, found in assessments.items()}
    assert render_index(manifest, short) == render_index(manifest, assessments)
    assert all(len(canonical_json(each)) < 2000 for each in short.values())
    assert {each: summary_of(found) for each, found in short.items()} == short


@pytest.mark.parametrize(
    "odd", [None, [], {}, {"cost": None, "alignment": {"goals": [None, 3]}}, {"alignment": 3}]
)
def test_what_is_odd_is_left_out(odd):
    assert summary_of(odd)["alignment"] == {"goals": []}


@pytest.mark.parametrize(
    ("scope", "cost", "budget"),
    [
        ("part", "whole life, reuse, a part", "for the project, not for the part advised"),
        ("whole", "whole life, reuse", "for the project"),
    ],
)
def test_a_row_says_what_cost_and_budget_are_of(scope, cost, budget):
    found = {
        "proposal": {"requested_budget": 380_000, "title": "One door"},
        "advice": {"position": "advance in part"},
        "cost": {
            "basis": "options",
            "cost": {"p50": 1e5, "p80": 2e5},
            "budget_against": {"covers": "project"},
        },
        "options": {
            "preferred": "O-1",
            "options": [{"id": "O-1", "kind": "reuse", "scope": scope}],
        },
    }
    row = index_row({"id": "P-1"}, summary_of(found))
    assert (row.basis, row.covers) == (cost, budget)
    said = requested_sum([row, row], number_format_for({}))
    assert said is not None and "for the whole of 2 that we advise in part" in said[1]
