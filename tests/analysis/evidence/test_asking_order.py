"""In which order departments are asked."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pmo_toolkit.analysis.evidence.asking_order import Stakeholder, order_of_asking

RATING = st.none() | st.integers(1, 5).map(float)
STAKEHOLDERS = st.lists(st.builds(Stakeholder, st.sampled_from("ABCDE"), st.none(), RATING, RATING))


def test_interest_times_influence_and_the_weightiest_role_count():
    rows = [
        Stakeholder("Law", "Counsel", 4, 4),
        Stakeholder("Law", "Officer", 1, 1),
        Stakeholder("Sales", "Head", 3, 5),
        Stakeholder("IT", "Architect", 5, None),
        Stakeholder("Field", "Head", 4, 4),
    ]
    assert order_of_asking(rows) == ("Field", "Law", "Sales", "IT")


@given(STAKEHOLDERS)
def test_every_department_stands_once_whatever_the_order_of_rows(rows):
    found = order_of_asking(rows)
    assert sorted(found) == sorted({one.department for one in rows})
    assert order_of_asking(rows[::-1]) == found
