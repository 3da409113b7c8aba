"""SaaS → PaaS → IaaS → build: a question to answer, never a rule."""

import pytest

from pmo_toolkit.analysis.base.results import NotAssessed
from tests.analysis.money.business_case.cases import (
    THREE,
    THREE_COSTS,
    TWO_BENEFITS,
    benefits,
    costs,
    options,
)
from tests.analysis.money.business_case.test_case import case

CHEAP_BUILD = THREE_COSTS.assign(
    low=THREE_COSTS["low"].where(THREE_COSTS["option"] != "O-build", 5),
    mode=THREE_COSTS["mode"].where(THREE_COSTS["option"] != "O-build", 6),
    high=THREE_COSTS["high"].where(THREE_COSTS["option"] != "O-build", 7),
).query("element != 'Corrections'")


def test_the_first_of_the_order_has_nothing_before_it_and_must_say_how_to_leave():
    made = case().platform_order
    assert (
        made.preferred_kind == "SaaS" and made.earlier == () and made.answered and made.exit_known
    )
    open_exit = case(THREE.assign(exit_cost=float("nan"))).platform_order
    assert not open_exit.exit_known and [each.topic for each in open_exit.questions] == ["exit"]


def test_a_build_is_asked_about_all_three_before_it_and_may_still_be_preferred():
    made = case(cost=CHEAP_BUILD).platform_order
    assert made.preferred_kind == "build" and made.applies and not made.answered
    assert [(each.kind, each.state) for each in made.earlier] == [
        ("SaaS", "worse"),
        ("PaaS", "not considered"),
        ("IaaS", "not considered"),
    ]
    saas = made.earlier[0]
    assert (
        saas.value_below > 0
        and saas.cost_above > 0
        and 0 <= saas.chance_better < 0.5
        and saas.exit_cost == 20
    )
    asked = [each.text for each in made.questions]
    assert any("rented platform" in text for text in asked) and not any(
        "subscribed" in text for text in asked
    )


def test_an_option_that_could_not_be_weighed_is_asked_about():
    unpriced = CHEAP_BUILD[CHEAP_BUILD["option"] != "O-SaaS"]
    made = case(cost=unpriced).platform_order
    assert made.earlier[0].state == "not weighed" and made.earlier[0].chance_better is None
    assert "What speaks against a subscribed service" in made.questions[0].text


@pytest.mark.parametrize("kind", ["minimum", "reuse"])
def test_what_comes_before_all_of_them_is_not_asked(kind):
    opts = options({"kind": "nothing"}, {"kind": kind, "benefit_share": 0.9})
    cost = costs(
        ("O-nothing", "Run", 1, 1, 1, "per year", "run"),
        (f"O-{kind}", "Do", 1, 2, 3, "once", "capital"),
    )
    made = case(opts, cost).platform_order
    assert not made.applies and made.earlier == () and made.questions == ()


def test_without_a_preferred_option_there_is_no_order():
    made = case(options({"kind": "nothing"}), THREE_COSTS.iloc[:1], benefits()).platform_order
    assert isinstance(made, NotAssessed)
    assert not isinstance(case(gains=TWO_BENEFITS).platform_order, NotAssessed)
