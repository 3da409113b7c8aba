"""From tables to the graph: every kind of item and tie, and ids that clash or are unknown."""

from __future__ import annotations

import pytest

from pmo_toolkit.assessment.dependencies.whole_graph import whole_graph
from tests.workspace.builders import read

TABLES = {
    "proposals": "id,title,department,start_window,wanted_finish,estimate_duration_days\n"
    "P1,One,Finance,2027-03,2027-12,120\nP2,Two,,,,\n",
    "in_flight": "project,title,role,finish_estimate,start_date\n"
    "F1,Network,engineer,2027-04-30,2026-01-05\nF1,,manager,2027-06-30,2026-02-01\n",
    "services": "id,title,capability,contract_end\nS1,Mail,C1,2028-01-31\n",
    "capabilities": "id,title,department\nC1,Bill,Finance\n",
    "proposal_capabilities": "proposal,capability\nP1,C1\n",
    "goals": "id,title\nG1,Fewer errors\n",
    "proposal_goals": "proposal,goal\nP1,G1\n",
    "options": "id,proposal,kind,service\nO1,P2,reuse,S1\n",
    "dependencies": "from,to,type,lag_days,strength\nP1,F1,requires,30,0.5\nP1,S1,requires,,\n"
    "P2,C1,requires,,1\nP2,X9,relates,,\nP1,P2,requires,,\nP1,P2,requires,10,0.2\n",
}


@pytest.fixture(scope="module")
def graph(tmp_path_factory):
    return whole_graph(read(tmp_path_factory.mktemp("ws") / "ws", **TABLES), 0.8)


def test_items_of_every_table(graph):
    kinds = {item.id: item.kind for item in graph.items}
    assert kinds == {
        "P1": "proposal",
        "P2": "proposal",
        "F1": "in flight",
        "S1": "service",
        "C1": "capability",
        "X9": "unknown",
    }
    first, work, service = graph.by_id["P1"], graph.by_id["F1"], graph.by_id["S1"]
    assert (first.start, first.finish, first.days) == ("2027-03-01", "2027-12-31", 120.0)
    assert (first.goals, dict(graph.goals)) == (("G1",), {"G1": "Fewer errors"})
    assert (work.title, work.start, work.finish) == ("Network", "2026-01-05", "2027-06-30")
    assert service.contract_end == "2028-01-31"


def test_ties_with_their_rows_and_what_nobody_states(graph):
    links = {(link.start, link.end, link.kind): link for link in graph.links}
    work = links["P1", "F1", "requires"]
    assert (work.strength, work.lag_days, work.is_strength_stated) == (0.5, 30.0, True)
    assert [(row.table, row.row) for row in work.rows] == [("dependencies", 2)]
    assert links["P1", "S1", "requires"].strength == 0.8
    twice = links["P1", "P2", "requires"]
    assert (twice.strength, twice.lag_days, twice.is_strength_stated) == (0.8, 10.0, False)
    assert [row.row for row in twice.rows] == [6, 7]


def test_ties_that_other_tables_imply(graph):
    implied = {(link.start, link.kind, link.end) for link in graph.links if link.kind != "requires"}
    assert implied == {
        ("P1", "raises", "C1"),
        ("C1", "supported by", "S1"),
        ("P2", "reuses", "S1"),
        ("P2", "relates", "X9"),
    }


def test_a_service_of_several_capabilities_supports_each(tmp_path):
    tables = {
        **TABLES,
        "capabilities": "id,title\nC1,Bill\nC2,Sell\n",
        "services": "id,title,capability\nS1,Mail,C1; C2;C1\n",
    }
    graph = whole_graph(read(tmp_path / "ws", **tables), 0.8)
    supported = [(link.start, link.end) for link in graph.links_of("supported by")]
    assert sorted(supported) == [("C1", "S1"), ("C2", "S1")]


def test_a_proposal_whose_rows_have_faults_is_still_one(tmp_path):
    tables = {
        "proposals": "id,title\nP1,One\nP2,\n",
        "dependencies": "from,to,type\nP1,P2,requires\n",
    }
    found = whole_graph(read(tmp_path / "ws", **tables), 1.0)
    assert (found.by_id["P2"].kind, found.by_id["P2"].title) == ("proposal", "its rows have faults")


def test_of_one_id_in_several_tables_the_proposal_counts(tmp_path):
    tables = {
        "services": "id,title\nP1,A service\n",
        "dependencies": "from,to,type\nP2,P1,requires\n",
    }
    found = whole_graph(read(tmp_path / "ws", **tables), 1.0)
    assert (found.by_id["P1"].kind, found.by_id["P1"].title) == ("proposal", "One")
