"""The index says the same from the little that is kept as from whole assessments."""

from __future__ import annotations

import pytest

from pmo_toolkit.core.canonical_json import canonical_json
from pmo_toolkit.report import render_index
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
