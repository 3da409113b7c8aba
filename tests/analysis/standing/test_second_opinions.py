"""WSJF, CD3 and RICE: their arithmetic, their gaps, and what they leave out."""

import pytest

from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.standing.second_opinions import cd3, ranked_opinions, rice, wsjf


def test_by_hand():
    assert wsjf(8, 13, 5, 2).value == 13
    assert cd3(9000, 6).value == 1500
    assert rice(500, 3, 0.5, 2.5).value == 300
    assert wsjf(0, 0, 0, 2).value == 0


@pytest.mark.parametrize(
    ("opinion", "names", "why"),
    [
        (wsjf(8, None, 5, 2), ("time criticality",), "time criticality is not stated"),
        (
            wsjf(8, 1, None, None),
            ("risk reduction", "job size"),
            "risk reduction and job size are not stated",
        ),
        (cd3(None, 6), ("cost of delay",), "cost of delay is not stated"),
        (rice(500, 3, None, 2), ("confidence",), "confidence is not stated"),
    ],
)
def test_a_missing_input_is_not_assessed(opinion, names, why):
    assert opinion.value == NotAssessed(opinion.method, why, ReasonCode.NOT_STATED, names=names)


@pytest.mark.parametrize(
    ("method", "inputs", "words"),
    [
        (wsjf, (-1, 1, 1, 1), "business value must not be negative, found -1"),
        (wsjf, (1, 1, 1, 0), "job size must be above zero"),
        (cd3, (1, 0), "duration must be above zero"),
        (cd3, (float("nan"), 1), "cost of delay"),
        (rice, (1, 1, 1.5, 1), "confidence lies between 0 and 1, found 1.5"),
        (rice, (1, 1, 1, float("inf")), "effort"),
    ],
)
def test_unfit_inputs_are_refused(method, inputs, words):
    with pytest.raises(ValueError, match=words):
        method(*inputs)


def test_each_says_what_it_leaves_out():
    assert any("money" in each for each in wsjf(1, 1, 1, 1).leaves_out)
    assert any("cost" in each for each in cd3(1, 1).leaves_out)
    assert any("urgency" in each for each in rice(1, 1, 1, 1).leaves_out)
    for opinion in (wsjf(None, 1, 1, 1), cd3(1, 1), rice(1, 1, 1, 1)):
        assert len(opinion.leaves_out) >= 4 and any(
            "another" in each for each in opinion.leaves_out
        )


def test_ranks_leave_out_what_is_not_assessed():
    found = ranked_opinions({"a": cd3(10, 2), "b": cd3(None, 2), "c": cd3(30, 2), "d": cd3(5, 1)})
    assert (found["a"], found["c"], found["d"]) == (2.5, 1, 2.5)
    assert isinstance(found["b"], NotAssessed)
    assert isinstance(ranked_opinions({"b": cd3(None, 2)})["b"], NotAssessed)
    with pytest.raises(ValueError, match="one method"):
        ranked_opinions({"a": cd3(10, 2), "b": rice(1, 1, 1, 1)})
