"""From demand and hours of roles to a priced wait, and to nothing where nobody names people."""

from __future__ import annotations

import json

import pytest

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.assessment import Assessment, assess_prepared
from pmo_toolkit.assessment.capacity.waits import option_waits
from tests.assessment.capacity.small_workspace import ready

#: The analyst has no hours in January and February, and 100 from March on.
BUSY = "role,month,gross_hours,absence_hours,run_work_hours,ticket_hours\n" + "".join(
    f"analyst,2027-{month:02d},{0 if month < 3 else 100},0,0,0\n" for month in range(1, 13)
)
VALUED = {
    "options": """id,proposal,kind,title,term_months,months_to_benefit,scope,exit_cost
O-1,P-1,build,Build it,36,2,whole,0
O-1S,P-1,SaaS,Rent it,36,2,whole,0
O-1N,P-1,nothing,As today,36,,,0
O-2,P-2,build,Build it,36,2,whole,0
""",
    "costs": """option,element,low,mode,high,period
O-1,Work,90,100,110,once
O-1S,Fee,500,500,500,per year
O-1N,Run,12,12,12,per year
""",
    "benefits": """proposal,title,low,mode,high,ramp_months,department
P-1,Gain,200,240,280,0,Finance
""",
    "capacity": BUSY,
}
NO_DEMAND = {
    "demand": "option,role,hours_per_month_low,hours_per_month_mode,hours_per_month_high,"
    "start_month,months\n"
}
NO_CAPACITY = {"capacity": BUSY.split("\n", maxsplit=1)[0] + "\n"}


def assessed(folder, changes=None) -> Assessment:
    return assess_prepared(ready(folder, {**VALUED, **(changes or {})}), "P-1")


def value_of(made: Assessment):
    return next(option.net_value for option in made.options.options if option.preferred)


def test_the_wait_moves_the_start_and_has_its_price(tmp_path):
    made = assessed(tmp_path)
    assert made.options.preferred == "O-1"
    # January and February pass: 59 days, in every case
    assert made.delivery.wait.days.p10 == made.delivery.wait.days.p90 == 59
    assert made.delivery.wait.chance_beyond == 0
    price = made.business_case.wait_for_people
    # two months of the benefit less those of today's cost and of the interest on what is spent
    assert price.cost.p50 == pytest.approx(40, rel=0.1) and price.chance_costs == 1
    assert price.net_value_if_free.p50 - price.cost.p50 == pytest.approx(
        value_of(made).p50, rel=0.01
    )
    assert made.resources.one_more[0].net_value.p50 == pytest.approx(price.cost.p50)
    named = made.advice.named
    assert named["business_case.wait_for_people.cost.p50"] == price.cost.p50
    assert named["resources.alone.wait_p80"] == 59


def test_an_option_without_demand_waits_as_long_as_its_neighbour(tmp_path):
    prepared = ready(tmp_path, VALUED)
    reader = prepared.reader("P-1")
    waits, gap = option_waits(reader, reader.own("options"))
    assert gap is None and set(waits) == {"O-1", "O-1S"}
    assert waits["O-1S"].taken_from == "O-1" and (waits["O-1S"].days == waits["O-1"].days).all()


def test_where_nobody_names_people_nothing_of_them_is_written(tmp_path):
    plain = assessed(tmp_path / "plain", NO_DEMAND)
    both = assessed(tmp_path / "both", {**NO_DEMAND, **NO_CAPACITY})
    for made in (plain, both):
        text = made.to_json()
        assert made.delivery.wait is None and '"wait"' not in text and '"until"' not in text
        assert "wait_for_people" not in text
    first, second = (json.loads(made.to_json()) for made in (plain, both))
    assert first["options"] == second["options"] and first["delivery"] == second["delivery"]


def test_hours_that_nobody_states_are_asked_for_and_price_nothing(tmp_path):
    made = assessed(tmp_path / "asked", NO_CAPACITY)
    assert isinstance(made.delivery.wait, NotAssessed) and made.delivery.until is None
    assert made.business_case.wait_for_people is None
    assert any(question.topic == "capacity" for question in made.advice.questions)
    free = assessed(tmp_path / "free", NO_DEMAND)
    assert value_of(made) == value_of(free)


def test_a_few_hours_too_few_are_asked_for_and_not_called_a_loss(tmp_path):
    # 60 h a month are asked for and 50 are there: ten more, and it is worth doing
    few = BUSY.replace(",100,", ",50,").replace(",0,0,0,0", ",50,0,0,0")
    long = {"costs": VALUED["costs"].replace("90,100,110", "430,480,530"), "capacity": few}
    made = assessed(tmp_path, long)
    wait = made.business_case.wait_for_people
    chosen = next(option for option in made.options.options if option.preferred)
    assert made.delivery.wait.days.p50 == 365 and wait.chance_if_free >= 0.55
    assert chosen.chance_net_positive < 0.45
    assert made.advice.position == "defer"
    assert "50\u00a0h are there; with 10\u00a0h more, it would bring" in made.advice.sentence


def test_a_start_window_that_has_passed_is_no_wait_for_people(tmp_path):
    passed = "id,title,start_window,wanted_finish\nP-1,First,2026-03,2027-03-31\n"
    free = {"capacity": BUSY.replace(",0,0,0,0", ",100,0,0,0")}
    made = assessed(tmp_path, {"proposals": passed, **free})
    # as of 15 December 2026 nobody could begin before January
    assert made.resources.wished_day == "2027-01-01"
    assert made.delivery.wait.days.p90 == made.business_case.wait_for_people.cost.p90 == 0
    # January to March
    assert made.delivery.wanted_days == 90
