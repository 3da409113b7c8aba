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
    names = ("P-004", "P-006", "P-009", "P-010", "P-012", "P-015")
    return {name: assess_prepared(prepared, name) for name in names}


def test_two_contract_registers_are_not_both_advanced(assessments):
    first, second = assessments["P-009"], assessments["P-012"]
    assert not {"advance", "advance in part"}.issuperset(
        {first.advice.position, second.advice.position}
    )
    for one, other in ((first, second), (second, first)):
        (condition,) = [found for found in one.advice.conditions if found.kind == "excludes"]
        assert condition.text.count(other.proposal.id) == 1
        assert condition.department == other.proposal.department


def test_work_in_flight_is_no_longer_dropped(assessments):
    found = assessments["P-010"]
    (condition,) = [known for known in found.advice.conditions if known.kind == "in flight"]
    assert condition.text.startswith("F-03") and condition.by_date == "2027-03-31"
    later = assessments["P-006"].dependencies.links  # its requirements end after its start
    assert later.not_before_days > 0
    assert assessments["P-006"].delivery.not_before == later.not_before_days


def test_somebody_does_the_sum(assessments):
    found = assessments["P-004"]
    bundle = found.dependencies.links.bundle
    assert [member.id for member in bundle.members] == ["P-004", "P-001", "P-006", "P-010", "P-005"]
    shown = found.to_dict()["dependencies"]["bundle"]
    assert shown["enabler"] == "P-004" and 0 <= shown["chance_net_positive"] < 1
    named = found.advice.named["dependencies.bundle.chance_net_positive"]
    assert named == bundle.chance_net_positive
    for member in ("P-006", "P-010"):
        assert assessments[member].dependencies.links.bundle == bundle


def test_a_hopeless_budget_is_a_condition_wherever_it_is(assessments):
    floor = QUICK.advice.budget_floor
    for found in assessments.values():
        within = getattr(found.cost, "chance_within_budget", None)
        kinds = [condition.kind for condition in found.advice.conditions]
        assert within is None or within >= floor or "budget" in kinds


def test_every_condition_has_its_form_in_json(assessments):
    for found in assessments.values():
        for condition in found.to_dict()["advice"]["conditions"]:
            assert set(condition) == {"text", "department", "by_date", "kind", "number"}


def test_others_see_the_very_net_value_that_its_own_report_shows(assessments):
    seen = {
        member.id: member.net_value
        for found in assessments.values()
        for bundle in found.dependencies.links.bundles
        for member in bundle.members
    }
    compared = 0
    for name, found in assessments.items():
        chosen = next((known for known in found.options.options if known.preferred), None)
        if name in seen and chosen and found.provenance.draws == QUICK.simulation.draws:
            assert seen[name] == chosen.net_value
            compared += 1
    assert compared >= 2
