"""Many proposals: every title is another."""

from __future__ import annotations

from pmo_toolkit.sample.cases import make_cases
from pmo_toolkit.sample.content import themes
from pmo_toolkit.sample.tables import MOST_PROPOSALS


def test_titles_of_many_proposals_differ():
    cases = make_cases(10_000, 3)
    assert len({case.theme.title for case in cases}) == 10_000
    assert len({case.id for case in cases}) == 10_000 and cases[0].id == "P-00001"
    assert max(len(case.theme.title) for case in cases) < 120
    assert {case.theme.department for case in cases} == {theme.department for theme in themes()}


def test_the_largest_sample_still_has_different_titles():
    assert len({case.theme.title for case in make_cases(MOST_PROPOSALS, 0)}) == MOST_PROPOSALS
