"""Rows are ordered by what they say, never by where they stand."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pmo_toolkit.workspace.checking.row_order import canonical_order


def in_order(**cells):
    count = len(next(iter(cells.values())))
    order = canonical_order(cells, range(count))
    return {column: [values[position] for position in order] for column, values in cells.items()}


def test_numbers_in_ids_count_as_numbers():
    assert in_order(id=["P-10", "P-2", "p-1"])["id"] == ["p-1", "P-2", "P-10"]


def test_a_number_of_many_digits_is_one_too():
    long = "P-" + "9" * 5000
    assert in_order(id=[long, "P-10"])["id"] == ["P-10", long]


def test_what_names_a_row_comes_first():
    ordered = in_order(element=["b", "a", "z"], option=["O-2", "O-2", "O-1"])
    assert ordered == {"element": ["z", "a", "b"], "option": ["O-1", "O-2", "O-2"]}


def test_nothing_comes_before_numbers_and_numbers_before_text():
    assert in_order(mode=["x", 3.0, None, float("nan"), 2])["mode"][2:] == [2, 3.0, "x"]


def test_only_the_wanted_rows_are_ordered():
    assert canonical_order({"id": ["c", "b", "a"]}, [0, 2]) == [2, 0]


VALUES = st.one_of(st.none(), st.floats(), st.integers(), st.text(), st.booleans(), st.dates())


@given(st.lists(st.tuples(VALUES, VALUES)), st.randoms())
def test_shuffled_rows_come_out_the_same(rows, random):
    def ordered(some):
        cells = {"id": [row[0] for row in some], "mode": [row[1] for row in some]}
        return [repr(some[place]) for place in canonical_order(cells, range(len(some)))]

    shuffled = list(rows)
    random.shuffle(shuffled)
    assert ordered(shuffled) == ordered(rows)
