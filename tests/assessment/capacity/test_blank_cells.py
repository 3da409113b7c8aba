"""A blank cell never makes waiting for people cheaper, and never makes it a known nought."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.assessment import assess_prepared
from tests.assessment.capacity.small_workspace import ready
from tests.assessment.capacity.test_waits import VALUED, value_of

CAPACITY = "role,month,gross_hours,absence_hours,run_work_hours,ticket_hours\n" + "".join(
    f"analyst,2027-{month:02d},100,5,0,0\n" for month in range(1, 13)
)
RUNNING = {
    "project": "F-1",
    "title": "Control room",
    "role": "analyst",
    "hours_per_month": "80",
    "finish_estimate": "2027-03-31",
    "start_date": "2026-06-01",
    "estimate_duration_days": "303",
}
DEMAND = {
    "option": "O-1",
    "role": "analyst",
    "hours_per_month_low": "60",
    "hours_per_month_mode": "60",
    "hours_per_month_high": "60",
    "start_month": "1",
    "months": "2",
}


def assessed(folder, *, running=None, demand=None, capacity=CAPACITY):
    tables = {"in_flight": {**RUNNING, **(running or {})}, "demand": {**DEMAND, **(demand or {})}}
    written = {name: f"{','.join(row)}\n{','.join(row.values())}\n" for name, row in tables.items()}
    return assess_prepared(ready(folder, {**VALUED, "capacity": capacity, **written}), "P-1")


@pytest.fixture(scope="module")
def stated(tmp_path_factory):
    """The assessment in which no cell is blank."""
    return assessed(tmp_path_factory.mktemp("stated"))


@pytest.mark.parametrize(
    "changes",
    [
        *({"running": {column: ""}} for column in RUNNING if column not in ("project", "title")),
        *({"demand": {f"hours_per_month_{end}": ""}} for end in ("low", "mode", "high")),
        {"demand": {"months": ""}},
        {"capacity": CAPACITY.replace("analyst,2027-05,100", "analyst,2027-05,")},
        {"capacity": CAPACITY.replace(",100,5,", ",100,,")},
    ],
    ids=str,
)
def test_waiting_never_gets_cheaper_or_shorter(tmp_path, stated, changes):
    blank = assessed(tmp_path, **changes)
    before, after = stated.business_case.wait_for_people, blank.business_case.wait_for_people
    assert before.cost.p50 > 0
    assert after.cost.p50 >= before.cost.p50 and after.cost.p80 >= before.cost.p80
    assert blank.delivery.wait.days.p80 >= stated.delivery.wait.days.p80
    start = blank.resources.alone.month_p80
    assert start is None or start >= stated.resources.alone.month_p80


def test_demand_without_hours_is_said_by_its_cell_and_no_wait_is_counted(tmp_path):
    hours = {f"hours_per_month_{end}": "" for end in ("low", "mode", "high")}
    made = assessed(tmp_path, demand=hours)
    assert isinstance(made.resources, NotAssessed)
    assert made.resources.why == "O-1 does not state the hours a month of the role analyst"
    assert isinstance(made.delivery.wait, NotAssessed)
    assert made.business_case.wait_for_people is None


def test_months_until_delivery_are_said_by_a_question(tmp_path):
    made = assessed(tmp_path, demand={"months": ""})
    assert made.resources.months_needed == 2  # months_to_benefit of the option
    texts = [question.text for question in made.resources.questions]
    assert "For how many months does O-1 need the role analyst?" in texts


def test_a_start_that_nobody_states_is_asked_for(tmp_path):
    texts = [
        question.text
        for question in assessed(tmp_path, running={"start_date": ""}).resources.questions
    ]
    assert "Since when does F-1 (Control room) run?" in texts


def test_a_wait_of_nought_is_not_known_where_not_all_is_stated(tmp_path):
    bare = CAPACITY.replace(",100,5,0,0", ",500,,,")
    made = assessed(tmp_path, capacity=bare)
    assert isinstance(made.delivery.wait, NotAssessed)
    assert made.business_case.wait_for_people is None


TAKEN = ("absence_hours", "run_work_hours", "ticket_hours")


@st.composite
def organisations(draw):
    """Rows of two roles, of which the operator is the busier, and of one project under way."""
    share = st.integers(0, 10)
    capacity = [
        {
            "role": "analyst",
            "month": f"2027-{month:02d}",
            "gross_hours": 100,
            **{name: draw(share) for name in TAKEN},
        }
        for month in range(1, 9)
    ]
    busy = dict.fromkeys(TAKEN, 25)
    capacity.append({"role": "operator", "month": "2027-01", "gross_hours": 100, **busy})
    running = {**RUNNING, "hours_per_month": draw(st.integers(20, 90))}
    return {"capacity": capacity, "in_flight": [running]}


def of_rows(folder, tables):
    """The assessment of P-1 beside these rows."""
    texts = {}
    for name, rows in tables.items():
        stream = io.StringIO()
        writer = csv.DictWriter(stream, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        texts[name] = stream.getvalue()
    demand = f"{','.join(DEMAND)}\n{','.join(DEMAND.values())}\n"
    return assess_prepared(ready(folder, {**VALUED, "demand": demand, **texts}), "P-1")


def price(made):
    return made.business_case.wait_for_people


@settings(max_examples=8, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(tables=organisations(), data=st.data())
def test_a_blank_column_of_a_role_never_means_an_earlier_start(tmp_path_factory, tables, data):
    column = data.draw(st.sampled_from(TAKEN))
    rows = [{**row, column: ""} if row["role"] == "analyst" else row for row in tables["capacity"]]
    folder = tmp_path_factory.mktemp("organisation")
    stated, blank = of_rows(folder, tables), of_rows(folder, {**tables, "capacity": rows})
    assert_not_better(stated, blank)
    assert blank.resources.roles[0].is_at_most  # and it is said


@settings(max_examples=8, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(tables=organisations(), data=st.data())
def test_a_blank_cell_is_never_better_than_what_it_hides_unless_it_says_so(
    tmp_path_factory, tables, data
):
    name = data.draw(st.sampled_from(["capacity", "in_flight"]))
    place = data.draw(st.integers(0, len(tables[name]) - 1))
    row = tables[name][place]
    column = data.draw(st.sampled_from([key for key in row if key not in ("project", "title")]))
    rows = [*tables[name][:place], {**row, column: ""}, *tables[name][place + 1 :]]
    folder = tmp_path_factory.mktemp("organisation")
    stated, blank = of_rows(folder, tables), of_rows(folder, {**tables, name: rows})
    wait = blank.delivery.wait
    if isinstance(wait, NotAssessed) or wait.is_least:
        assert isinstance(wait, NotAssessed) or not blank.resources.is_all_known
    else:
        assert_not_better(stated, blank)


def assert_not_better(stated, blank):
    """No earlier start, no higher net value, no cheaper wait."""
    start, later = stated.resources.alone, blank.resources.alone
    for known, hidden in (
        (start.month_p50, later.month_p50),
        (start.month_p80, later.month_p80),
    ):
        assert hidden is None or (known is not None and hidden >= known)
    for name in ("p50", "p80"):
        assert getattr(blank.delivery.wait.days, name) >= getattr(stated.delivery.wait.days, name)
        assert getattr(price(blank).cost, name) >= getattr(price(stated).cost, name) - 1e-6
        assert getattr(value_of(blank), name) <= getattr(value_of(stated), name) + 1e-6
