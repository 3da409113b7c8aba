"""Where the map is thin."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from pmo_toolkit.analysis.capability.hanging_on_one import people_by_role
from pmo_toolkit.analysis.capability.shapes import Capability, ProposedChange, Service
from pmo_toolkit.analysis.capability.thin_kinds import CapabilityMap, ThinKind, ThinRules, unrated
from pmo_toolkit.analysis.capability.thin_spots import thin_spots
from pmo_toolkit.analysis.capability.tree import CapabilityTree

AS_OF = dt.date(2026, 12, 1)
RULES = ThinRules(4, 2, 0.5, 540)
COSTS = (("S", 5.0), ("T", 9.0), ("U", None))
WEAK = Capability("C", "Pay people", None, 5, 2, 4, "HR")


def spots(capabilities=(WEAK,), services=(), proposals=(), people=None):
    known = CapabilityMap(
        CapabilityTree.of(capabilities), tuple(services), tuple(proposals), people or {}
    )
    return thin_spots(known, RULES, AS_OF)


def kinds(*args, **more):
    return [spot.kind for spot in spots(*args, **more)]


def test_what_matters_is_immature_and_has_no_proposal_is_unserved():
    assert ThinKind.UNSERVED in kinds()
    raising = ProposedChange("P", "P", capabilities=("C",))
    assert ThinKind.UNSERVED not in kinds(proposals=[raising])
    assert ThinKind.UNSERVED not in kinds([replace(WEAK, importance=3)])
    assert ThinKind.UNSERVED not in kinds([replace(WEAK, maturity_target=2)])
    # what nobody states is no evidence
    assert ThinKind.UNSERVED not in kinds([replace(WEAK, maturity_now=None)])


def test_a_proposal_for_what_stands_above_serves_it_too():
    above = Capability("A", "Lead people")
    below = replace(WEAK, parent="A")
    proposal = ProposedChange("P", "P", capabilities=("A",))
    assert ThinKind.UNSERVED not in kinds([above, below], proposals=[proposal])


def test_two_services_of_one_capability_are_a_question_with_its_most():
    services = [
        Service("S", "S", ("C",), annual_cost=5.0),
        Service("T", "T", ("C",), annual_cost=9.0),
    ]
    (spot,) = [one for one in spots(services=services) if one.kind is ThinKind.PAID_TWICE]
    assert (spot.services, spot.amount) == (("S", "T"), 5.0)
    unknown = [services[0], Service("T", "T", ("C",))]
    (spot,) = [one for one in spots(services=unknown) if one.kind is ThinKind.PAID_TWICE]
    assert spot.amount is None and "of 1 nobody states the cost" in spot.why


def test_one_contract_one_supplier_one_person():
    one = Service("S", "S", ("C",), "House", None, "clerk", contract_end=dt.date(2027, 3, 31))
    assert ThinKind.ONE_CONTRACT in kinds(services=[one])
    assert ThinKind.ONE_CONTRACT not in kinds(
        services=[replace(one, contract_end=dt.date(2031, 1, 1))]
    )
    assert ThinKind.ONE_SUPPLIER in kinds(services=[one, replace(one, id="T")])
    assert ThinKind.ONE_SUPPLIER not in kinds(services=[one])
    assert ThinKind.ONE_ROLE in kinds(services=[one], people={"clerk": 1.0})
    assert ThinKind.ONE_ROLE not in kinds(services=[one], people={"clerk": 2.0})
    assert ThinKind.ONE_ROLE not in kinds(services=[one])


def test_a_capability_whose_services_have_one_supplier_hangs_on_it():
    services = [
        Service("S", "S", ("C",), "House", annual_cost=5.0),
        Service("T", "T", ("C",), "House"),
        *(Service(f"U{n}", "U", ("D",), f"Other {n}") for n in range(4)),
    ]
    capabilities = (WEAK, replace(WEAK, id="D"))
    (spot,) = [one for one in spots(capabilities, services) if one.kind is ThinKind.ONE_SUPPLIER]
    assert (spot.capability, spot.services, spot.amount) == ("C", ("S", "T"), 5.0)
    assert spot.why == "House supplies all 2 services that support it; of 1 nobody states the cost"
    # whose supplier nobody states is no evidence
    unknown = [services[0], replace(services[1], supplier=None), *services[2:]]
    assert ThinKind.ONE_SUPPLIER not in kinds(capabilities, unknown)


def test_what_could_end_at_most_may_be_more_where_a_cost_is_not_stated():
    services = [Service(name, name, ("C",), annual_cost=cost) for name, cost in COSTS]
    (spot,) = [one for one in spots(services=services) if one.kind is ThinKind.PAID_TWICE]
    assert spot.amount == 5.0 and "of 1 nobody states the cost, so that it may be more" in spot.why


def test_what_nobody_rates_is_no_thick_spot():
    rated = replace(WEAK, id="R", importance=2, maturity_now=None)
    blank = replace(WEAK, id="B", importance=None)
    half = replace(WEAK, id="H", maturity_now=None)
    assert unrated(CapabilityTree.of((WEAK, rated, blank, half)), RULES) == ("B", "H")


def test_a_proposal_that_serves_no_gap():
    reached = replace(WEAK, maturity_now=4)
    raising = ProposedChange("P", "P", capabilities=("C",))
    assert ThinKind.NO_GAP in kinds([reached], proposals=[raising])
    assert ThinKind.NO_GAP in kinds(proposals=[ProposedChange("P", "P")])
    assert ThinKind.NO_GAP not in kinds(proposals=[raising])
    unknown = replace(WEAK, maturity_now=None)
    assert ThinKind.NO_GAP not in kinds([unknown], proposals=[raising])


def test_people_stand_behind_the_fullest_month():
    assert people_by_role([("clerk", 160.0), ("clerk", 320.0)], 160.0) == {"clerk": 2.0}
