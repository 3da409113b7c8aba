"""Where the draws cannot tell on which side of a threshold a chance lies, the border is said."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_toolkit.advice import POSITIONS, advise
from pmo_toolkit.advice.positions import Grounds, position_from, position_of, possible_positions
from pmo_toolkit.analysis.base.results import Quantiles
from pmo_toolkit.analysis.money.business_case.waiting import WaitForPeople
from pmo_toolkit.core.number_format import NumberFormat
from pmo_toolkit.core.settings import Settings
from tests.advice.test_rules import results

SETTINGS = Settings()
FIGURES = NumberFormat("en_GB", "EUR")


@pytest.mark.parametrize(
    ("chance", "possible"),
    [
        (0.447, ("explore", "defer")),
        (0.43, ("defer",)),
        (0.47, ("explore",)),
        (0.197, ("defer", "do not pursue yet")),
        (0.548, ("advance", "explore")),
        (0.9, ("advance",)),
    ],
)
def test_a_chance_near_a_threshold_allows_both_positions(chance, possible):
    assert possible_positions(results(chance), SETTINGS) == possible
    assert position_of(results(chance), SETTINGS) == possible[-1]


def test_the_border_is_said_and_the_more_cautious_advised():
    advice = advise(results(0.447), decides="the board", figures=FIGURES, settings=SETTINGS)
    assert advice.position == "defer"
    assert advice.sentence.endswith(
        "This lies on the border between “explore” and “defer”, and we advise the more cautious."
    )
    firm = advise(results(0.43), decides="the board", figures=FIGURES, settings=SETTINGS)
    assert "border" not in firm.sentence


def test_more_draws_tell_them_apart():
    many = Settings.of(draws=2**19)
    assert possible_positions(results(0.447), many) == ("explore",)


@given(st.floats(0, 1))
def test_the_position_of_the_chance_itself_is_always_among_them(chance):
    found = results(chance)
    possible = possible_positions(found, SETTINGS)
    assert position_from(Grounds.of(found), SETTINGS) in possible
    assert list(possible) == sorted(possible, key=POSITIONS.index)


def test_an_option_that_delivers_a_part_is_advised_in_part_whatever_the_budget():
    whole = results(0.9)
    part = replace(
        whole, options=replace(whole.options, options=(replace(whole.preferred, scope="part"),))
    )
    assert position_of(whole, SETTINGS) == "advance"
    assert position_of(part, SETTINGS) == "advance in part"
    for within in (0.0, 0.5, 1.0):
        grounds = replace(Grounds.of(part), within=within)
        assert position_from(grounds, SETTINGS) == "advance in part"
    sentence = advise(part, decides="the board", figures=FIGURES, settings=SETTINGS).sentence
    assert "a first part of this, “SaaS” (SaaS)" in sentence and "for that part" in sentence


def test_a_part_that_nobody_defined_is_asked_for():
    poor = results(0.9, cost=replace(results().cost, chance_within_budget=0.01))
    sentence = advise(poor, decides="the board", figures=FIGURES, settings=SETTINGS).sentence
    assert position_of(poor, SETTINGS) == "advance in part"
    assert sentence.endswith("which part comes first is still to be said.")


@pytest.mark.parametrize(
    ("chance", "if_free", "position"),
    [
        (0.0, 0.9, "defer"),
        (0.1, 0.55, "defer"),  # likely is from 55 % on
        (0.1, 0.54, "do not pursue yet"),
        (0.1, None, "do not pursue yet"),
        (0.3, 0.9, "defer"),
        (0.45, 0.9, "explore"),  # about even with the wait
        (0.6, 0.9, "advance"),
        (None, 0.9, "explore"),
    ],
)
def test_what_pays_only_if_people_are_free_is_deferred(chance, if_free, position):
    grounds = Grounds(chance, 0.5, True, 0.9, if_free=if_free)
    assert position_from(grounds, SETTINGS) == position
    unripe = replace(grounds, evidence=0.1)
    expected = "explore" if position == "advance" else position
    assert position_from(unripe, SETTINGS) == expected


def test_near_the_threshold_of_people_the_border_is_found():
    wait = WaitForPeople(
        Quantiles(1, 2, 3, 4, 5, "money"), Quantiles(1, 2, 3, 4, 5, "money"), 1, 0.548
    )
    found = results(0.1, wait_for_people=wait)
    assert possible_positions(found, SETTINGS) == ("defer", "do not pursue yet")
    clear = results(0.1, wait_for_people=replace(wait, chance_if_free=0.6))
    assert possible_positions(clear, SETTINGS) == ("defer",)


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
def test_a_longer_wait_never_makes_the_advice_bolder(chance, less, if_free, evidence):
    grounds = Grounds(chance, 0.5, True, evidence, if_free=max(chance, if_free))
    longer = replace(grounds, chance=chance * less)
    order = POSITIONS.index
    later = order(position_from(longer, SETTINGS))
    assert later >= min(order(position_from(grounds, SETTINGS)), order("defer"))
