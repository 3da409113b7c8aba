"""What the sample's dependencies come to in whole assessments."""

from __future__ import annotations

import pytest

from pmo_toolkit.assessment import assess_prepared, prepare
from pmo_toolkit.core.places import place
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.workspace import load_workspace

QUICK = Settings.of(draws=2048, standing_draws=500)


@pytest.fixture(scope="module")
def assessments():
    prepared = prepare(load_workspace(place("sample")), settings=QUICK)
    names = ("P-004", "P-009", "P-010", "P-012", "P-018")
    return {name: assess_prepared(prepared, name) for name in names}


def test_two_contract_registers_are_not_both_advanced(assessments):
    first, second = assessments["P-009"].advice, assessments["P-012"].advice
    assert first.position == "advance" and second.position not in ("advance", "advance in part")
    assert any("P-009" in found.text for found in second.conditions if found.kind == "excludes")
    assert [condition.kind for condition in first.conditions].count("excludes") == 1


def test_work_in_flight_is_no_longer_dropped(assessments):
    (condition,) = [
        found for found in assessments["P-010"].advice.conditions if found.kind == "in flight"
    ]
    assert condition.text.startswith("F-03") and condition.by_date == "2027-03-31"


def test_somebody_does_the_sum(assessments):
    found = assessments["P-004"]
    bundle = found.dependencies.links.bundle
    assert [member.id for member in bundle.members] == ["P-004", "P-001", "P-006", "P-010", "P-005"]
    shown = found.to_dict()["dependencies"]["bundle"]
    assert shown["enabler"] == "P-004" and 0 < shown["chance_net_positive"] < 1
    assert (
        found.advice.named["dependencies.bundle.chance_net_positive"] == bundle.chance_net_positive
    )
    other = assessments["P-010"].dependencies.links.bundle
    assert other == bundle


def test_a_hopeless_budget_is_a_condition_although_it_is_deferred(assessments):
    advice = assessments["P-018"].advice
    assert advice.position == "defer"
    assert any(
        found.kind == "budget" and found.department == "Field services"
        for found in advice.conditions
    )


def test_every_condition_has_its_form_in_json(assessments):
    for found in assessments.values():
        for condition in found.to_dict()["advice"]["conditions"]:
            assert set(condition) == {"text", "department", "by_date", "kind", "number"}
