"""What cannot begin as the tables stand has no start; the other end of an exclusion has one."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from hypothesis import given, settings

from pmo_toolkit.analysis.dependencies.clashes import find_clashes
from pmo_toolkit.studies.facilitation.contradictions import cannot_begin, contradictions
from tests.analysis.dependencies.graphs import drawn_graphs, graph


def study(drawn):
    return SimpleNamespace(graph=drawn, clashes=find_clashes(drawn))


@pytest.mark.parametrize(
    ("ties", "stopped"),
    [
        (("P1 requires P2", "P2 requires P3", "P3 requires P1", "P4 requires P1"), "P1 P2 P3"),
        (("P1 requires P2", "P2 excludes P1"), "P1"),
        (("P1 requires P2", "P1 requires P3", "P2 excludes P3"), "P1"),
        (("P1 excludes F1",), "P1"),
        (("P1 requires P1", "P2 requires P3", "P2 excludes P4"), ""),
    ],
    ids=["circle", "requires and excludes", "requires both", "under way", "nothing"],
)
def test_who_cannot_begin(ties, stopped):
    found = cannot_begin(study(graph(*ties)), 0.5)
    assert sorted(found) == stopped.split()
    assert all("until that is settled" in reason.why for reason in found.values())


def test_a_circle_that_hardly_binds_stops_nobody():
    assert not cannot_begin(study(graph("P1 requires P2 0.2", "P2 requires P1")), 0.5)


def test_a_date_that_does_not_fit_is_no_contradiction():
    ends = {"P1": {"finish": "2027-06-30"}, "P2": {"finish": "2027-08-25"}}
    dates = study(graph("P1 requires P2", **ends))
    assert len(dates.clashes) == 1 and contradictions(dates) == () and not cannot_begin(dates, 0.5)


@settings(max_examples=40, deadline=None)
@given(drawn_graphs(circles=True))
def test_all_that_wait_for_each_other_and_nobody_else(drawn):
    assert set(cannot_begin(study(drawn), 0.0)) == drawn.in_circles
