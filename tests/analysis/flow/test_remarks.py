"""What limits a forecast, in words."""

from __future__ import annotations

import datetime as dt

from pmo_toolkit.analysis.flow.regimes import Regime
from pmo_toolkit.analysis.flow.remarks import rate, remark_on_age, remarks_on
from pmo_toolkit.analysis.flow.shapes import Coverage
from pmo_toolkit.core.settings.capacity import FlowSettings

SETTINGS = FlowSettings()
NOW = Regime("2026-01-05", 30, 12.4)


def said(regimes=(NOW,), n_weeks=200, own_errors=20, kept=80, origins=100, **more):
    coverage = Coverage((kept,) * 4, (origins,) * 4)
    return " ".join(remarks_on(regimes, n_weeks, own_errors, coverage, 8, SETTINGS, **more))


def test_where_nothing_limits_it_nothing_is_said():
    assert said() == ""


def test_each_limit_has_its_sentence():
    assert "12 items a week, before that 3.1" in said((Regime("2025-01-06", 52, 3.1), NOW))
    assert "leans on the spread" in said(own_errors=7)
    assert "too few to measure" in said(kept=0, origins=0)
    assert "alone and is uncertain" in said(kept=9, origins=12)
    assert "kept in 65 %" in said(kept=65)
    assert "not promised within" in said(is_out_of_reach=True)
    assert "further ahead" in said(n_weeks=6)


def test_a_team_that_has_ended_is_told_as_such():
    text = said((Regime("2025-01-06", 52, 3.1), Regime("2026-01-05", 12, 0.0)))
    assert "Since the week of 2026-01-05 the team has finished nothing" in text
    assert "goes on from the present level" not in text


def test_weeks_of_which_nothing_is_known_are_told_once_they_are_several():
    sunday = dt.date(2026, 11, 22)
    assert remark_on_age("2026-11-16", sunday) == remark_on_age("", sunday) == ""
    assert remark_on_age("2026-11-02", sunday) == ""
    assert "3 whole weeks have passed until 2026-11-22" in remark_on_age("2026-10-26", sunday)
    assert "58 whole weeks" in remark_on_age("2025-10-06", sunday)


def test_rates_are_as_precise_as_they_are_large():
    assert (rate(0.44), rate(9.96), rate(183.2)) == ("0.4", "10.0", "183")
