"""The finished projects of a workspace: the sample's, public ones, and none at all."""

from __future__ import annotations

import pytest

from pmo_toolkit import explore_history
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.core.errors import UsageError
from tests.real_data.public_histories import write_history


def test_the_sample_has_all_groups(sample):
    past = explore_history(sample)
    assert (past.rows, past.pairs) == (180, 180)
    assert sum(group.n for group in past.years) == 180
    assert past.summary()["n"].sum() == 3 * 180
    assert past._repr_html_().startswith("<style>")


@pytest.mark.parametrize(("name", "pairs"), [("kitchenham", 145), ("china", 0)])
def test_public_histories_without_class_or_department(public_data, tmp_path, name, pairs):
    past = explore_history(write_history(public_data, name, tmp_path / "ws", converted=True))
    assert past.pairs == pairs
    assert past.classes == past.departments == past.years == ()
    assert isinstance(past.overall, NotAssessed) is (pairs == 0)


def test_without_a_history_there_are_no_figures(tmp_path):
    (tmp_path / "proposals.csv").write_text("id,title\nP,One\n", encoding="utf-8")
    past = explore_history(tmp_path, "cost")
    assert (past.rows, past.pairs, len(past.summary())) == (0, 0, 0)
    assert isinstance(past.overall, NotAssessed) and isinstance(past.odd, NotAssessed)
    with pytest.raises(UsageError, match="known are effort_person_hours"):
        explore_history(tmp_path, "length")
