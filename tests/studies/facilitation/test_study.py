"""The facilitator brings proposals together in one order and says what it rests on."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files

import jsonschema
import pytest

from pmo_toolkit import UsageError, study_facilitation
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.assessment import assess_prepared, prepare
from pmo_toolkit.core.canonical_json import canonical_json
from pmo_toolkit.studies.facilitation.opportunities import SUPPOSES_A_START
from pmo_toolkit.studies.facilitation.result import ADVISED, PlacedStart
from pmo_toolkit.studies.facilitation.study import order_of_advice
from tests.facilitations import QUICK, SOME, some, some_workspace
from tests.workspace.builders import read

SCHEMA = json.loads(
    (files("pmo_toolkit") / "schemas" / "facilitation.schema.json").read_text(encoding="utf-8")
)


def test_the_schema_is_one_and_what_is_written_follows_it():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    made = json.loads(canonical_json(some().as_dict()))
    jsonschema.Draft202012Validator(SCHEMA).validate(made)
    assert {proposal["id"] for proposal in made["proposals"]} == set(SOME)


def test_what_lands_when_comes_from_the_plan_from_work_under_way_and_from_teams():
    found, read_one = some(), some_workspace()
    by_kind: dict[str, set[str]] = {}
    for landing in found.landings:
        by_kind.setdefault(landing.kind.value, set()).add(landing.id)
    assert by_kind["proposal"] == {work.proposal.id for work in found.schedule.proposals}
    finishing = read_one.table("in_flight").dropna(subset=["finish_estimate"])
    assert by_kind["work under way"] == set(finishing["project"])
    assert by_kind["team"] == set(read_one.table("flow")["team"].dropna())
    planned = {work.proposal.id: work.last_month for work in found.schedule.proposals}
    months = {landing.id: landing.month for landing in found.landings if landing.id in planned}
    assert months == planned


def test_the_order_is_that_of_advice_and_what_is_required_comes_first():
    found = some()
    positions = [proposal.position for proposal in found.proposals]
    assert positions == sorted(positions, key=("advance", *ADVISED[1:], "explore", "defer").index)
    places = [proposal.id for proposal in found.proposals]
    assert {proposal.id for proposal in found.advised} == set(places[: len(found.advised)])


def test_what_is_required_stands_before_what_requires_it():
    ready = prepare(some_workspace(), settings=QUICK)
    assessed = {name: assess_prepared(ready, name) for name in ("P-018", "P-021")}
    order = [proposal.id for proposal in order_of_advice(assessed)]
    assert order == ["P-018", "P-021"]  # by position
    same = {**assessed, "P-018": _at(assessed["P-018"], assessed["P-021"].advice.position)}
    same = {name: same[name] for name in ("P-021", "P-018")}
    assert [proposal.id for proposal in order_of_advice(same)] == ["P-018", "P-021"]


def _at(assessment, position):
    return replace(assessment, advice=replace(assessment.advice, position=position))


def test_those_before_take_their_hours_first():
    found = some()
    starts = [found.starts[proposal.id] for proposal in found.advised]
    assert all(isinstance(start, PlacedStart) for start in starts)
    first, *_ = starts
    assert first.after_others == first.alone
    for start in starts:
        assert start.after_others.month_p80 >= start.alone.month_p80 >= start.wished_month
    assert any(start.after_others.month_p80 > start.alone.month_p80 for start in starts)


def test_a_role_whose_hours_nobody_states_is_asked_for_and_never_nought():
    found = some()
    start = found.starts["P-023"]
    assert start.without_capacity == ("control room operator",) and not start.is_as_wished
    role = next(role for role in found.roles if role.role == "control room operator")
    assert {month.chance_overloaded for month in role.months} == {None}
    assert any("control room operator" in question.text for question in found.questions)


def test_a_contradiction_gives_no_start_and_no_opportunity():
    found = some()
    stopped = found.dependencies.clashes[0].ids[0]
    start = found.starts[stopped]
    assert isinstance(start, NotAssessed) and "until that is settled" in start.why
    offered = [one for one in found.opportunities if one.kind in SUPPOSES_A_START]
    assert offered and all(stopped not in one.ids for one in offered)


def test_an_idea_without_an_option_has_no_start_and_says_why():
    start = some().starts["P-021"]
    assert isinstance(start, NotAssessed) and start.why


def test_assessments_that_are_there_are_not_made_again():
    ready = prepare(some_workspace(), settings=QUICK)
    known = {name: assess_prepared(ready, name) for name in SOME}
    again = study_facilitation(some_workspace(), settings=QUICK, assessments=known)
    assert canonical_json(again.as_dict()) == canonical_json(some().as_dict())


def test_an_assessment_of_another_workspace_is_refused():
    known = dict.fromkeys(("P-999",))
    with pytest.raises(UsageError, match="holds no proposal P-999"):
        study_facilitation(some_workspace(), settings=QUICK, assessments=known)


def test_a_workspace_of_bare_titles_still_gives_an_answer(tmp_path):
    found = study_facilitation(read(tmp_path, proposals="id,title\nP-1,One\nP-2,Other\n"))
    assert not found.advised and not found.roles and found.first_steps == ()
    assert {proposal.option for proposal in found.proposals} == {None}
    jsonschema.Draft202012Validator(SCHEMA).validate(json.loads(canonical_json(found.as_dict())))


def test_a_proposal_with_a_row_fault_is_left_out_with_its_reason(tmp_path):
    workspace = read(
        tmp_path,
        proposals="id,title\nP-1,One\nP-2,Other\n",
        options="id,proposal,kind\nO-1,P-1,SaaS\n",
        costs="option,element,low,mode,high\nO-1,Licence,9,5,1\n",
    )
    found = study_facilitation(workspace)
    assert list(found.failed) == ["P-1"] and found.failed["P-1"]
    assert [proposal.id for proposal in found.proposals] == ["P-2"]
