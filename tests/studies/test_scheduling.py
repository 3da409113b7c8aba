"""Plans of whole workspaces: by hand, the same bytes each time, quick where they are large."""

from __future__ import annotations

import json
import time
from importlib.resources import files

import jsonschema
import pytest

from pmo_toolkit.analysis.scheduling.checking import violations
from pmo_toolkit.core.canonical_json import canonical_json
from pmo_toolkit.core.errors import UsageError
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.studies.scheduling import study_schedule
from tests.assessment.scheduling.portfolios import (
    CAPACITY,
    CONFIG,
    IN_FLIGHT,
    PROPOSALS,
    PUNCTUAL,
    TIES,
    capacity,
    demand,
    large_portfolio,
    options,
    two_for_one_role,
)
from tests.workspace.builders import read

SCHEMA = json.loads(
    (files("pmo_toolkit") / "schemas" / "portfolio_schedule.schema.json").read_text("utf-8")
)
#: Processor seconds of the whole search for a first plan of 300 proposals, and how many times as
#: long a busy machine may take.
FIRST_PLAN, BUSY = 5.0, 4.0


def study(folder, *, settings=None, preferred=None, worth=None, **tables):
    workspace = read(folder, CONFIG, **{"history": PUNCTUAL, **tables})
    return study_schedule(workspace, settings=settings, preferred=preferred, worth=worth)


def written(plan) -> dict:
    made = json.loads(canonical_json(plan.as_dict()))
    jsonschema.Draft202012Validator(SCHEMA).validate(made)
    return made


def months(plan) -> dict[str, tuple[str, str]]:
    return {work.proposal.id: (work.first_month, work.last_month) for work in plan.proposals}


@pytest.fixture(scope="module")
def sample():
    return study_schedule("sample")


def test_the_schema_is_one():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_one_of_two_waits_for_the_role_that_both_need(tmp_path):
    plan = study(tmp_path, **two_for_one_role())
    assert sorted(months(plan).values()) == [("2026-12", "2027-01"), ("2027-02", "2027-03")]
    made = written(plan)
    assert (made["makespan"], made["lower_bound"], made["gap"], made["proved"]) == (4, 4, 0, True)
    late = max(made["activities"], key=lambda row: row["start"])
    assert (late["months_waited"], late["waits_for"]) == (2, ["analyst"])
    assert (late["first_day"], late["last_day"]) == ("2027-02-01", "2027-03-31")
    (gain,) = made["one_person_more"]
    assert (gain["role"], gain["months_sooner_whole"]) == ("analyst", 2)


def test_work_under_way_keeps_its_people_and_what_waits_for_it_begins_after_its_lag(tmp_path):
    plan = study(
        tmp_path,
        **two_for_one_role(
            in_flight=IN_FLIGHT + "F1,Old work,analyst,1,2027-01-31,,\n",
            dependencies=TIES + "P1,F1,requires,60,\n",
            demand=demand("O-P1,analyst,50,1,1", "O-P2,analyst,100,1,1"),
        ),
    )
    # the role is whole again in February; P1 waits two months more after F1
    assert months(plan) == {"P2": ("2027-02", "2027-02"), "P1": ("2027-04", "2027-04")}


def test_a_wish_that_cannot_hold_is_told_and_the_plan_stands(tmp_path):
    wishes = PROPOSALS + "P1,One,Finance,,2027-01-31\nP2,Two,Finance,2027-01-15,2027-01-31\n"
    plan = study(tmp_path, **two_for_one_role(proposals=wishes))
    kept = {work.proposal.id: work.is_wish_kept for work in plan.proposals}
    assert kept == {"P1": True, "P2": False}
    assert written(plan)["activities"][1]["wish_kept"] is False


def test_what_reaches_beyond_the_stated_months_is_said_and_asked(tmp_path):
    tables = two_for_one_role(capacity=CAPACITY + capacity("analyst", 100, 100, 100))
    plan = study(tmp_path, **tables)
    beyond = [work.proposal.id for work in plan.proposals if work.beyond]
    assert len(beyond) == 1
    (question,) = plan.questions
    assert question.department == "Whoever plans the role analyst"
    assert "from March 2027 on" in question.text
    assert beyond[0] in question.effect


