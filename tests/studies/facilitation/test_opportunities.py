"""Opportunities rest on what was found, and those worth most stand first."""

from __future__ import annotations

from pmo_toolkit.advice.opportunities import OpportunityKind
from pmo_toolkit.analysis.base.results import NotAssessed
from tests.facilitations import some


def of_kind(kind):
    return [found for found in some().opportunities if found.kind is kind]


def test_kinds_stand_in_their_order_and_the_worthiest_first_within():
    found = some().opportunities
    order = list(OpportunityKind)
    places = [order.index(opportunity.kind) for opportunity in found]
    assert places == sorted(places)
    for kind in (OpportunityKind.BUNDLE, OpportunityKind.ONE_INVESTMENT):
        amounts = [opportunity.amount or 0.0 for opportunity in of_kind(kind)]
        assert amounts == sorted(amounts, reverse=True)


def test_one_register_instead_of_two_saves_at_most_the_smaller_cost():
    (pair,) = of_kind(OpportunityKind.ONE_INVESTMENT)
    costs = {proposal.id: proposal.cost for proposal in some().proposals}
    assert pair.ids == ("P-009", "P-012")
    assert pair.amount == min(costs[name].p50 for name in pair.ids)


def test_people_are_left_only_for_what_is_not_advised_and_all_known():
    found = some()
    for opportunity in of_kind(OpportunityKind.FREE_HOURS):
        (name,) = opportunity.ids
        start = found.starts[name]
        assert not isinstance(start, NotAssessed) and start.after_others.month_p80
        assert name not in {proposal.id for proposal in found.advised}


def test_one_person_more_is_tried_in_the_order_of_advice():
    (more,) = of_kind(OpportunityKind.ONE_PERSON)
    role, *sooner = more.ids
    assert role == "change and training lead" and more.amount > 0
    late = [
        proposal.id for proposal in some().advised if some().starts[proposal.id].waits_for == role
    ]
    assert set(sooner) <= set(late)
