"""Which proposals a plan can hold together."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_toolkit.assessment.dependencies.requirements import COLUMNS, read_ties
from pmo_toolkit.assessment.scheduling.shapes import LeftOut, LeftOutReason
from pmo_toolkit.assessment.scheduling.ties import Selection
from pmo_toolkit.core.settings import Settings

REQUIRES, EXCLUDES = "requires", "excludes"


def ties(*rows: tuple):
    filled = [(*row, *(None,) * (5 - len(row)), number) for number, row in enumerate(rows, start=2)]
    return read_ties(pd.DataFrame(filled, columns=list(COLUMNS)), Settings())


def selected(*rows: tuple, ids: str = "ABCDE", running=(), worth=None, gone=(), existing=()):
    titles = {name: f"Title {name}" for name in ids}
    left_out = {name: LeftOut(name, name, LeftOutReason.NO_OPTION, "") for name in gone}
    selection = Selection(titles, running, ties(*rows), worth or {}, existing, left_out)
    return "".join(selection.settle()), selection.left_out


def test_what_must_wait_longer_than_a_plan_reaches_is_left_out_with_its_row():
    kept, gone = selected(
        ("A", "B", REQUIRES, 100_000), ("C", "B", REQUIRES, 3650), ("D", "A", REQUIRES, 0)
    )
    assert kept == "BCE"
    assert gone["A"].reason is LeftOutReason.TOO_LATE
    assert gone["A"].rows == (2,) and "274 years" in gone["A"].why
    assert gone["D"].reason is LeftOutReason.REQUIRES_LEFT_OUT


def test_a_requirement_that_stands_in_no_table_keeps_the_proposal_out():
    kept, left_out = selected(("A", "Z", REQUIRES), ("B", "F1", REQUIRES), running=("F1",))
    assert kept == "BCDE"
    assert left_out["A"].reason is LeftOutReason.UNKNOWN_ID
    assert left_out["A"].rows == (2,)


def test_a_service_that_is_required_is_there_already():
    assert selected(("A", "S1", REQUIRES), existing=("S1",))[0] == "ABCDE"


def test_all_of_a_circle_are_left_out_with_its_rows_and_what_requires_them():
    kept, left_out = selected(
        ("A", "B", REQUIRES), ("B", "C", REQUIRES), ("C", "A", REQUIRES), ("D", "C", REQUIRES)
    )
    assert kept == "E"
    assert {left_out[name].reason for name in "ABC"} == {LeftOutReason.CIRCLE}
    assert left_out["A"].rows == (2, 3, 4)
    assert left_out["D"].reason is LeftOutReason.REQUIRES_LEFT_OUT


def test_who_requires_what_it_excludes_is_left_out():
    kept, left_out = selected(("A", "B", REQUIRES), ("B", "A", EXCLUDES))
    assert kept == "BCDE"
    assert left_out["A"].reason is LeftOutReason.CONTRADICTION
    assert left_out["A"].rows == (2, 3)


def test_what_requires_a_proposal_without_work_is_left_out():
    kept, left_out = selected(("A", "B", REQUIRES), ("B", "C", REQUIRES), gone="C")
    assert kept == "DE"
    assert left_out["A"].others == ("B",)


@pytest.mark.parametrize(
    ("more", "options", "stays", "ground"),
    [
        ((), {}, "A", "lower id"),
        ((("C", "B", REQUIRES),), {}, "B", "more proposals require"),
        ((("C", "A", REQUIRES),), {"worth": {"A": 1.0, "B": 2.0}}, "B", "worth more"),
        ((), {"running": ("B",), "ids": "ACDE"}, "", "under way"),
    ],
)
def test_of_two_that_exclude_one_another_one_stays(more, options, stays, ground):
    kept, left_out = selected(("A", "B", EXCLUDES), *more, **options)
    assert set("AB") & set(kept) == set(stays)
    loser = "A" if stays != "A" else "B"
    assert left_out[loser].reason is LeftOutReason.EXCLUDED
    assert ground in left_out[loser].why


def test_who_gave_way_to_one_that_falls_out_later_comes_back():
    # A goes before B by its id; but A requires C, and C gives way to work under way
    kept, _ = selected(
        ("A", "B", EXCLUDES), ("A", "C", REQUIRES), ("C", "F1", EXCLUDES), running=("F1",)
    )
    assert kept == "BDE"


@given(
    st.lists(
        st.tuples(
            st.sampled_from("ABCDE"),
            st.sampled_from("ABCDEXF"),
            st.sampled_from((REQUIRES, EXCLUDES)),
        ),
        max_size=14,
    ),
    st.dictionaries(st.sampled_from("ABCDE"), st.floats(0, 9), max_size=5),
)
def test_what_stays_can_stand_together(rows, worth):
    kept, left_out = selected(*rows, running=("F",), worth=worth)
    assert set(kept) | set(left_out) == set("ABCDE")
    assert not set(kept) & set(left_out)
    for own, other, kind in rows:
        if own == other or own not in kept:
            continue
        if kind == REQUIRES:
            assert other in kept or other == "F"
        else:
            assert other not in kept
            assert other != "F"
