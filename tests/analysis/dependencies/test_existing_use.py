"""Services and capabilities with those that hang on them."""

from __future__ import annotations

from pmo_toolkit.analysis.dependencies.existing_use import existing_use
from pmo_toolkit.analysis.dependencies.graph import Link, graph_of
from tests.analysis.dependencies.graphs import item

ITEMS = [
    item("P1", finish="2027-12-31"),
    item("P2", finish="2027-03-31"),
    item("P3"),
    item("C1"),
    item("S1", contract_end="2027-06-30"),
    item("S2"),
]
LINKS = [
    Link("P1", "S1", "requires"),
    Link("P3", "P1", "requires"),
    Link("P2", "C1", "raises"),
    Link("C1", "S1", "supported by"),
]


def test_who_requires_a_service_and_who_touches_it():
    service, capability = existing_use(graph_of(ITEMS, LINKS))
    assert (service.id, service.required_by, service.touched_by) == ("S1", ("P1", "P3"), ("P2",))
    assert (service.until, service.later_than_contract) == ("2027-06-30", ("P1",))
    assert (capability.id, capability.touched_by) == ("C1", ("P2",))


def test_what_nobody_touches_is_left_out():
    assert existing_use(graph_of(ITEMS, [])) == ()
