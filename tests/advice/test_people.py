"""Whether people have hours: said with numbers, asked of whoever can free them, decided late."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_toolkit.advice import POSITIONS
from pmo_toolkit.advice.people import people_questions
from pmo_toolkit.advice.positions import Grounds, position_from, possible_positions
from pmo_toolkit.advice.questions import questions_to_ask
from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed, Quantiles, Question
from pmo_toolkit.analysis.capacity.questions import KEEPS_ITS_PEOPLE
from pmo_toolkit.analysis.capacity.shapes import (
    EarliestStart,
    RemainingResources,
    RoleLoad,
    RoleMonth,
)
from pmo_toolkit.analysis.capacity.shortages import shortages
from pmo_toolkit.analysis.money.business_case.waiting import WaitForPeople
from pmo_toolkit.core.settings import Settings
from tests.advice.test_conditions import CALENDAR
from tests.advice.test_rules import advice, results

UNKNOWN = NotAssessed("hours", "nobody states them", ReasonCode.NOT_STATED)
ASKED = Question("IT", "How many hours has the role tester?", "it may be later", "capacity")
FREE = EarliestStart("2027-03", "2027-03", 0.0, 0.0, 1.0, "2027-03")
LATE = EarliestStart("2027-06", "2027-08", 92.0, 153.0, 0.95, "2027-06", 0.02)
NEVER = EarliestStart(None, None, None, None, 0.1, "2028-06", 0.8)


def hours(p20: float, p80: float) -> Quantiles:
    middle = (p20 + p80) / 2
    return Quantiles(p20 - 9, p20, middle, p80, p80 + 9, "hours")


def month(name: str, left: float, needed: float, overloaded: float) -> RoleMonth:
    net, demand = hours(left, left + 20), hours(needed - 20, needed)
    return RoleMonth(name, 300.0, 0.0, 0.0, 0.0, hours(0, 0), net, demand, overloaded)


ROLES = (
    RoleLoad(
        "data engineer",
        (
            month("2027-03", 40.0, 100.0, 0.9),
            month("2027-04", -10.0, 100.0, 1.0),
            month("2027-05", 200.0, 100.0, 0.2),  # as likely as is planned with
        ),
        1.0,
    ),
    RoleLoad("tester", (month("2027-03", 500.0, 100.0, 0.0),), 0.0),
)


def staffed(start: EarliestStart | NotAssessed, **change: object) -> RemainingResources:
    made = RemainingResources(
        "SaaS", "2027-03", ROLES, "data engineer", start, start, (), (), (), "2027-03-01",
        last_stated_month="2028-05",
    )  # fmt: skip
    return replace(made, **change)


def made(start=LATE, chance=0.7, **change):
    given = {"resources": staffed(start), "calendar": CALENDAR, **change}
    return results(chance, **given)


def test_hours_that_lack_are_those_of_the_worst_month_at_the_chance_that_is_planned_with():
    (found,) = shortages(staffed(LATE))
    assert (found.place, found.role, found.hours) == (0, "data engineer", 110.0)
    assert (found.first, found.last) == ("2027-03", "2027-04")
    unknown = replace(ROLES[0].months[0], net_hours=UNKNOWN, chance_overloaded=None)
    assert shortages(staffed(LATE, roles=(replace(ROLES[0], months=(unknown,)),))) == ()


def test_a_late_start_is_a_condition_that_says_what_is_freed_or_when_it_starts():
    said = advice(made())
    (condition,) = (each for each in said.conditions if each.kind == "people")
    assert condition.text.replace("\u00a0", " ") == (
        "Begun in March 2027, it lacks up to 110 h a month of “data engineer” from March 2027 to"
        " April 2027: these are freed, or it starts in August 2027."
    )
    # no table says who plans the hours of a role: it is asked
    assert condition.department is None and condition.by_date == said.decide_by
    assert condition.number == "resources.roles.0.chance_overloaded"
    texts = [question.text for question in said.questions if question.topic == "capacity"]
    assert any("Who plans the hours of “data engineer”" in text for text in texts)
    assert any("Could it start in August 2027" in text for text in texts)


@pytest.mark.parametrize("start", [FREE, UNKNOWN])
def test_whoever_starts_as_wished_or_nobody_knows_when_makes_no_condition(start):
    said = advice(made(start))
    assert not any(condition.kind == "people" for condition in said.conditions)
    assert not any(reason.number.startswith("resources") for reason in said.reasons)
    assert said.position == "advance"


def test_nothing_is_freed_for_what_is_not_to_be_pursued():
    said = advice(made(NEVER, chance=0.1))
    assert said.position == "do not pursue yet"
    assert not any(condition.kind == "people" for condition in said.conditions)
    assert not any(question.topic == "capacity" for question in said.questions)


def test_the_wait_and_its_price_are_reasons_with_their_numbers():
    price = WaitForPeople(hours(5e5, 6e5), hours(3e4, 5e4), 0.9, 0.95)
    after = replace(LATE, month_p80="2027-11", wait_p80=245.0)
    resources = staffed(LATE, after_others=after, others=("P-4", "P-5"))
    named = advice(made(resources=resources, wait_for_people=price)).named
    assert named["resources.alone.wait_p80"] == 153.0
    assert named["resources.alone.chance_ruled_out"] == 0.02
    assert named["resources.after_others.wait_p80"] == 245.0
    assert named["business_case.wait_for_people.cost.p50"] == 4e4
    texts = " ".join(
        reason.text for reason in advice(made(resources=resources, wait_for_people=price)).reasons
    ).replace("\u00a0", " ")
    assert "with a chance of 80 % it could start in August 2027, 5 months after" in texts
    assert "After P-4 and P-5, which come before it, it could start in November 2027" in texts
    assert "costs 40 k€ of net value at the median, which would be 550 k€ if all were" in texts
    saved = replace(price, cost=hours(-5e4, -3e4))
    texts = " ".join(reason.text for reason in advice(made(wait_for_people=saved)).reasons)
    assert "Waiting for people saves 40\u00a0k€" in texts


def test_no_start_within_the_stated_months_is_said_and_defers():
    said = advice(made(NEVER))
    assert said.position == "defer"
    assert said.sentence.endswith("until hours of “data engineer” are freed for it.")
    assert said.named["resources.alone.chance_ruled_out"] == 0.8
    assert any("Hours of “data engineer” are freed" in text for text in said.would_change)
    (condition,) = (each for each in said.conditions if each.kind == "people")
    assert condition.text.endswith("later than the months for which hours are stated.")


@pytest.mark.parametrize(
    ("ruled_out", "position"), [(0.0, "advance"), (0.5, "advance"), (0.56, "defer"), (1.0, "defer")]
)
def test_only_want_of_people_that_is_known_defers(ruled_out, position):
    # its work may reach beyond the stated months in every case: nobody knows, and nothing changes
    start = replace(NEVER, chance_within_horizon=0.0, chance_ruled_out=ruled_out)
    assert position_from(Grounds.of(made(start)), Settings()) == position


def test_near_the_threshold_the_border_is_found():
    assert possible_positions(made(replace(NEVER, chance_ruled_out=0.548)), Settings()) == (
        "advance",
        "defer",
    )


@given(
    st.one_of(st.none(), st.floats(0, 1)),
    st.floats(0, 1),
    st.one_of(st.none(), st.floats(0, 1)),
    st.floats(0, 1),
)
def test_fewer_people_never_make_the_advice_bolder(chance, evidence, start, less):
    grounds = Grounds(chance, 0.5, True, evidence, start=start)
    fewer = replace(grounds, start=(1.0 if start is None else start) * less)
    order = POSITIONS.index
    bolder = order(position_from(grounds, Settings()))
    assert order(position_from(fewer, Settings())) >= bolder


def test_what_is_not_stated_of_people_is_asked_whether_or_not_it_is_late():
    asked = people_questions(made(FREE, resources=staffed(FREE, questions=(ASKED,))), Settings())
    assert asked == (ASKED,)
    gap = NotAssessed("resources", "nobody states", ReasonCode.NOT_STATED, names=("capacity",))
    (question,) = people_questions(results(resources=gap), Settings())
    assert "How many hours a month has each role" in question.text
    absent = NotAssessed("resources", "no demand", ReasonCode.NO_ROWS, names=("demand",))
    assert people_questions(results(resources=absent), Settings()) == ()
    assert ASKED in questions_to_ask(made(resources=staffed(FREE, questions=(ASKED,))), Settings())


TOO_LATE = WaitForPeople(hours(4e5, 6e5), hours(5e5, 7e5), 1.0, 0.9)


def test_whoever_would_pay_if_people_were_free_is_deferred_and_the_hours_are_named():
    said = advice(made(NEVER, chance=0.1, wait_for_people=TOO_LATE))
    lacks = (
        "100 h a month of the role “data engineer” are asked for, 10 h too many are taken already;"
        " with 110 h more, it would bring 500 k€ more than it costs at the median"
    )
    assert said.position == "defer"
    sentence = said.sentence.replace("\u00a0", " ")
    assert sentence.endswith(f"until hours of “data engineer” are freed for it: {lacks}.")
    assert said.would_change[0].replace("\u00a0", " ") == f"{lacks}."
    (condition,) = (each for each in said.conditions if each.kind == "people")
    assert "these are freed, since a start as late as without them would cost" in condition.text
    assert said.named["business_case.wait_for_people.chance_if_free"] == 0.9
    assert not any("Could it start" in question.text for question in said.questions)


def test_which_net_value_is_meant_is_said():
    waits = advice(made(LATE, wait_for_people=replace(TOO_LATE, chance_if_free=0.8)))
    assert "(its wait for people counted) is" in waits.likelihoods[0].sentence
    assert "; its wait for people counted)" in waits.reasons[0].text
    least = advice(made(NEVER, chance=0.1, wait_for_people=replace(TOO_LATE, chance_if_free=0.3)))
    assert least.position == "do not pursue yet"
    assert "its wait for people counted, as the least that it can be, it would" in least.sentence
    assert any(
        reason.text.startswith("Waiting for people costs at least") for reason in least.reasons
    )
    gap = NotAssessed("resources", "nobody states", ReasonCode.NOT_STATED, names=("capacity",))
    unknown = advice(made(resources=gap))
    assert "(waiting for people not counted) is" in unknown.likelihoods[0].sentence
    nobody = advice(made(resources=replace(gap, code=ReasonCode.NOT_APPLICABLE)))
    assert "people" not in nobody.likelihoods[0].sentence


def test_an_end_of_work_under_way_that_nobody_states_is_answered_first():
    ends = Question("IT", "When will X-1 be finished?", KEEPS_ITS_PEOPLE, "capacity")
    resources = staffed(NEVER, questions=(ASKED, ends))
    said = advice(made(chance=0.1, resources=resources, wait_for_people=TOO_LATE))
    assert [condition.text for condition in said.conditions if condition.kind == "answer"] == [
        f"IT answers: When will X-1 be finished? {KEEPS_ITS_PEOPLE}"
    ]
    allowed = advice(made(resources=staffed(LATE, questions=(ends,))))
    assert not any(condition.kind == "answer" for condition in allowed.conditions)
