"""What each outcome costs to run, and what is proposed for it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pmo_toolkit.analysis.capability.outcomes import outcome_portfolios
from pmo_toolkit.analysis.capability.shapes import Capability, ProposedChange, Service
from pmo_toolkit.analysis.capability.tree import CapabilityTree

GOALS = {"G1": "Faster", "G2": "Safer"}


def portfolios(capabilities, services, proposals=()):
    return outcome_portfolios(GOALS, CapabilityTree.of(capabilities), services, proposals)


def test_a_service_is_parted_among_the_outcomes_of_its_capability():
    capabilities = [Capability("A", "A", goals=("G1", "G2")), Capability("B", "B", "A")]
    services = [Service("S", "S", ("B",), annual_cost=100.0), Service("T", "T", ("A",))]
    first, second = portfolios(capabilities, services)
    assert (first.goal, first.annual_cost, first.without_cost) == ("G1", 50.0, ("T",))
    assert second.annual_cost == 50.0
    assert [part.share for part in first.parts] == [0.5, 0.5]
    assert not first.is_inferred


def test_proposals_tie_a_capability_whose_goals_nobody_states_and_that_is_said():
    proposal = ProposedChange("P", "P", budget=7.0, goals=("G2",), capabilities=("A",))
    first, second = portfolios(
        [Capability("A", "A")], [Service("S", "S", ("A",), annual_cost=9.0)], [proposal]
    )
    assert (first.annual_cost, second.annual_cost) == (0.0, 9.0)
    assert second.is_inferred and [one.id for one in second.proposals] == ["P"]
    assert (second.budget, second.without_budget) == (7.0, ())


def test_what_serves_no_outcome_stands_by_itself():
    *_, rest = portfolios([Capability("A", "A", goals=("G9",))], [Service("S", "S", ("A",))])
    assert rest.goal is None and [part.service.id for part in rest.parts] == ["S"]


def _shares(places):
    weights = [place + 1 for place in places]
    return tuple(weight / sum(weights) for weight in weights)


COSTS = st.none() | st.floats(0, 1e6)


@given(
    st.lists(st.sets(st.sampled_from(["G1", "G2", "G9"])), min_size=1, max_size=4),
    st.lists(st.tuples(st.lists(st.integers(0, 5), max_size=5, unique=True), COSTS), max_size=8),
    st.booleans(),
)
def test_the_parts_add_up_to_the_whole(goals, services, are_stated):
    capabilities = [
        Capability(f"C{n}", "", goals=tuple(sorted(own))) for n, own in enumerate(goals)
    ]
    known = [
        Service(
            f"S{n}",
            "",
            tuple(f"C{place}" for place in places),
            annual_cost=cost,
            stated_shares=_shares(places) if are_stated else (),
        )
        for n, (places, cost) in enumerate(services)
    ]
    found = portfolios(capabilities, known)
    whole = sum(one.annual_cost or 0.0 for one in known)
    assert abs(sum(one.annual_cost for one in found) - whole) <= 1e-6 * max(whole, 1)
