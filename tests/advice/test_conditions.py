"""Each condition says what, who and by when; what is not stated is no invented date."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pmo_toolkit.advice import Calendar, LinkedProposal, Links
from pmo_toolkit.advice.conditions import conditions_for, day_of_decision
from pmo_toolkit.advice.shapes import CONDITION_KINDS
from pmo_toolkit.analysis.dependencies.shapes import ITSELF, Exclusion
from pmo_toolkit.core.number_format import NBSP, NumberFormat
from pmo_toolkit.core.settings import Settings
from tests.advice.test_rules import FIRM, LOOSE, bundled, cost, results

FIGURES = NumberFormat("en_GB", "EUR")
CALENDAR = Calendar("2026-11-22", "2027-02-20", "2027-03-01", "2027-12-31")


def conditions(position="advance", chance=0.7, **change):
    made = results(chance, calendar=CALENDAR, **change)
    return conditions_for(position, made, FIGURES, Settings())


def of_kind(kind, **change):
    return [condition for condition in conditions(**change) if condition.kind == kind]


@pytest.mark.parametrize(
    ("start", "day"),
    [
        (None, "2027-02-20"),
        ("2027-03-01", "2027-01-30"),  # thirty days before
        ("2027-12-01", "2027-02-20"),  # the advice ends before
        ("2026-12-10", "2026-12-10"),  # less than thirty days are left
        ("2026-10-01", "2027-02-20"),  # the start window has passed
    ],
)
def test_a_decision_is_due_before_the_start_or_while_the_advice_holds(start, day):
    assert day_of_decision(replace(CALENDAR, start=start), Settings()) == day


def test_no_calendar_no_day():
    assert day_of_decision(None, Settings()) is None


@pytest.mark.parametrize("position", ["advance", "explore", "defer", "do not pursue yet"])
def test_a_budget_that_almost_surely_fails_is_a_condition_whatever_the_position(position):
    (condition,) = of_kind("budget", position=position, cost=cost(0.1))
    assert condition.department == "Finance" and condition.by_date == "2027-01-30"
    assert "Finance asks for 500\u00a0k€" in condition.text and "400\u00a0k€" in condition.text
    assert condition.number == "cost.chance_within_budget"


def test_a_budget_that_may_suffice_is_a_condition_of_going_on_alone():
    assert of_kind("budget", position="advance", cost=cost(0.5))
    assert not of_kind("budget", position="defer", cost=cost(0.5))
    assert not of_kind("budget", position="advance", cost=cost(0.95, contingency=0.0))
    assert not of_kind("budget", position="defer", cost=cost(None, contingency=None))
    (unstated,) = of_kind("budget", position="advance", cost=cost(None, contingency=None))
    assert "says what money it asks for" in unstated.text and unstated.number == "cost.cost.p80"


def test_what_is_required_and_never_pays_is_said_to():
    links = replace(bundled(0.1), bundle=replace(bundled(0.1).bundle, enabler="P-9"))
    (condition,) = of_kind("requires", requires=FIRM, links=links)
    assert "does without it or pays for it" in condition.text
    (condition,) = of_kind("requires", requires=FIRM, links=bundled(0.1))
    assert "does without it" not in condition.text


def required(finish, lag=0.0):
    return LinkedProposal("P-9", "The platform", 0.9, "IT", lag_days=lag, finish=finish)


@pytest.mark.parametrize(
    ("finish", "lag", "words"),
    [
        ("2027-02-28", 0.0, ()),
        ("2027-02-28", 1.0, ("28 February 2027", "1 day must pass", "2 March 2027")),
        ("2027-06-30", 0.0, ("30 June 2027", "would begin (1 March 2027)", "1 July 2027")),
        ("2028-03-31", 0.0, ("31 March 2028", "(31 December 2027): one of the two dates")),
        (None, 0.0, ()),
    ],
)
def test_dates_of_required_proposals_that_clash_are_both_said(finish, lag, words):
    (condition,) = of_kind("requires", requires=(required(finish, lag),))
    assert condition.department == "IT"
    text = condition.text.replace(NBSP, " ")
    assert all(word in text for word in words)
    assert ("It is wanted by" in condition.text) == bool(words)


def test_work_in_flight_is_a_condition_with_its_own_date():
    links = Links(in_flight=(LinkedProposal("F-3", "Billing", 1.0, None, finish="2027-03-31"),))
    (condition,) = of_kind("in flight", links=links)
    assert condition.by_date == "2027-03-31" and condition.department is None
    assert (
        "planned 31 March 2027" in condition.text
        and "1 April 2027 at the earliest" in condition.text
    )
    late = Links(in_flight=(LinkedProposal("F-8", "Control room", 1.0),))
    (condition,) = of_kind("in flight", links=late)
    assert condition.by_date is None and "when is not stated" in condition.text


def test_who_gives_way_waits_and_the_other_is_decided_together():
    first = Links(excludes=(Exclusion(required(None), 0.3, True),))
    (condition,) = of_kind("excludes", links=first)
    assert "worth more in 70\u00a0% of the simulated cases, is decided first" in condition.text
    second = Links(excludes=(Exclusion(required(None), 0.7, False),))
    (condition,) = of_kind("excludes", links=second)
    assert "decided together with P-9" in condition.text
    running = Links(excludes=(Exclusion(required(None), None, True, True),))
    (condition,) = of_kind("excludes", links=running)
    assert "under way and excludes it" in condition.text


def test_an_enabler_that_does_not_pay_alone_is_confirmed_by_each_department():
    dependants = (
        LinkedProposal("P-1", "One", 0.9, "People"),
        LinkedProposal("P-2", "Two", 0.9, "Finance"),
        LinkedProposal("P-3", "Three", 0.9, "People"),
    )
    found = of_kind("bundle", chance=0.1, required_by=dependants, links=bundled(0.6))
    assert [condition.department for condition in found] == ["People", "Finance"]
    assert "P-1 (One) and P-3 (Three) need it" in found[0].text
    assert not of_kind("bundle", chance=0.7, required_by=dependants)


def test_what_cannot_be_meant_so_is_a_condition():
    links = Links(unknown=FIRM, circle=("P-1", "P-2"), contradictions=(ITSELF, "P-7"))
    texts = " ".join(condition.text for condition in conditions(links=links))
    for words in ("“P-9”", "P-1 and P-2 require each other", "the proposal itself", "requires P-7"):
        assert words in texts


def test_every_kind_is_known():
    links = Links(unknown=LOOSE, in_flight=LOOSE, excludes=(Exclusion(LOOSE[0], None, True),))
    found = conditions(requires=FIRM, links=links)
    kinds = [condition.kind for condition in found]
    assert set(kinds) <= set(CONDITION_KINDS)
    assert all(condition.text.endswith(".") and "None" not in condition.text for condition in found)
