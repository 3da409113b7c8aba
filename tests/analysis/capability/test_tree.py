"""Capabilities as a tree."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pmo_toolkit.analysis.capability.shapes import Capability, Service
from pmo_toolkit.analysis.capability.tree import CapabilityTree, services_below

NAMES = "ABCDEFG"


def tree(**parents: str | None) -> CapabilityTree:
    return CapabilityTree.of(Capability(name, name, parent) for name, parent in parents.items())


def test_each_stands_below_what_holds_it():
    found = tree(A=None, B="A", C="B", D=None, E="A")
    assert found.in_order == (("A", 0), ("B", 1), ("C", 2), ("E", 1), ("D", 0))
    assert found.below("A") == ("A", "B", "C", "E")
    assert found.above("C") == ("B", "A")
    assert [name for name in NAMES[:5] if found.is_leaf(name)] == ["C", "D", "E"]


def test_a_circle_is_named_once_and_its_members_are_tops():
    found = tree(A="C", B="A", C="B", D="C")
    assert found.circles == (("A", "C", "B"),)
    assert found.children[None] == ("A", "B", "C")
    assert found.below("C") == ("C", "D")


def test_who_stands_under_itself_or_under_nobody_known_is_a_top():
    found = tree(A="A", B="Z")
    assert found.circles == (("A",),)
    assert found.unknown_parents == (("B", "Z"),)
    assert found.children[None] == ("A", "B")


def test_services_count_for_all_that_stands_above():
    found = tree(A=None, B="A")
    services = [Service("S", "S", ("B",)), Service("T", "T", ("A",)), Service("U", "U", ("Z",))]
    below = services_below(found, [*services, Service("V", "V")])
    assert {name: [one.id for one in own] for name, own in below.items()} == {
        "A": ["S", "T"],
        "B": ["S"],
    }


def test_a_service_of_several_capabilities_is_shared_in_equal_parts():
    found = tree(A=None, B="A", C="A", D=None)
    service = Service("S", "S", ("B", "C", "D", "Z"))
    assert found.shares_of(service) == {"A": 0.5, "B": 0.25, "C": 0.25, "D": 0.25}
    assert found.places_of(service) == ("B", "C", "D")
    assert found.shares_of(Service("T", "T")) == {}


@given(
    st.dictionaries(st.sampled_from(NAMES), st.none() | st.sampled_from(NAMES), min_size=1),
    st.lists(
        st.tuples(st.lists(st.sampled_from([*NAMES, "?"]), unique=True), st.floats(0, 1e6)),
        max_size=8,
    ),
)
def test_the_tops_and_what_stands_outside_cost_what_all_services_cost(parents, stated):
    found = tree(**parents)
    services = [
        Service(f"S{n}", "", tuple(names), annual_cost=cost)
        for n, (names, cost) in enumerate(stated)
    ]
    on_map = outside = 0.0
    for service in services:
        shares = found.shares_of(service)
        own = sum(shares.get(top, 0.0) for top in found.children[None])
        lost = sum(name not in found.by_id for name in service.capabilities)
        on_map += own * service.annual_cost
        named = max(len(service.capabilities), 1)
        outside += (lost / named if service.capabilities else 1) * service.annual_cost
    whole = sum(service.annual_cost for service in services)
    assert abs(on_map + outside - whole) <= 1e-9 * max(whole, 1)


@given(st.dictionaries(st.sampled_from(NAMES), st.none() | st.sampled_from(NAMES), min_size=1))
def test_every_capability_stands_on_the_map_once_whatever_its_parents(parents):
    found = tree(**parents)
    assert sorted(name for name, _ in found.in_order) == sorted(parents)
    for name in parents:
        assert name not in found.above(name)
        assert all(name in found.below(above) for above in found.above(name))