def test_certain_months_finish_as_planned_and_uncertain_hours_later(tmp_path):
    certain = study(tmp_path / "1", **two_for_one_role())
    assert (certain.whole.p50, certain.whole.p80) == ("2027-03", "2027-03")
    ranges = two_for_one_role()["demand"].replace("100,100,100", "50,100,200")
    hours = CAPACITY + capacity("analyst", *[110] * 12)
    uncertain = study(tmp_path / "2", **two_for_one_role(demand=ranges, capacity=hours))
    assert uncertain.whole.p80 > "2027-03"
    for work in uncertain.proposals:
        assert work.last_month <= work.finish_range.p50 <= work.finish_range.p80


def test_a_preferred_option_and_worth_are_followed(tmp_path):
    rows = options("P1", "P2") + "SLOW,P2,SaaS,Slow,whole,\n"
    tables = two_for_one_role(
        options=rows,
        demand=demand("O-P1,analyst,100,1,2", "O-P2,analyst,100,1,2", "SLOW,analyst,100,1,3"),
    )
    plan = study(tmp_path, preferred={"P2": "SLOW"}, worth={"P1": 1.0, "P2": 9.0}, **tables)
    assert months(plan) == {"P2": ("2026-12", "2027-02"), "P1": ("2027-03", "2027-04")}
    assert [work.proposal.is_preferred for work in plan.proposals] == [True, False]


def test_the_sample_is_planned_and_all_that_is_left_out_has_its_reason(sample):
    made = written(sample)
    assert made["sample"] is True
    assert not violations(sample.schedule.problem, sample.schedule)
    planned = {row["id"] for row in made["activities"] if row["kind"] == "proposal"}
    left_out = {row["id"] for row in made["left_out"]}
    assert planned
    assert not planned & left_out
    assert len(planned | left_out) == 24
    assert made["lower_bound"] <= made["makespan"]
    for role in sample.roles:
        assert all(month.left >= 0 or month.planned == 0 for month in role.months)


def test_the_same_inputs_give_the_same_bytes(sample):
    assert canonical_json(study_schedule("sample").as_dict()) == canonical_json(sample.as_dict())


def test_seed_day_and_input_are_recorded(tmp_path):
    tables = two_for_one_role()
    once = written(study(tmp_path / "1", **tables))
    assert (once["as_of"], once["seed"]) == ("2026-12-01", Settings().seed)
    tables["demand"] = tables["demand"].replace("100", "90")
    assert written(study(tmp_path / "2", **tables))["input_hash"] != once["input_hash"]
    later = study_schedule(read(tmp_path / "3", CONFIG, **tables), as_of="2027-01-10", seed=5)
    assert (later.as_of, later.seed, later.month(0)) == ("2027-01-10", 5, "2027-02")


def test_an_empty_portfolio_is_a_plan_of_nothing(tmp_path):
    made = written(study_schedule(read(tmp_path, CONFIG)))
    assert (made["makespan"], made["activities"], made["finish"]) == (0, [], None)
    assert len(made["left_out"]) == 2


def test_an_unknown_objective_is_refused(tmp_path):
    with pytest.raises(UsageError, match="weighted finish"):
        study_schedule(read(tmp_path, CONFIG), objective="beauty")


def test_three_hundred_proposals_have_a_first_plan_in_seconds(tmp_path):
    folder = large_portfolio(tmp_path)
    started, first = (time.process_time(), time.monotonic()), []

    def tell(plan) -> None:
        first.append((time.process_time() - started[0], time.monotonic() - started[1], plan))

    found = study_schedule(folder, time_left=lambda: 0.0, on_better=tell)
    processor, wall, plan = first[0]
    assert len(found.proposals) == 300
    assert not violations(plan.problem, plan)
    assert processor < FIRST_PLAN
    assert wall < FIRST_PLAN * BUSY
