"""Waits for people as drawn: what is not known is the least that it can be, and never flatters."""

import numpy as np
import pandas as pd

from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.uncertainty.start_wait import StartWait, WaitView, waits_by_option

UNKNOWN = NotAssessed("wait", "no capacity is stated", ReasonCode.NOT_STATED)
OPTIONS = pd.DataFrame(
    {"id": ["O-0", "O-1", "O-2", "O-3"], "kind": ["nothing", "SaaS", "build", "minimum"]}
)


def test_a_wait_is_reported_by_its_quantiles():
    view = WaitView.of(StartWait(np.array([0.0, 30.0, 300.0, 60.0, 300.0]), 0.4, "O-2"))
    assert (view.days.p50, view.days.unit) == (60.0, "calendar days")
    assert (view.chance_beyond, view.taken_from) == (0.4, "O-2")


def test_an_option_whose_wait_is_not_known_waits_as_long_as_the_longest():
    short, long = StartWait(np.array([0.0, 10.0])), StartWait(np.array([5.0, 90.0]))
    waits = waits_by_option(OPTIONS, {"O-1": short, "O-2": long, "O-3": UNKNOWN})
    assert set(waits) == {"O-1", "O-2", "O-3"}  # doing nothing waits for nobody
    assert waits["O-1"] is short and waits["O-3"].days is long.days
    assert [waits[key].taken_from for key in ("O-1", "O-2", "O-3")] == [None, None, "O-2"]


def test_where_no_wait_is_known_none_is_counted():
    assert waits_by_option(OPTIONS, {"O-1": UNKNOWN, "O-2": UNKNOWN}) == {}
    assert waits_by_option(OPTIONS, {}) == {}
