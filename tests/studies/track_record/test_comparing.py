"""Advice beside decision: counted, with its interval, and scored only where it came first."""

from __future__ import annotations

import pytest

from pmo_toolkit.advice.shapes import POSITIONS
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.studies.track_record.comparing import (
    SAME,
    agreement_of,
    as_advised,
    counted,
    crossings_of,
    decided_proposals,
)
from pmo_toolkit.studies.track_record.decisions import Decisions
from pmo_toolkit.studies.track_record.shapes import Decision, GivenAdvice
from pmo_toolkit.workspace.dictionary.moderation_tables import DECISIONS

TITLES = {f"P-{n}": f"Title {n}" for n in range(1, 6)}
TODAY = {name: GivenAdvice("2026-11-22", "advance") for name in ("P-1", "P-2", "P-3")}


def decided(**words):
    """Decisions by proposal, ``P_1="no 2026-11-05"``."""
    latest = {}
    for name, said in words.items():
        word, _, day = said.rpartition(" ")
        latest[name.replace("_", "-")] = Decision(word, "Board", day if day != "?" else None, None)
    given = {"P-1": (GivenAdvice("2026-10-01", "explore"), TODAY["P-1"])}
    return decided_proposals(Decisions(latest), given, TODAY, TITLES)


def test_every_position_has_its_own_decision_and_every_decision_its_position():
    assert tuple(SAME) == POSITIONS and set(SAME.values()) == set(DECISIONS)


def test_words_without_a_counterpart_are_not_compared():
    assert as_advised("advance", "go ahead") is True
    assert as_advised("advance", "go ahead in part") is False
    assert as_advised("advance", "hand to the region") is None
    assert as_advised("a word of another version", "no") is None and as_advised(None, "no") is None


def test_advice_of_an_earlier_day_stands_before_todays():
    (first,) = decided(P_1="ask again 2026-10-02")
    assert (first.basis, first.position, first.advised_on) == ("before", "explore", "2026-10-01")
    assert first.as_advised is True


@pytest.mark.parametrize("when", ["ask again 2026-10-01", "ask again ?"])
def test_of_the_same_day_or_without_a_day_only_todays_advice_is_known(when):
    (first,) = decided(P_1=when)
    assert (first.basis, first.position, first.as_advised) == ("today", "advance", False)


def test_what_cannot_be_assessed_has_no_advice():
    (first,) = decided(P_5="no 2026-11-01")
    assert (first.basis, first.position, first.as_advised) == ("none", None, None)
    assert crossings_of([first]) == ()


def test_counts_stand_in_the_order_of_positions_and_decisions_and_sum_up():
    found = decided(P_1="no 2026-11-05", P_2="go ahead 2026-11-05", P_3="go ahead 2026-11-06")
    crossings = crossings_of(found)
    assert [(one.basis, one.position, one.decision, one.n) for one in crossings] == [
        ("before", "explore", "no", 1),
        ("today", "advance", "go ahead", 2),
    ]


def test_only_advice_that_came_first_is_scored():
    known = agreement_of(decided(P_1="no 2026-11-05", P_2="go ahead 2026-11-05"))
    assert (known.n, known.held) == (1, 0)
    today = agreement_of(decided(P_2="go ahead 2026-11-05"))
    assert isinstance(today, NotAssessed) and "--since" in today.why
    nothing = agreement_of(())
    assert isinstance(nothing, NotAssessed) and nothing.names == ("decisions",)


def test_the_interval_is_wilsons():
    """Brown, Cai and DasGupta (2001): centre (x + z²/2) / (n + z²), by hand for 3 of 4."""
    found, z2 = counted(3, 4), 1.959963984540054**2
    centre = (3 + z2 / 2) / (4 + z2)
    half = (z2 * (0.75 * 0.25 * 4 + z2 / 4)) ** 0.5 / (4 + z2)
    assert (found.low, found.high) == pytest.approx((centre - half, centre + half))
    assert found.share == 0.75
